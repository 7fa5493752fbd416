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
		Geography:  geo.Geography{Singular: "neighbourhood", Plural: "neighbourhoods"},
		Codes:      []string{"A", "B", "C", "D", "E", "F", "G", "H"},
		Names:      []string{"Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel"},
		Parents:    []string{"North", "North", "North", "North", "South", "South", "South", "South"},
		People:     []float64{1500, 1600, 1700, 1800, 1900, 2000, 2100, 2200},
		Index:      geo.Column{Values: []float64{9, 8, 7, 6, 5, 4, 3, 2}, Flags: make([]geo.Flag, 8)},
		Decile:     geo.Column{Values: []float64{10, 9, 8, 7, 10, 4, 3, 2}, Flags: make([]geo.Flag, 8)},
		Neighbours: line(8), Rule: "queen", SnapM: 1, FDR: 0.05,
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

func TestSummary(t *testing.T) {
	tested := Result{Tested: 8}
	for _, c := range []struct {
		name    string
		change  func(*Study)
		result  Result
		classes []geo.HotspotClass
		want    string
	}{
		{"two clusters", nil, tested, []geo.HotspotClass{hot, hot, none, hot, hot, hot, none, cold},
			"5 of 8 neighbourhoods are hotspots, in 2 clusters; the largest has 3 neighbourhoods and about 5,700 people, around South."},
		{"one cluster", nil, tested, []geo.HotspotClass{hot, hot, hot, none, none, none, none, none},
			"3 of 8 neighbourhoods are hotspots, in 1 cluster; it has 3 neighbourhoods and about 4,800 people, around North."},
		{"one area", nil, tested, []geo.HotspotClass{none, hot, none, none, none, none, none, none},
			"1 of 8 neighbourhoods is a hotspot, in 1 cluster; it has 1 neighbourhood and about 1,600 people, around North."},
		{"none", nil, tested, make([]geo.HotspotClass, 8),
			"None of the 8 neighbourhoods tested is a hotspot: no cluster stands out from chance."},
		{"people unknown", func(s *Study) { s.People = nil }, tested, []geo.HotspotClass{hot, hot, none, none, none, none, none, none},
			"2 of 8 neighbourhoods are hotspots, in 1 cluster; it has 2 neighbourhoods, around North."},
		{"no parents: the area with the highest index", func(s *Study) { s.Parents = nil }, tested, []geo.HotspotClass{none, hot, hot, none, none, none, none, none},
			"2 of 8 neighbourhoods are hotspots, in 1 cluster; it has 2 neighbourhoods and about 3,300 people, around Birch."},
		{"some untested", nil, Result{Tested: 5, Untested: []Untested{{5, NoValue}, {6, Island}, {7, NoValue}}}, []geo.HotspotClass{hot, none, none, none, none, none, none, none},
			"1 of 8 neighbourhoods is a hotspot, in 1 cluster; it has 1 neighbourhood and about 1,500 people, around North. Not tested: 2 with no value, 1 with no neighbour."},
		{"nothing tested", nil, Result{Untested: []Untested{{0, Constant}}}, make([]geo.HotspotClass, 8),
			"No neighbourhood could be tested for hotspots. Not tested: 1 with the same value everywhere."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := eight()
			if c.change != nil {
				c.change(&s)
			}
			if got := Summarise(s, c.result, c.classes).Sentence; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSummaryCounts(t *testing.T) {
	s := eight()
	s.Neighbours[7], s.Neighbours[6] = nil, []int32{5}
	s.People[1] = math.NaN()
	r := Result{Tested: 7, Untested: []Untested{{7, Island}}}
	h := Summarise(s, r, []geo.HotspotClass{hot, hot, none, none, none, cold, cold, none})
	if h.Hot != 2 || h.Cold != 2 || h.DarkNotHot != 1 || h.Tested != 7 || !reflect.DeepEqual(h.Islands, []string{"H"}) {
		t.Errorf("hot %d cold %d dark %d tested %d islands %v, want 2 2 1 7 [H]", h.Hot, h.Cold, h.DarkNotHot, h.Tested, h.Islands)
	}
	want := []geo.Cluster{
		{Class: hot, Areas: []string{"A", "B"}, People: 1500,
			Sentence: "A hotspot of 2 neighbourhoods, home to about 1,500 people (in the 1 of 2 whose population is known), around North."},
		{Class: cold, Areas: []string{"F", "G"}, People: 4100,
			Sentence: "A coldspot of 2 neighbourhoods, home to about 4,100 people, around South."},
	}
	if !reflect.DeepEqual(h.Clusters, want) {
		t.Errorf("got  %+v\nwant %+v", h.Clusters, want)
	}
}

func TestColumns(t *testing.T) {
	values := []float64{9, 9, math.NaN(), 0, 1, 0, 1, 0, 5}
	n := line(9)
	n[7], n[8] = []int32{6}, nil
	r := must(t, values, n)
	columns := Columns(r, Classify(r, 0.5))
	if columns[0].Indicator.ID != "hotspot" || columns[1].Indicator.ID != "hotspot_z" || columns[2].Indicator.ID != "hotspot_p" {
		t.Fatalf("columns %s, %s, %s", columns[0].Indicator.ID, columns[1].Indicator.ID, columns[2].Indicator.ID)
	}
	for _, c := range columns {
		if c.Flags[2] != geo.Missing || c.Flags[8] != geo.NotApplicable || c.Present() != 7 {
			t.Errorf("%s: flags %v", c.Indicator.ID, c.Flags)
		}
	}
	if columns[0].Values[0] != 1 || columns[1].Values[0] != math.Round(r.Z[0]*1000)/1000 {
		t.Errorf("first area: class %v, z %v of %v", columns[0].Values[0], columns[1].Values[0], r.Z[0])
	}
}
