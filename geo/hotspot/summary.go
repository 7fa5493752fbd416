package hotspot

import (
	"fmt"
	"math"
	"strings"

	"hotspotmap/geo"
)

// Study is what a summary is about; slices are in aid order.
type Study struct {
	Geography geo.Geography // its Singular and Plural are used in sentences
	Codes     []string
	Names     []string
	Parents   []string  // name of the area's parent in the first parent geography; nil when there is none
	Places    []string  // likewise in the second, a larger one
	People    []float64 // NaN where unknown; nil when unknown everywhere
	Index     geo.Column
	Decile    geo.Column     // 10 = most at risk
	Tested    geo.Neighbours // who was whose neighbour in the test
	Touching  geo.Neighbours // who is whose in a cluster
	Linked    []int          // areas that had no neighbour of their own
	Rule      string         // "queen", "rook", "distance" or "nearest"
	SnapM     float64        // how close two borders must be to count as touching
	DistanceM float64        // of the rule "distance"
	Nearest   int            // of the rule "nearest"
	FDR       float64
	Options   Options
}

// Null is what chance would be: the hypothesis that Gi* tests.
const Null = "the same scores dealt at random to all areas"

// Summarise puts the outcome of the test into words.
func Summarise(s Study, r Result) geo.Hotspots {
	classes := Classify(r, s.FDR)
	h := geo.Hotspots{
		Method: "getis-ord-gi-star", Null: Null, Neighbours: s.Rule, SnapM: s.SnapM, DistanceM: s.DistanceM, Nearest: s.Nearest,
		Weights: string(s.Options.Style), FDR: s.FDR, Bins: Bins(s.FDR), Permutations: s.Options.Permutations, Draws: s.Options.draws(), Seed: s.Options.Seed,
		Tested: r.Tested, Islands: []string{}, Clusters: []geo.Cluster{}, Moran: r.Global,
	}
	for i, list := range s.Tested {
		if len(list) == 0 {
			h.Islands = append(h.Islands, s.Codes[i])
		}
	}
	for _, i := range s.Linked {
		h.Linked = append(h.Linked, s.Codes[i])
	}
	s.count(&h, r, classes)
	h.HotNormal = hotByNormal(r, s.FDR)
	clusters := Clusters(classes, s.Touching)
	for i, name := range s.names(clusters, classes) {
		h.Clusters = append(h.Clusters, s.cluster(name, clusters[i], classes[clusters[i][0]]))
	}
	h.Sentence = s.sentence(h, clusters) + s.untested(r)
	h.Pattern = s.pattern(r.Global)
	if s.Options.Permutations > 0 && h.Hot > 0 {
		h.Confirmed = confirmed(r, classes, s.FDR)
		h.Check = s.check(h)
	}
	return h
}

// count counts classes, bins and quadrants.
func (s Study) count(h *geo.Hotspots, r Result, classes []geo.HotspotClass) {
	for i, class := range classes {
		tested := !math.IsNaN(r.Z[i])
		switch {
		case class == geo.HotspotArea:
			h.Hot++
			if s.Decile.Values[i] != 10 {
				h.HotNotTop++
			}
		case s.Decile.Values[i] == 10 && tested:
			h.DarkNotHot++
		}
		if class == geo.Coldspot {
			h.Cold++
		}
		if h.Draws > 0 && math.Abs(r.PAdjusted[i]-s.FDR) <= s.FDR/10 {
			h.OnTheEdge++
		}
		switch b := bin(r.Z[i], r.PAdjusted[i], h.Bins); {
		case b > 0:
			h.HotBins[b-1]++
		case b < 0:
			h.ColdBins[-b-1]++
		}
	}
	for _, q := range quadrants(r.Local, s.FDR) {
		switch q {
		case geo.HighHigh:
			h.Quadrants.HighHigh++
		case geo.LowLow:
			h.Quadrants.LowLow++
		case geo.LowHigh:
			h.Quadrants.LowHigh++
		case geo.HighLow:
			h.Quadrants.HighLow++
		}
	}
}

// cluster describes one: "Lozells and Newtown: a hotspot of 41 neighbourhoods, home to about 68,000 people; 30 of them are in the
// top tenth of the index."
func (s Study) cluster(name string, positions []int, class geo.HotspotClass) geo.Cluster {
	population := geo.CountPeople(s.People, positions)
	c := geo.Cluster{Class: class, Name: name, People: population.People}
	end, ends := 10.0, 0
	kind, tenth := "hotspot", "top"
	if class == geo.Coldspot {
		end, kind, tenth = 1, "coldspot", "lowest"
	}
	for _, i := range positions {
		c.Areas = append(c.Areas, s.Codes[i])
		if s.Decile.Values[i] == end {
			ends++
		}
	}
	home := ""
	if people := population.String(); people != "" {
		home = ", home to " + people
	}
	c.Sentence = fmt.Sprintf("%s: a %s of %s%s; %s in the %s tenth of the index.", geo.Capital(name), kind, s.areas(len(positions)), home,
		someOf(ends, len(positions)), tenth)
	return c
}

// someOf is how many of several things, as a subject: "none of them is", "all are", "3 of them are".
func someOf(n, all int) string {
	switch {
	case all == 1 && n == 1:
		return "it is"
	case all == 1:
		return "it is not"
	case n == 0:
		return "none of them is"
	case n == all:
		return "all of them are"
	}
	return geo.Count(n) + " of them " + geo.Noun(n, "is", "are")
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
	name := h.Clusters[0].Name
	largest := "; the largest, " + name + ", has"
	if hot == 1 {
		largest = ", " + name + ", with"
	}
	people := geo.CountPeople(s.People, clusters[0]).String()
	if people != "" {
		people = " and " + people
	}
	are := geo.Noun(h.Hot, "is a hotspot", "are hotspots")
	return fmt.Sprintf("%s of %s %s, in %s%s %s%s.", geo.Count(h.Hot), s.areas(len(s.Codes)), are,
		geo.Counted(hot, "cluster", "clusters"), largest, s.areas(len(clusters[0])), people)
}

// check says how many of the hotspots pass under the other null too.
func (s Study) check(h geo.Hotspots) string {
	return fmt.Sprintf("As a check, each %s kept its own score while the others were dealt at random to the rest, %s times (seed %d): "+
		"%s of the %s %s that test too, corrected in the same way.", s.Geography.Singular, geo.Count(h.Permutations), h.Seed,
		geo.Count(h.Confirmed), geo.Counted(h.Hot, "hotspot", "hotspots"), geo.Noun(h.Confirmed, "passes", "pass"))
}

// pattern says what Moran's I means.
func (s Study) pattern(m *geo.Moran) string {
	if m == nil {
		return ""
	}
	says := "like scores lie no nearer together than chance would have them"
	switch {
	case m.P <= significant && m.I > m.Expected:
		says = "like scores lie together: high by high, low by low"
	case m.P <= significant:
		says = "unlike scores lie together: high by low"
	}
	return fmt.Sprintf("Over all %s, %s (Moran’s I %s, where chance gives %s; p %s).", s.Geography.Plural, says,
		geo.Number(m.I, 2), geo.Number(m.Expected, 3), pWords(m.P))
}

// significant is the p up to which one test of its own is said to tell.
const significant = 0.05

// pWords writes a p: "0.012", "below 0.001".
func pWords(p float64) string {
	if p < 0.001 {
		return "below 0.001"
	}
	return geo.Number(p, 3)
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

func (s Study) areas(n int) string {
	return geo.Counted(n, s.Geography.Singular, s.Geography.Plural)
}
