package pipeline

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/cmd/hotspotmap/internal/report"
	"hotspotmap/geo"
)

// A thousandth of a degree of latitude is 111 m.
func TestListedTwice(t *testing.T) {
	site := func(id, kind, name string, lat float64) geo.Site {
		return geo.Site{ID: id, Kind: kind, Name: name, At: orb.Point{-1.9, lat}, Source: "sites:" + id[:1], Row: int(id[1] - '0')}
	}
	closed := func(s geo.Site) geo.Site { s.Closed = true; return s }
	for name, test := range map[string]struct {
		sites []geo.Site
		want  string // ids of the twins
	}{
		"one name, near":          {[]geo.Site{site("a1", "library", "Aston", 52.5), site("a2", "library", "Aston", 52.502)}, "a2"},
		"one name, far":           {[]geo.Site{site("a1", "library", "Aston", 52.5), site("a2", "library", "Aston", 52.503)}, ""},
		"spelt differently":       {[]geo.Site{site("a1", "library", "St. Mary's Library", 52.5), site("b1", "library", "The St Marys", 52.501)}, "b1"},
		"two kinds":               {[]geo.Site{site("a1", "library", "Aston", 52.5), site("b1", "wifi", "Aston", 52.5)}, ""},
		"old and new":             {[]geo.Site{closed(site("a1", "library", "Aston", 52.5)), site("a2", "library", "Aston", 52.501)}, ""},
		"one place, two names":    {[]geo.Site{site("a1", "library", "City", 52.5), site("a2", "library", "Chorlton", 52.5)}, "a2"},
		"the word for it is none": {[]geo.Site{site("a1", "library", "Library", 52.5), site("a2", "library", "The library", 52.501)}, ""},
		"three":                   {[]geo.Site{site("a3", "library", "Aston", 52.5), site("a1", "library", "Aston", 52.5), site("b1", "library", "Aston", 52.501)}, "a3 b1"},
	} {
		twins := listedTwice(test.sites, nil)
		if got := strings.Join(slices.Sorted(maps.Keys(twins)), " "); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestOddSitesAndStates(t *testing.T) {
	sites := []geo.Site{
		{ID: "l-1", Kind: "library", Name: "Aston", Source: "sites:l", Row: 2, At: orb.Point{-1.9, 52.5}},
		{ID: "l-2", Kind: "library", Name: "Aston", Source: "sites:l", Row: 3, At: orb.Point{-1.9, 52.501}},
		{ID: "l-3", Kind: "library", Name: "Aston", Source: "sites:l", Row: 4, At: orb.Point{-1.9, 52.501}, Closed: true, ClosedOn: "2017"},
		{ID: "l-4", Kind: "library", Name: "Book Bus", Source: "sites:l", Row: 5, At: orb.Point{-1.8, 52.5}, Facts: []geo.Fact{{Key: "type", Value: "Mobile Library"}}},
	}
	twins := listedTwice(sites, nil)
	var got []string
	for _, i := range oddSites(sites, twins, map[string]string{"sites:l": "l.csv"}) {
		got = append(got, string(i.Severity)+" "+i.Error())
	}
	want := []string{
		`warning l.csv:3: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, 111 m away — mark the one that has closed, or correct its place; or say under [[sites.reviewed]] of "l" what you decide: sites = ["Aston (-1.90000, 52.50000)", "Aston (-1.90000, 52.50100)"]`,
		`note l.csv:4: value "Aston": has closed (2017): shown on the map as closed, never counted as provision`,
		`note l.csv:5: value "Book Bus": is a mobile site, but is counted as if it were always where it is kept — leave the row out of the file, or give its stops as sites`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	source := geo.Source{ID: "sites:l", File: "l.csv", Rows: geo.Rows{Read: 7, Used: 4, Unmatched: 1, Rejected: 2}}
	states := statesOf([]geo.Source{{ID: "table:1"}, source}, sites, twins)
	if len(states) != 1 || states[0] != (report.Sites{Source: "sites:l", File: "l.csv", Open: 2, Twice: 1, Closed: 1, LeftOut: 1, Refused: 2}) {
		t.Errorf("states %+v", states)
	}
}
