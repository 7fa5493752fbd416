package hotspot

import (
	"math"
	"reflect"
	"testing"

	"hotspotmap/geo"
)

const (
	cold = geo.Coldspot
	none = geo.NotDistinguishable
	hot  = geo.HotspotArea
)

// eight areas in a row, two wards.
func eight() Study {
	return Study{
		Geography: geo.Geography{Singular: "neighbourhood", Plural: "neighbourhoods"},
		Codes:     []string{"A", "B", "C", "D", "E", "F", "G", "H"},
		Names:     []string{"Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel"},
		Parents:   []string{"North", "North", "North", "North", "South", "South", "South", "South"},
		People:    []float64{1500, 1600, 1700, 1800, 1900, 2000, 2100, 2200},
		Index:     geo.Column{Values: []float64{9, 8, 7, 6, 5, 4, 3, 2}, Flags: make([]geo.Flag, 8)},
		Decile:    geo.Column{Values: []float64{10, 9, 8, 7, 10, 4, 3, 2}, Flags: make([]geo.Flag, 8)},
		Tested:    line(8), Touching: line(8), Rule: "queen", SnapM: 1, FDR: 0.05, Options: Options{Style: RowStandardised},
	}
}

func TestClusters(t *testing.T) {
	for _, c := range []struct {
		name    string
		classes []geo.HotspotClass
		want    [][]int
	}{
		{"none", []geo.HotspotClass{none, none, none}, nil},
		{"one", []geo.HotspotClass{none, hot, hot}, [][]int{{1, 2}}},
		{"hot before cold, large before small", []geo.HotspotClass{cold, cold, cold, hot, none, hot, hot}, [][]int{{5, 6}, {3}, {0, 1, 2}}},
		{"same size by position", []geo.HotspotClass{hot, none, hot, cold}, [][]int{{0}, {2}, {3}}},
	} {
		if got := Clusters(c.classes, line(len(c.classes))); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// outcome is a result with which areas fall in the classes given.
func outcome(classes []geo.HotspotClass) Result {
	n := len(classes)
	r := Result{Z: missing(n), Gi: newScores(n), Local: LocalMoran{Quadrant: make([]geo.Quadrant, n)}, Tested: n}
	r.PAdjusted, r.Local.PAdjusted = missing(n), missing(n)
	for i, class := range classes {
		r.Z[i], r.PAdjusted[i] = float64(class), 0.5
		if class != none {
			r.PAdjusted[i] = 0.01
		}
	}
	return r
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		name     string
		change   func(*Study)
		classes  []geo.HotspotClass
		untested []Untested
		want     string
	}{
		{"two clusters", nil, []geo.HotspotClass{hot, hot, none, hot, hot, hot, hot, cold}, nil,
			"6 of 8 neighbourhoods are hotspots, in 2 clusters; the largest, South, has 4 neighbourhoods and about 7,800 people."},
		{"one cluster", nil, []geo.HotspotClass{hot, hot, hot, none, none, none, none, none}, nil,
			"3 of 8 neighbourhoods are hotspots, in 1 cluster, North, with 3 neighbourhoods and about 4,800 people."},
		{"one area", nil, []geo.HotspotClass{none, hot, none, none, none, none, none, none}, nil,
			"1 of 8 neighbourhoods is a hotspot, in 1 cluster, North, with 1 neighbourhood and about 1,600 people."},
		{"none", nil, make([]geo.HotspotClass, 8), nil,
			"None of the 8 neighbourhoods tested is a hotspot: no cluster stands out from chance."},
		{"people unknown", func(s *Study) { s.People = nil }, []geo.HotspotClass{hot, hot, none, none, none, none, none, none}, nil,
			"2 of 8 neighbourhoods are hotspots, in 1 cluster, North, with 2 neighbourhoods."},
		{"no parents", func(s *Study) { s.Parents = nil }, []geo.HotspotClass{none, hot, hot, none, none, none, none, none}, nil,
			"2 of 8 neighbourhoods are hotspots, in 1 cluster, around Birch, with 2 neighbourhoods and about 3,300 people."},
		{"some untested", nil, []geo.HotspotClass{hot, none, none, none, none, none, none, none}, []Untested{{5, NoValue}, {6, Island}, {7, NoValue}},
			"1 of 8 neighbourhoods is a hotspot, in 1 cluster, North, with 1 neighbourhood and about 1,500 people. Not tested: 2 with no value, 1 with no neighbour."},
		{"nothing tested", nil, make([]geo.HotspotClass, 8), []Untested{{0, Constant}, {1, Constant}, {2, Constant}, {3, Constant}, {4, Constant}, {5, Constant}, {6, Constant}, {7, Constant}},
			"No neighbourhood could be tested for hotspots. Not tested: 8 with the same value everywhere."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, r := eight(), outcome(c.classes)
			if c.change != nil {
				c.change(&s)
			}
			r.Untested, r.Tested = c.untested, r.Tested-len(c.untested)
			if got := Summarise(s, r).Sentence; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	all := make([]int, 8)
	for i := range all {
		all[i] = i
	}
	for _, c := range []struct {
		name    string
		parents []string
		want    string
	}{
		{"one holds two thirds", []string{"A", "A", "A", "A", "A", "A", "B", "B"}, "A"},
		{"two", []string{"B", "A", "A", "A", "A", "B", "B", "B"}, "B and A"},
		{"two of many cover half", []string{"A", "A", "B", "B", "C", "D", "E", "F"}, "A and B"},
		{"two of many cover less", []string{"A", "A", "B", "C", "D", "E", "F", "G"}, "A, B and around"},
		{"one, and areas in none", []string{"A", "A", "", "", "", "", "", ""}, "A and around"},
		{"in none", make([]string, 8), "around Ash"},
		{"no parents", nil, "around Ash"},
	} {
		s := eight()
		s.Parents = c.parents
		if got := s.name(all); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	s := eight()
	s.Parents = nil
	if got := s.name([]int{3}); got != "Dogwood" {
		t.Errorf("one area: %q, want its own name", got)
	}
	classes := []geo.HotspotClass{hot, none, hot, cold, none, none, none, none}
	s = eight()
	if got, want := s.names(Clusters(classes, s.Touching), classes), []string{"North", "North (2)", "North"}; !reflect.DeepEqual(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	for _, c := range []struct {
		name   string
		places []string
		want   string
	}{
		{"one place", []string{"Y", "Y", "Y", "Y", "Y", "Y", "Y", "Y"}, "North and South"},
		{"several", []string{"Y", "Y", "Y", "Y", "Y", "Y", "Z", "Z"}, "North and South (Y)"},
		{"half and half", []string{"Y", "Y", "Y", "Y", "Z", "Z", "Z", "Z"}, "North and South"},
		{"in none", []string{"", "", "", "", "", "", "", "Z"}, "North and South"},
	} {
		s := eight()
		s.Places = c.places
		if got := s.names([][]int{all}, classes); got[0] != c.want {
			t.Errorf("%s: %q, want %q", c.name, got[0], c.want)
		}
	}
}

func TestSummaryCounts(t *testing.T) {
	s := eight()
	s.Tested = line(8)
	s.Tested[7], s.Tested[6] = nil, []int32{5}
	s.Linked = []int{2}
	s.People[1] = math.NaN()
	r := outcome([]geo.HotspotClass{hot, hot, none, none, none, cold, cold, none})
	r.Z[7], r.PAdjusted[7], r.Untested, r.Tested = math.NaN(), math.NaN(), []Untested{{7, Island}}, 7
	r.Z[2], r.PAdjusted[2] = 1, 0.07                          // only in the first bin
	r.Local.Quadrant = []geo.Quadrant{4, 3, 2, 1, 1, 1, 1, 0} // of which four are significant
	r.Local.PAdjusted = []float64{0.01, 0.05, 0.01, 0.01, 0.051, 1, math.NaN(), math.NaN()}
	h := Summarise(s, r)
	if h.Hot != 2 || h.Cold != 2 || h.DarkNotHot != 1 || h.Tested != 7 || !reflect.DeepEqual(h.Islands, []string{"H"}) || !reflect.DeepEqual(h.Linked, []string{"C"}) {
		t.Errorf("hot %d cold %d dark %d tested %d islands %v linked %v, want 2 2 1 7 [H] [C]", h.Hot, h.Cold, h.DarkNotHot, h.Tested, h.Islands, h.Linked)
	}
	if h.HotBins != [3]int{1, 0, 2} || h.ColdBins != [3]int{0, 0, 2} || h.Quadrants != (geo.QuadrantCounts{HighHigh: 1, LowLow: 1, LowHigh: 1, HighLow: 1}) {
		t.Errorf("bins %v %v, quadrants %v", h.HotBins, h.ColdBins, h.Quadrants)
	}
	want := []geo.Cluster{
		{Class: hot, Name: "North", Areas: []string{"A", "B"}, People: 1500,
			Sentence: "North: a hotspot of 2 neighbourhoods, home to about 1,500 people (in the 1 of 2 whose population is known); 1 of them is in the top tenth of the index."},
		{Class: cold, Name: "South", Areas: []string{"F", "G"}, People: 4100,
			Sentence: "South: a coldspot of 2 neighbourhoods, home to about 4,100 people; none of them is in the lowest tenth of the index."},
	}
	if !reflect.DeepEqual(h.Clusters, want) {
		t.Errorf("got  %+v\nwant %+v", h.Clusters, want)
	}
}

// The checks are words about a test whose outcome is known.
func TestCheckAndPattern(t *testing.T) {
	s := eight()
	s.Options = Options{Style: Binary, Permutations: 999, Seed: 4}
	r := outcome([]geo.HotspotClass{hot, hot, none, none, none, none, none, cold})
	r.Gi.Z = []float64{1, 1, 0, 0, 0, 0, 0, -1}
	r.Gi.PAdjusted = []float64{0.008, 0.08, 1, 1, 1, 1, 1, 0.008}
	r.Global = &geo.Moran{I: 0.4321, Expected: -1.0 / 7, P: 0.0004}
	h := Summarise(s, r)
	if want := "As a check, each neighbourhood kept its own score while the others were dealt at random to the rest, 999 times (seed 4): 1 of the 2 hotspots passes that test too, corrected in the same way."; h.Check != want || h.Confirmed != 1 {
		t.Errorf("%d confirmed: %s\nwant %s", h.Confirmed, h.Check, want)
	}
	for _, c := range []struct {
		i, p float64
		want string
	}{
		{0.4321, 0.0004, "Over all neighbourhoods, like scores lie together: high by high, low by low (Moran’s I 0.43, where chance gives −0.143; p below 0.001)."},
		{-0.4321, 0.012, "Over all neighbourhoods, unlike scores lie together: high by low (Moran’s I −0.43, where chance gives −0.143; p 0.012)."},
		{0.01, 0.3, "Over all neighbourhoods, like scores lie no nearer together than chance would have them (Moran’s I 0.01, where chance gives −0.143; p 0.300)."},
	} {
		if got := s.pattern(&geo.Moran{I: c.i, P: c.p, Expected: -1.0 / 7}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestColumns(t *testing.T) {
	values := []float64{9, 9, math.NaN(), 0, 1, 0, 1, 0, 5}
	n := line(9)
	n[7], n[8] = []int32{6}, nil
	r := must(t, values, n)
	columns := Columns(r, 0.5)
	var ids []string
	for _, c := range columns {
		ids = append(ids, c.Indicator.ID)
		if c.Flags[2] != geo.Missing || c.Flags[8] != geo.NotApplicable || c.Present() != 7 {
			t.Errorf("%s: flags %v", c.Indicator.ID, c.Flags)
		}
	}
	if want := []string{"hotspot", "hotspot_bin", "hotspot_z", "hotspot_p", "lisa", "lisa_i", "lisa_p"}; !reflect.DeepEqual(ids, want) {
		t.Errorf("columns %v, want %v", ids, want)
	}
	if columns[0].Values[0] != 1 || columns[2].Values[0] != math.Round(r.Z[0]*1000)/1000 {
		t.Errorf("first area: class %v, z %v of %v", columns[0].Values[0], columns[2].Values[0], r.Z[0])
	}
}

// The second bin is the class, whatever the rate.
func TestBins(t *testing.T) {
	if got := Bins(0.05); got != [3]float64{0.1, 0.05, 0.01} {
		t.Errorf("bins at 5 %%: %v", got)
	}
	for _, c := range []struct {
		z, p float64
		want int
	}{
		{2, 0.01, 3}, {2, 0.0101, 2}, {2, 0.05, 2}, {2, 0.0501, 1}, {2, 0.1, 1}, {2, 0.11, 0}, {-2, 0.001, -3}, {-2, 0.1, -1}, {-2, 0.5, 0}, {math.NaN(), math.NaN(), 0},
	} {
		if got := bin(c.z, c.p, Bins(0.05)); got != c.want {
			t.Errorf("z %v, p %v: bin %d, want %d", c.z, c.p, got, c.want)
		}
	}
}
