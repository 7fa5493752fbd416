package access

import (
	"encoding/json"
	"math"
	"regexp"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// What no figure can be made of is said in words, and nothing that is written holds a number that is none.
func TestReachOfExtremes(t *testing.T) {
	nan := math.NaN()
	index := func(values ...float64) geo.Column {
		c := geo.NewColumn(geo.Indicator{ID: "index", Higher: geo.HigherIsWorse, Decimals: 2}, len(values))
		for i, v := range values {
			if !math.IsNaN(v) {
				c.Values[i], c.Flags[i] = v, geo.Present
			}
		}
		return c
	}
	here, far, nowhere := orb.Point{-1.9, 52.5}, orb.Point{-1.7, 52.6}, orb.Point{nan, nan}
	library := timed(onStreet("a", 0), "Mo-Fr 09:00-17:00")
	for _, c := range []struct {
		name   string
		inside []orb.Point
		people []float64
		index  geo.Column
		sites  []geo.Site
	}{
		{"one area", []orb.Point{here}, []float64{1500}, index(5), []geo.Site{library}},
		{"one area, nobody in it", []orb.Point{here}, []float64{0}, index(5), []geo.Site{library}},
		{"nobody anywhere", []orb.Point{here, far}, []float64{0, 0}, index(5, 6), []geo.Site{library}},
		{"people unknown in places", []orb.Point{here, far}, []float64{nan, 900}, index(5, 6), []geo.Site{library}},
		{"people unknown everywhere", []orb.Point{here, far}, []float64{nan, nan}, index(5, 6), []geo.Site{library}},
		{"no people given", []orb.Point{here, far}, nil, index(5, 6), []geo.Site{library}},
		{"no index", []orb.Point{here, far}, []float64{800, 900}, index(nan, nan), []geo.Site{library}},
		{"nobody in need", []orb.Point{here, far}, []float64{800, 900}, index(0, 0), []geo.Site{library}},
		{"all alike", []orb.Point{here, here}, []float64{800, 800}, index(5, 5), []geo.Site{library}},
		{"no places to measure from", []orb.Point{nowhere, nowhere}, []float64{800, 900}, index(5, 6), []geo.Site{library}},
		{"no sites", []orb.Point{here, far}, []float64{800, 900}, index(5, 6), nil},
		{"all closed or restricted", []orb.Point{here, far}, []float64{800, 900}, index(5, 6), []geo.Site{closed(library), restricted(library)}},
		{"everyone out of reach", []orb.Point{far, far}, []float64{800, 900}, index(5, 6), []geo.Site{library}},
		{"sites on one spot", []orb.Point{here, far}, []float64{800, 900}, index(5, 6), []geo.Site{library, library, library}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Inside(c.inside)
			s := Study{
				Geography: geo.Geography{Singular: "area", Plural: "areas"}, Kinds: []Kind{{Kind: "library", Singular: "library"}}, Sites: c.sites,
				LimitsM: []int{800, 1600}, Detour: 1.3, People: c.people, Need: NeedOf(c.people, c.index, 10),
				Parents: make([]uint32, len(c.inside)), ParentCodes: []string{"W"}, ParentNames: []string{"Ward"},
			}
			s.Parents[0] = 1
			s.Distances, _ = Distances(p, s.Sites, s.Kinds)
			s.Reach = Reach(p, s.Sites, s.Kinds, s.LimitsM, s.Detour)
			week := geo.Week{Reach: Week(s, p)}
			column, capacity := Capacity(s, p, Supply{Kind: s.Kinds[0], Fact: geo.HoursFact, Title: "Hours", Unit: "hours"}, testBands)
			week.Capacity = []geo.Capacity{capacity}
			for _, shared := range []geo.Column{s.Reach[0][0], column} {
				if c.people != nil {
					week.Equity = append(week.Equity, EquityOf(s, s.Kinds[0], 800, shared))
				}
			}
			if curve, ok := CurveOf(s, p, s.Kinds[0]); ok {
				week.Curves = []geo.Curve{curve}
			}
			for _, w := range week.Reach {
				for h := range geo.Hour(geo.HoursAWeek) {
					if said := s.HourSentence(w, s.Kinds[0], h); notANumber.MatchString(said) {
						t.Error(said)
					}
				}
			}
			for _, written := range []any{week, Gaps(s)} {
				text, err := json.Marshal(written)
				if err != nil || notANumber.Match(text) {
					t.Errorf("%v: %s", err, text)
				}
			}
		})
	}
}

var notANumber = regexp.MustCompile(`NaN|Inf|%!|null`)
