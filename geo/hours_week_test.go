package geo

import "testing"

func TestOpen(t *testing.T) {
	for _, c := range []struct {
		hours, at string
		want      bool
	}{
		{"Mo-Fr 09:00-17:00", "tue-09", true},
		{"Mo-Fr 09:00-17:00", "tue-16", true},
		{"Mo-Fr 09:00-17:00", "tue-17", false},
		{"Mo-Fr 09:00-17:00", "sat-12", false},
		{"Mo-Fr 09:30-17:30", "tue-09", false},
		{"Mo-Fr 09:30-17:30", "tue-17", true},
		{"Mo 09:00-12:00,13:00-17:00", "mon-12", false},
		{"Fr 18:00-02:00", "sat-01", true},
		{"Fr 18:00-02:00", "sat-02", false},
		{"Su 18:00-02:00", "mon-01", true}, // round the end of the week
		{"Su 18:00-02:00", "mon-02", false},
		{"Mo 18:00-24:00", "tue-00", false},
		{"24/7", "sun-23", true},
		{"off", "mon-10", false},
	} {
		hours, err := ParseHours(c.hours)
		if err != nil {
			t.Fatal(err)
		}
		at, err := ParseHour(c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := hours.Open(at); got != c.want {
			t.Errorf("%s at %s: %v", c.hours, c.at, got)
		}
	}
}

func TestHoursAWeek(t *testing.T) {
	for text, want := range map[string]float64{"24/7": 168, "off": 0, "Mo-Fr 09:00-17:30; Sa 10:00-13:00": 45.5, "Su 18:00-02:00": 8} {
		hours, err := ParseHours(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := hours.AWeek(); got != want {
			t.Errorf("%s: %v hours, want %v", text, got, want)
		}
	}
}

func TestHour(t *testing.T) {
	for h := range Hour(HoursAWeek) {
		if back, err := ParseHour(h.String()); err != nil || back != h {
			t.Fatalf("%d is written %s and read as %d, %v", h, h, back, err)
		}
	}
	if h, err := ParseHour("TUE-18"); err != nil || h.Words() != "Tuesday at 18:00" || h != 42 {
		t.Errorf("%d %q, %v", h, h.Words(), err)
	}
	for _, text := range []string{"", "tue", "tue-24", "tue-6", "tuesday-18", "tue-18 "} {
		if h, err := ParseHour(text); err == nil {
			t.Errorf("%q is read as %v", text, h)
		}
	}
}

func TestSiteHours(t *testing.T) {
	for value, want := range map[string]string{"Mo-Fr 09:00-17:00": "Mo-Fr 09:00-17:00", "ring first": "", "": ""} {
		site := Site{Facts: []Fact{{Key: "address", Value: "1 High St"}, {Key: HoursFact, Value: value}}}
		if h := site.Hours(); (h == nil) != (want == "") || h != nil && h.String() != want {
			t.Errorf("%q is read as %v", value, h)
		}
	}
	if h := (Site{}).Hours(); h != nil {
		t.Errorf("hours out of nowhere: %v", h)
	}
}
