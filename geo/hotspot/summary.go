package hotspot

import (
	"fmt"
	"strings"

	"hotspotmap/geo"
)

// Study is what a summary is about; slices are in aid order.
type Study struct {
	Geography  geo.Geography // its Singular and Plural are used in sentences
	Codes      []string
	Names      []string
	Parents    []string  // name of the area's parent in the first parent geography; nil when there is none
	People     []float64 // NaN where unknown; nil when unknown everywhere
	Index      geo.Column
	Decile     geo.Column // 10 = most at risk
	Neighbours geo.Neighbours
	Rule       string  // "queen"
	SnapM      float64 // how close two borders must be to count as touching
	FDR        float64
}

// Summarise puts the outcome of the test into words.
func Summarise(s Study, r Result, classes []geo.HotspotClass) geo.Hotspots {
	h := geo.Hotspots{
		Method: "getis-ord-gi-star", Neighbours: s.Rule, SnapM: s.SnapM, FDR: s.FDR,
		Tested: r.Tested, Islands: []string{}, Clusters: []geo.Cluster{},
	}
	for _, u := range r.Untested {
		if len(s.Neighbours[u.Position]) == 0 {
			h.Islands = append(h.Islands, s.Codes[u.Position])
		}
	}
	untested := untestedSet(r)
	for i, class := range classes {
		switch {
		case class == geo.HotspotArea:
			h.Hot++
		case s.Decile.Values[i] == 10 && !untested[i]:
			h.DarkNotHot++
		}
		if class == geo.Coldspot {
			h.Cold++
		}
	}
	clusters := Clusters(classes, s.Neighbours)
	for _, positions := range clusters {
		h.Clusters = append(h.Clusters, s.cluster(positions, classes[positions[0]]))
	}
	h.Sentence = s.sentence(h, clusters) + s.untested(r)
	return h
}

func untestedSet(r Result) map[int]bool {
	set := make(map[int]bool, len(r.Untested))
	for _, u := range r.Untested {
		set[u.Position] = true
	}
	return set
}

// cluster describes one: "A hotspot of 41 neighbourhoods, home to about 68,000 people, around Sparkbrook."
func (s Study) cluster(positions []int, class geo.HotspotClass) geo.Cluster {
	population := geo.CountPeople(s.People, positions)
	c := geo.Cluster{Class: class, People: population.People}
	for _, i := range positions {
		c.Areas = append(c.Areas, s.Codes[i])
	}
	kind := "hotspot"
	if class == geo.Coldspot {
		kind = "coldspot"
	}
	home := ""
	if people := population.String(); people != "" {
		home = ", home to " + people
	}
	c.Sentence = fmt.Sprintf("A %s of %s%s, %s.", kind, s.areas(len(positions)), home, s.around(positions))
	return c
}

// sentence is the one the results open with.
func (s Study) sentence(h geo.Hotspots, clusters [][]int) string {
	switch {
	case h.Tested == 0:
		return fmt.Sprintf("No %s could be tested for hotspots.", s.Geography.Singular)
	case h.Hot == 0:
		return fmt.Sprintf("None of the %s tested is a hotspot: no cluster stands out from chance.", s.areas(h.Tested))
	}
	hot := 0
	for _, c := range h.Clusters {
		if c.Class == geo.HotspotArea {
			hot++
		}
	}
	largest := "the largest"
	if hot == 1 {
		largest = "it"
	}
	people := geo.CountPeople(s.People, clusters[0]).String()
	if people != "" {
		people = " and " + people
	}
	are := geo.Noun(h.Hot, "is a hotspot", "are hotspots")
	return fmt.Sprintf("%s of %s %s, in %s; %s has %s%s, %s.", geo.Count(h.Hot), s.areas(len(s.Codes)), are,
		geo.Counted(hot, "cluster", "clusters"), largest, s.areas(len(clusters[0])), people, s.around(clusters[0]))
}

// untested says how many areas were not tested and why: " Not tested: 2 with no value, 1 with no neighbour."
func (s Study) untested(r Result) string {
	count := map[Reason]int{}
	for _, u := range r.Untested {
		count[u.Why]++
	}
	var parts []string
	for _, why := range []Reason{NoValue, Island, NoNeighbours, Surrounded, Constant} {
		if count[why] > 0 {
			parts = append(parts, fmt.Sprintf("%s with %s", geo.Count(count[why]), why))
		}
	}
	if parts == nil {
		return ""
	}
	return " Not tested: " + strings.Join(parts, ", ") + "."
}

// around names where some areas are: the parent that most of them are in (the first in code order of several), or without
// parents the area with the highest index.
func (s Study) around(positions []int) string {
	count := map[string]int{}
	best := ""
	if s.Parents != nil {
		for _, i := range positions {
			if s.Parents[i] != "" {
				count[s.Parents[i]]++
			}
		}
		for _, i := range positions {
			if count[s.Parents[i]] > count[best] {
				best = s.Parents[i]
			}
		}
	}
	if best == "" {
		highest := positions[0]
		for _, i := range positions {
			if s.Index.Values[i] > s.Index.Values[highest] {
				highest = i
			}
		}
		best = s.Names[highest]
	}
	return "around " + best
}

func (s Study) areas(n int) string {
	return geo.Counted(n, s.Geography.Singular, s.Geography.Plural)
}
