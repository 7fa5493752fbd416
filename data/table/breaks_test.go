package table

import (
	"strings"
	"testing"

	"hotspotmap/geo"
)

func breaksFor(t *testing.T, cells map[string]string) Breaks {
	t.Helper()
	b := Breaks{Column: "notes", Cells: map[string]geo.Hours{}}
	for cell, text := range cells {
		hours, err := geo.ParseHours(text)
		if err != nil {
			t.Fatal(err)
		}
		b.Cells[cell] = *hours
	}
	return b
}

func TestBreaksAreCutOutOfHours(t *testing.T) {
	const unlisted = `value "LUNCH 12-1": reads like a break that breaks.cells does not list; the site is shown as open all through — ` +
		`add it there, such as "LUNCH 12-1" = "13:00-14:00", or "off" if it is none`
	listed := map[string]string{
		"Closed for lunch 1-2pm": "13:00-14:00", "Lunch on Weds, 1-1.30pm": "We 13:00-13:30", "Lunch club on Tuesdays": "off",
	}
	tests := []struct {
		name, note, hours string
		want              string
		warning           string
	}{
		{"every day", "Closed for lunch 1-2pm", "Mo-Tu 09:00-17:00; We 09:00-13:00", "Mo-Tu 09:00-13:00,14:00-17:00; We 09:00-13:00", ""},
		{"a day", "Lunch on Weds, 1-1.30pm", "Tu-We 09:00-17:00", "Tu 09:00-17:00; We 09:00-13:00,13:30-17:00", ""},
		{"listed as none", "Lunch club on Tuesdays", "Tu 09:00-17:00", "Tu 09:00-17:00", ""},
		{"another note", "Ring the bell", "Tu 09:00-17:00", "Tu 09:00-17:00", ""},
		{"no note", "", "Tu 09:00-17:00", "Tu 09:00-17:00", ""},
		{"not listed", "LUNCH 12-1", "Tu 09:00-17:00", "Tu 09:00-17:00", unlisted},
		{"hours that are none", "LUNCH 12-1", "ask inside", "ask inside", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := "name,lon,lat,hours,notes\nA,-1.9,52.4,\"" + test.hours + "\",\"" + test.note + "\"\n"
			breaks := breaksFor(t, listed)
			sites, _, issues, err := readSites(file, SitesSpec{ID: "s", Name: "name", Lon: "lon", Lat: "lat",
				Facts: []FactColumn{{"opening_hours", "hours"}}, Breaks: breaks})
			if err != nil || len(sites) != 1 {
				t.Fatal(sites, err)
			}
			if got := sites[0].Facts[0].Value; got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			var said []string
			for _, issue := range issues {
				if issue.Row > 0 { // the others are of listed cells that this one row does not have
					said = append(said, issue.Error())
				}
			}
			if got := strings.Join(said, "\n"); (got != "") != (test.warning != "") || !strings.HasSuffix(got, test.warning) {
				t.Errorf("%s, want %s", got, test.warning)
			}
		})
	}
}

func TestBreaksOutOfDayColumns(t *testing.T) {
	spec := siteSpec
	spec.Breaks = breaksFor(t, map[string]string{"Closed for lunch 1-2pm": "13:00-14:00", "Closed for tea": "Mo 16:00-16:30"})
	text := strings.ReplaceAll(siteHeader, "\n", ",notes\n") + "New,2 Street,B2 4AA,12,,11:00-19:00,09:00-13:00,,,,,,Closed for lunch 1-2pm \n"
	sites, _, issues, err := readSites(text, spec)
	if err != nil {
		t.Fatal(err)
	}
	facts := sites[0].Facts
	if got := facts[len(facts)-1].Value; got != "Mo 11:00-13:00,14:00-19:00; Tu 09:00-13:00" {
		t.Errorf("open %s", got)
	}
	const unmet = `value "Closed for tea": is listed in breaks.cells, and no site with hours has this cell`
	if len(issues) != 1 || !strings.Contains(issues[0].Error(), unmet) {
		t.Errorf("%v, want %s", issues, unmet)
	}

	spec.Breaks.Column = "note"
	_, _, _, err = readSites(text, spec)
	if want := `column "note": is not in the header (breaks.column in the project file) — did you mean "notes"`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}
