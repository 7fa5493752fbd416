package geo

import (
	"testing"

	"pgregory.net/rapid"
)

func TestHoursWithout(t *testing.T) {
	tests := []struct{ name, hours, breaks, want string }{
		{"lunch", "Mo-Fr 09:00-17:00", "13:00-14:00", "Mo-Fr 09:00-13:00,14:00-17:00"},
		{"lunch on some days", "Mo-We 09:00-17:00", "Tu,We 13:00-13:30", "Mo 09:00-17:00; Tu-We 09:00-13:00,13:30-17:00"},
		{"two a day", "Mo 09:00-17:00", "Mo 15:00-15:15,11:00-11:15", "Mo 09:00-11:00,11:15-15:00,15:15-17:00"},
		{"on a closed day", "Mo 09:00-17:00", "Tu 13:00-14:00", "Mo 09:00-17:00"},
		{"outside the hours", "Mo 09:00-13:00", "Mo 13:00-14:00", "Mo 09:00-13:00"},
		{"between two sessions", "Mo 09:00-12:00,14:00-17:00", "Mo 12:30-13:30", "Mo 09:00-12:00,14:00-17:00"},
		{"across the gap between two sessions", "Mo 09:00-12:30,13:30-17:00", "Mo 12:00-14:00", "Mo 09:00-12:00,14:00-17:00"},
		{"at the opening", "Mo 13:00-17:00", "Mo 12:30-13:30", "Mo 13:30-17:00"},
		{"at the closing", "Mo 09:00-13:30", "Mo 13:00-14:00", "Mo 09:00-13:00"},
		{"all there is", "Mo-Tu 13:00-14:00", "Mo 12:00-15:00", "Tu 13:00-14:00"},
		{"always", "Mo 09:00-17:00", "24/7", "off"},
		{"never", "Mo 09:00-17:00", "off", "Mo 09:00-17:00"},
		{"out of round the clock", "24/7", "13:00-14:00", "Mo-Su 00:00-13:00,14:00-24:00"},
		{"before midnight", "Fr 18:00-02:00", "Fr 22:00-23:00", "Fr 18:00-22:00,23:00-02:00"},
		{"after midnight, as its own day's", "Fr 18:00-02:00", "Sa 00:30-01:00", "Fr 18:00-00:30; Sa 01:00-02:00"},
		{"after midnight, as the evening's", "Su 18:00-02:00", "Su 23:30-00:30", "Mo 00:30-02:00; Su 18:00-23:30"},
		{"the night before", "Sa 00:00-02:00", "Fr 23:00-01:00", "Sa 01:00-02:00"},
		{"into the next day's hours", "Fr 18:00-03:00; Sa 02:00-09:00", "Sa 00:30-01:00", "Fr 18:00-00:30; Sa 01:00-02:00,02:00-09:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			hours, err := ParseHours(test.hours)
			if err != nil {
				t.Fatal(err)
			}
			breaks, err := ParseHours(test.breaks)
			if err != nil {
				t.Fatal(err)
			}
			got := hours.Without(*breaks)
			if got.String() != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if again, err := ParseHours(got.String()); err != nil || again.String() != got.String() {
				t.Errorf("%s is read as %v, %v", got, again, err)
			}
			if hours.String() != test.hours {
				t.Errorf("the hours themselves became %s", hours)
			}
		})
	}
}

// Whatever the week and the breaks, a place is open at a full hour when its hours say so and no break does, and what is left can be
// written and read again.
func TestHoursWithoutAtEachHour(t *testing.T) {
	week := func(t *rapid.T, name string) (h Hours) {
		for day := range h {
			opens := rapid.IntRange(0, 1439).Draw(t, name+" opens")
			for range rapid.IntRange(0, 2).Draw(t, name+" spans") {
				closes := opens + rapid.IntRange(1, 700).Draw(t, name+" minutes")
				h[day] = append(h[day], Span{opens, closes})
				if opens = closes + rapid.IntRange(0, 120).Draw(t, name+" gap"); opens >= minutesADay {
					break
				}
			}
		}
		return h
	}
	rapid.Check(t, func(t *rapid.T) {
		hours, breaks := week(t, "hours"), week(t, "breaks")
		left := hours.Without(breaks)
		for at := range Hour(HoursAWeek) {
			if want := hours.Open(at) && !breaks.Open(at); left.Open(at) != want {
				t.Fatalf("%s without %s is %s: open %s: %v", hours, breaks, left, at, left.Open(at))
			}
		}
		if again, err := ParseHours(left.String()); err != nil || again.String() != left.String() {
			t.Fatalf("%s is read as %v, %v", left, again, err)
		}
	})
}
