package target

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"hotspotmap/geo"
)

// Of what a near miss may be about, so many are listed, and so many of the nearest are tried.
const (
	nearMissesListed = 5
	nearMissesTried  = 50
)

// mostFDR is the false discovery rate above which an area is not said to be nearly in a hotspot: nobody would name one at more.
const mostFDR = 0.2

// nearMisses lists the areas that would be targets if one thing about the rule were a little different: the next in line, then
// those that fail one condition, the nearest to it first. Each change is made, and the rule applied anew, before it is said that it would do.
func (s Study) nearMisses(r Rule, j judge, picked selection) []geo.NearMiss {
	var misses []geo.NearMiss
	misses = append(misses, s.nextInLine(r, j, picked)...)
	misses = append(misses, s.passedOver(r, j, picked)...)
	changes := map[string][]change{}
	for _, area := range j.order {
		if unmet, n := j.unmet(area, r); n == 1 {
			if c, near := j.change(area, unmet[0], r); near {
				changes[c.about] = append(changes[c.about], c)
			}
		}
	}
	for _, about := range []string{aboutIndex, aboutDecile, aboutHotspot, aboutStability, aboutReach} {
		near := changes[about]
		slices.SortStableFunc(near, func(a, b change) int { // of changes alike the area most at risk stays first
			return cmp.Compare(math.Abs(a.needed-a.asked), math.Abs(b.needed-b.asked))
		})
		listed := 0
		for _, c := range near[:min(nearMissesTried, len(near))] {
			if listed < nearMissesListed && slices.Contains(j.pick(c.rule).listed, c.area) {
				misses = append(misses, s.nearMiss(c, j))
				listed++
			}
		}
	}
	return misses
}

// change is the least change of one thing in a rule that an area needs to be listed.
type change struct {
	area          int
	about         string
	asked, needed float64
	rule          Rule
	words         string // "the limit were 790 m instead of 800 m"
}

// change finds the least change of a condition that an area meets, and reports whether it is a small one.
func (j judge) change(area int, about string, r Rule) (change, bool) {
	c := change{area: area, about: about, rule: r}
	near := false
	switch about {
	case aboutIndex:
		c.asked, c.needed = r.MinIndex, math.Floor(10*j.index[area])/10
		near = c.needed >= c.asked/2 && c.needed > 0
		c.rule.MinIndex = c.needed
		c.words = fmt.Sprintf("an index of %s were enough instead of %s", compact(c.needed), compact(c.asked))
	case aboutDecile:
		c.asked, c.needed = float64(r.MinDecile), j.decile[area]
		near = c.needed >= c.asked-2
		c.rule.MinDecile = int(c.needed)
		c.words = fmt.Sprintf("decile %s were enough instead of %s", compact(c.needed), compact(c.asked))
	case aboutHotspot:
		c.asked, c.needed = r.FDR, math.Ceil(1000*j.heat[area])/1000
		near = c.needed <= mostFDR // an area with no such rate has NaN
		c.rule.FDR = c.needed
		c.words = fmt.Sprintf("hotspots were named at a false discovery rate of %s%% instead of %s%%", compact(100*c.needed), compact(100*c.asked))
	case aboutStability:
		c.asked, c.needed = r.MinTopShare, j.topShare[area]
		near = c.needed >= c.asked/2 // one without a share has NaN
		c.rule.MinTopShare = c.needed
		c.words = fmt.Sprintf("%s%% of the draws of weights were enough instead of %s%%", compact(c.needed), compact(c.asked))
	case aboutReach:
		c.asked, c.needed = float64(r.BeyondM), math.Ceil(j.reach.walkM[area])-1
		near = c.needed >= c.asked/2 // one at an unknown distance has NaN
		if !near {
			return c, false
		}
		c.rule.BeyondM = int(c.needed)
		c.words = fmt.Sprintf("the limit were %s m instead of %s m", geo.Number(c.needed, 0), geo.Number(c.asked, 0))
	}
	return c, near
}

// nextInLine lists the areas that would follow if more of them were listed.
func (s Study) nextInLine(r Rule, j judge, picked selection) []geo.NearMiss {
	var misses []geo.NearMiss
	if r.AtMost == 0 || len(picked.listed) < r.AtMost {
		return nil
	}
	listed := picked.listed
	for more := 1; more <= nearMissesListed; more++ {
		longer := r
		longer.AtMost = r.AtMost + more
		next := j.pick(longer).listed
		for _, area := range next {
			if !slices.Contains(listed, area) {
				misses = append(misses, s.nearMiss(change{area: area, about: aboutAtMost, asked: float64(r.AtMost), needed: float64(longer.AtMost), rule: longer,
					words: fmt.Sprintf("%s were listed instead of %s", s.areas(longer.AtMost), geo.Count(r.AtMost))}, j))
			}
		}
		listed = next
	}
	return misses
}

// passedOver lists the areas that would be targets if there were room for more people, those for which it takes fewest first.
func (s Study) passedOver(r Rule, j judge, picked selection) []geo.NearMiss {
	var misses []geo.NearMiss
	passed := slices.SortedFunc(maps.Keys(picked.passed), func(a, b int) int { return cmp.Or(cmp.Compare(picked.passed[a], picked.passed[b]), cmp.Compare(a, b)) })
	for _, area := range passed[:min(nearMissesTried, len(passed))] {
		if len(misses) == nearMissesListed {
			break
		}
		needed := picked.passed[area]
		roomier := r
		roomier.AtMostPeople = needed
		if slices.Contains(j.pick(roomier).listed, area) {
			misses = append(misses, s.nearMiss(change{area: area, about: aboutPeople, asked: float64(r.AtMostPeople), needed: float64(needed), rule: roomier,
				words: fmt.Sprintf("%s people were allowed for instead of %s", geo.Count(needed), geo.Count(r.AtMostPeople))}, j))
		}
	}
	return misses
}

// nearMiss puts one into words: "Yew Park would be a target area if the limit were 790 m instead of 800 m. Its index is 8.1 (5th highest of
// 659), and the nearest open public library is 790.4 m away on foot."
func (s Study) nearMiss(c change, j judge) geo.NearMiss {
	m := geo.NearMiss{Code: s.Codes[c.area], Name: s.Names[c.area], Index: j.index[c.area], About: c.about, Asked: c.asked, Needed: c.needed}
	m.Parent, m.People = s.parentAndPeople(c.area)
	facts := []string{fmt.Sprintf("its index is %s (%s)", geo.Number(m.Index, 1), s.standing(c.area))}
	switch c.about {
	case aboutDecile:
		facts = append(facts, fmt.Sprintf("it is in decile %s", geo.Number(j.decile[c.area], 0)))
	case aboutHotspot:
		facts = append(facts, fmt.Sprintf("the adjusted p of its test is %s", strconv.FormatFloat(math.Round(1e6*j.heat[c.area])/1e6, 'f', -1, 64)))
	case aboutStability:
		facts = append(facts, fmt.Sprintf("it is among the %s most at risk in %s%% of the draws", s.top(), compact(j.topShare[c.area])))
	case aboutReach:
		facts = append(facts, fmt.Sprintf("the nearest open public %s is %s m away on foot", j.reach.kinds(), compact(j.reach.walkM[c.area])))
	case aboutPeople:
		facts = append(facts, fmt.Sprintf("%s people live there", geo.Number(m.People, 0)))
	}
	m.Sentence = fmt.Sprintf("%s would be a target area if %s: %s.", m.Name, c.words, geo.List(facts, "and"))
	return m
}
