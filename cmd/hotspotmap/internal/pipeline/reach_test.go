package pipeline

import (
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// row is three squares in a row, each 1.1 km from the next; the first two have a postcode or two, the third none, and a library stands in the first.
func row() study {
	north := func(metres float64) orb.Point { return orb.Point{-1.9, 52.5 + metres/111_277} }
	s := study{
		small:     level{Geography: geo.Geography{ID: "square", Singular: "square", Plural: "squares"}, codes: []string{"Q1", "Q2", "Q3"}},
		people:    []float64{1000, 2000, 3000},
		postcodes: []data.Postcode{{Postcode: "A", At: north(0), AID: 1}, {Postcode: "B", At: north(600), AID: 2}, {Postcode: "C", At: north(1500), AID: 2}, {Postcode: "D", At: north(9000)}},
		table:     geo.Table{Columns: []geo.Column{columnOf("offline", 10, 20, 30)}},
		sites: []geo.Site{{Kind: "library", Name: "Town Library", At: north(0), Facts: []geo.Fact{{Key: geo.HoursFact, Value: "Mo-Fr 09:00-17:00"}, {Key: "pcs", Value: "12"}}},
			{Kind: "wifi", Name: "Café", At: north(2200), Access: geo.Restricted}},
	}
	for _, metres := range []float64{0, 1100, 2200} {
		s.small.areas = append(s.small.areas, data.Area{Inside: north(metres)})
	}
	return s
}

func rowProject() *project.Project {
	return &project.Project{
		Sites: []project.Sites{{Kind: "library", Singular: "library", Capacity: project.Capacity{Fact: "pcs", Title: "Public computers", Unit: "computers"}},
			{Kind: "wifi", Singular: "free Wi-Fi site"}},
		Reach: project.Reach{Metres: []int{800, 1600}, Detour: 1.3, From: project.FromPostcodes, Need: project.NeedIndex, Together: []string{"wifi", "library"},
			Bands: []project.ReachBand{{UpToM: 800, Weight: 1}}},
	}
}

func TestFindReach(t *testing.T) {
	s, p := row(), rowProject()
	f := findings{score: score.Result{Index: columnOf("index", 5, 5, 10)}}
	findReach(p, s, &f)

	// The second square has one of its two postcodes, 600 m off, within 800 m on foot (780 m).
	if got := f.reach[0][0].Values; !reflect.DeepEqual(got, []float64{100, 50, 0}) {
		t.Errorf("in reach of a library are %v%%", got)
	}
	if got := f.distances[0].Values; got[0] != 0 || got[1] != 600 || got[2] != 2200 {
		t.Errorf("distances %v", got)
	}
	if any := anyKind(f); any == nil || any.Kind != "any" || any.Singular != "free Wi-Fi site or library" || !reflect.DeepEqual(any.Of, []string{"wifi", "library"}) {
		t.Errorf("together: %+v", any)
	}
	if w := f.week; w.Points != 4 || w.Without != 1 || w.Need != "people × index ÷ 10" || w.OfNeed != 4500 || w.People != 6000 {
		t.Errorf("%+v", w)
	}
	const from = "the middle one (the median) of each square’s postcodes, or a point inside it for 1 square without any"
	if f.gaps.From != from {
		t.Errorf("measured from %s", f.gaps.From)
	}
	// 12 computers for 500 + 500 people in need within 800 m, weighted alike: 12 for 1,000 at each of their postcodes.
	if got := f.capacity[0].Values; !reflect.DeepEqual(got, []float64{12, 6, 0}) {
		t.Errorf("capacity %v", got)
	}
	ids := map[string]release.Role{}
	for _, c := range columnsOfReach(s, f) {
		ids[c.Indicator.ID] = c.info.Role
	}
	if ids["reach_any_1600"] != release.RoleReach || ids["capacity_library"] != release.RoleCapacity || ids["distance_wifi"] != release.RoleDistance || len(ids) != 10 {
		t.Errorf("columns %v", ids)
	}
}

func TestNeedAsAShare(t *testing.T) {
	s, p := row(), rowProject()
	p.Reach.Need = "offline"
	if need := needOf(p, s, findings{}); need.Total != 1400 || need.Of != "people × offline ÷ 100" {
		t.Errorf("%+v", need)
	}
}

func TestMeasuredFrom(t *testing.T) {
	s, p := row(), rowProject()
	for without, want := range map[int]string{
		0: "the middle one (the median) of each square’s postcodes",
		2: "the middle one (the median) of each square’s postcodes, or a point inside it for 2 squares without any",
		3: "a point inside each square, as none has a postcode",
	} {
		if got := measuredFrom(p, s, without); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	p.Reach.From = project.FromInside
	if points, without := pointsOf(p, s); without != 0 || len(points.At) != 3 || measuredFrom(p, s, 0) != "a point inside each square" {
		t.Errorf("%v, %d without", points, without)
	}
}

func TestShareClasses(t *testing.T) {
	column := columnOf("reach_library_800", 0, 0.01, 49.99, 50, 99.99, 100, math.NaN())
	column.Indicator.Decimals, column.Flags[6] = 2, geo.Missing
	var counts []int
	for _, c := range shareClasses(column) {
		counts = append(counts, c.Count)
	}
	if !reflect.DeepEqual(counts, []int{1, 2, 2, 1}) {
		t.Errorf("counts %v", counts)
	}
}
