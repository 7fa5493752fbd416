package target

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// Pick returns the target areas of a study under a rule.
func Pick(s Study, r Rule) (geo.Targets, error) {
	if err := r.check(); err != nil {
		return geo.Targets{}, err
	}
	reach := newReach(s, r)
	clusters := hotspotSizes(s.Hotspots)

	var matching []int
	for area, f := range s.Score.Index.Flags {
		if f == geo.Present && (!r.Hotspot || clusters[s.Codes[area]] > 0) && (r.BeyondM == 0 || reach.beyond(area)) {
			matching = append(matching, area)
		}
	}
	index := s.Score.Index.Values
	slices.SortStableFunc(matching, func(a, b int) int { // positions are in code order
		return cmp.Compare(index[b], index[a])
	})
	listed := matching
	if r.AtMost > 0 && len(listed) > r.AtMost {
		listed = listed[:r.AtMost]
	}

	targets := geo.Targets{Geography: s.Geography.ID, Rule: s.rule(r), Matching: len(matching), Targets: []geo.Target{}}
	for i, area := range listed {
		targets.Targets = append(targets.Targets, s.target(area, i+1, r, reach, clusters))
	}
	targets.Sentence = s.sentence(r, reach, len(matching), len(listed))
	return targets, nil
}

// check refuses a rule that asks for what cannot be worked out.
func (r Rule) check() error {
	switch {
	case r.BeyondM < 0:
		return fmt.Errorf("targets: beyond_m = %d — write a distance in metres, or 0 to ask for none", r.BeyondM)
	case r.BeyondM > 0 && len(r.Kinds) == 0:
		return fmt.Errorf("targets: beyond_m = %d, but kinds is empty — say of which kinds of site", r.BeyondM)
	case r.BeyondM > 0 && !(r.Detour >= 1 && !math.IsInf(r.Detour, 1)):
		return fmt.Errorf("targets: detour = %g — write a factor of 1 or more", r.Detour)
	case r.AtMost < 0:
		return fmt.Errorf("targets: at_most = %d — write how many to list, or 0 for all", r.AtMost)
	}
	return nil
}

// target puts one area's reasons into words.
func (s Study) target(area, rank int, r Rule, reach reach, clusters map[string]int) geo.Target {
	t := geo.Target{Rank: rank, Code: s.Codes[area], Name: s.Names[area], Index: s.Score.Index.Values[area]}
	if s.Parents != nil {
		t.Parent = s.Parents[area]
	}
	if s.People != nil && !math.IsNaN(s.People[area]) {
		t.People = s.People[area]
	}
	clauses := []string{fmt.Sprintf("has an index of %s (%s)", geo.Number(t.Index, 1), s.standing(area))}
	t.Reasons = append(t.Reasons, s.indexReason(area))
	if r.Hotspot {
		size := clusters[t.Code]
		clauses = append(clauses, "lies in a hotspot of "+s.areas(size))
		t.Reasons = append(t.Reasons, s.hotspotReason(area, size))
	}
	if r.BeyondM > 0 {
		clauses = append(clauses, fmt.Sprintf("is %s on foot from the nearest open public %s", reach.walk(area), reach.kinds()))
		t.Reasons = append(t.Reasons, reach.reason(area))
	}
	t.Sentence = t.Name + " " + geo.List(clauses, "and") + "."
	return t
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

// kindOf is what a study calls a kind, or its id when the study does not know it.
func (s Study) kindOf(id string) access.Kind {
	for _, k := range s.Kinds {
		if k.Kind == id {
			return k
		}
	}
	return access.Kind{Kind: id, Singular: id}
}
