package target

import (
	"cmp"
	"math"
	"slices"

	"hotspotmap/geo"
)

// judge knows of every area what the conditions of a rule are about.
type judge struct {
	index    []float64
	decile   []float64
	hotspot  []int     // how many areas the hotspot has that it lies in, 0 for none
	heat     []float64 // the least false discovery rate at which it is in a hotspot; NaN where it is at none
	topShare []float64 // NaN where not measured
	reach    reach
	people   []float64 // nil when unknown everywhere
	per      []uint32
	order    []int // the areas with an index, the most at risk first, then in order of code
}

func newJudge(s Study, r Rule) judge {
	n := len(s.Codes)
	j := judge{
		index: s.Score.Index.Values, decile: s.Score.Decile.Values, hotspot: make([]int, n), heat: make([]float64, n),
		reach: newReach(s, r), people: s.People, per: s.Per.Parents,
	}
	if s.Stability != nil {
		j.topShare = s.Stability.TopShare.Values
	}
	sizes := hotspotSizes(s.Hotspots)
	for area, code := range s.Codes {
		j.hotspot[area], j.heat[area] = sizes[code], math.NaN()
		if s.Test.Z[area] > 0 {
			j.heat[area] = s.Test.PAdjusted[area]
		}
		if s.Score.Index.Flags[area] == geo.Present {
			j.order = append(j.order, area)
		}
	}
	slices.SortStableFunc(j.order, func(a, b int) int { return cmp.Compare(j.index[b], j.index[a]) }) // positions are in code order
	return j
}

// The conditions of a rule, as reasons and near misses name what they are about.
const (
	aboutIndex     = "index"
	aboutDecile    = "decile"
	aboutHotspot   = "hotspot"
	aboutStability = "stability"
	aboutReach     = "reach"
	aboutParent    = "parent"
	aboutAtMost    = "at_most"
	aboutPeople    = "at_most_people"
)

// conditions is how many conditions a rule may have.
const conditions = 5

// unmet lists the conditions of a rule that an area does not meet or could not be judged on: the first n.
func (j judge) unmet(area int, r Rule) (abouts [conditions]string, n int) {
	check := func(about string, asked, met bool) {
		if asked && !met {
			abouts[n] = about
			n++
		}
	}
	check(aboutIndex, r.MinIndex > 0, j.index[area] >= r.MinIndex)
	check(aboutDecile, r.MinDecile > 0, j.decile[area] >= float64(r.MinDecile))
	check(aboutHotspot, r.Hotspot, j.hotspot[area] > 0 || j.heat[area] <= r.FDR)
	check(aboutStability, r.MinTopShare > 0, r.MinTopShare > 0 && j.topShare[area] >= r.MinTopShare)
	check(aboutReach, r.BeyondM > 0, j.reach.walkM[area] > float64(r.BeyondM))
	return abouts, n
}

// selection is what a rule picks.
type selection struct {
	matching []int       // the areas that meet every condition, highest index first
	listed   []int       // of those, the targets
	passed   map[int]int // areas passed over for their people: how many people the rule would have to allow for
	unknown  int         // passed over because their people are not known
}

// pick applies a rule.
func (j judge) pick(r Rule) selection {
	s := selection{passed: map[int]int{}}
	for _, area := range j.order {
		if _, unmet := j.unmet(area, r); unmet == 0 {
			s.matching = append(s.matching, area)
		}
	}
	queue := s.matching
	if r.OnePer {
		queue = j.onePerFirst(s.matching)
	}
	people := 0.0
	in := map[int]bool{}
	for _, area := range queue {
		if r.AtMost > 0 && len(in) == r.AtMost {
			break
		}
		if r.AtMostPeople > 0 {
			switch {
			case j.people == nil || math.IsNaN(j.people[area]):
				s.unknown++
				continue
			case people+j.people[area] > float64(r.AtMostPeople):
				s.passed[area] = int(math.Ceil(people + j.people[area]))
				continue
			}
			people += j.people[area]
		}
		in[area] = true
	}
	for _, area := range s.matching {
		if in[area] {
			s.listed = append(s.listed, area)
		}
	}
	return s
}

// onePerFirst puts the first area of each parent before the others.
func (j judge) onePerFirst(areas []int) []int {
	var firsts, others []int
	seen := map[uint32]bool{}
	for _, area := range areas {
		if parent := j.per[area]; parent > 0 && !seen[parent] {
			seen[parent] = true
			firsts = append(firsts, area)
			continue
		}
		others = append(others, area)
	}
	return append(firsts, others...)
}

// onlyForParent are the targets that are listed because each area of the parent geography is to have one.
func (j judge) onlyForParent(r Rule, picked selection) map[int]bool {
	r.OnePer = false
	only := map[int]bool{}
	for _, area := range picked.listed {
		only[area] = true
	}
	for _, area := range j.pick(r).listed {
		delete(only, area)
	}
	return only
}

// hotspotSizes gives, for each area in a hotspot, how many areas the hotspot has.
func hotspotSizes(h geo.Hotspots) map[string]int {
	sizes := map[string]int{}
	for _, c := range h.Clusters {
		if c.Class == geo.HotspotArea {
			for _, code := range c.Areas {
				sizes[code] = len(c.Areas)
			}
		}
	}
	return sizes
}
