package target

import (
	"fmt"
	"math"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// Pick returns the target areas of a study under a rule, and the areas that are nearly targets.
func Pick(s Study, r Rule) (geo.Targets, error) {
	if err := s.check(r); err != nil {
		return geo.Targets{}, err
	}
	j := newJudge(s, r)
	picked := j.pick(r)
	targets := geo.Targets{
		Geography: s.Geography.ID, Rule: s.rule(r), Conditions: s.conditions(r, j.reach), Matching: len(picked.matching),
		Targets: []geo.Target{}, NearMisses: []geo.NearMiss{},
	}
	forParent := map[int]bool{}
	if r.OnePer {
		forParent = j.onlyForParent(r, picked)
	}
	for i, area := range picked.listed {
		t := s.target(area, r, j)
		t.Rank = i + 1
		if forParent[area] {
			t.Reasons = append(t.Reasons, s.parentReason(area))
		}
		targets.Targets = append(targets.Targets, t)
	}
	targets.NearMisses = append(targets.NearMisses, s.nearMisses(r, j, picked)...)
	targets.Sentence = s.sentence(r, j, picked)
	return targets, nil
}

// check refuses a rule that asks for what cannot be worked out.
func (s Study) check(r Rule) error {
	switch {
	case !(r.MinIndex >= 0 && r.MinIndex <= 10):
		return fmt.Errorf("targets: min_index = %g — write an index from 0 to 10, or 0 to ask for none", r.MinIndex)
	case r.MinDecile < 0 || r.MinDecile > 10:
		return fmt.Errorf("targets: min_decile = %d — write a decile from 1 to 10, or 0 to ask for none", r.MinDecile)
	case !(r.MinTopShare >= 0 && r.MinTopShare <= 100):
		return fmt.Errorf("targets: a share of the draws of %g%% — write one from 0 to 100", r.MinTopShare)
	case r.MinTopShare > 0 && s.Stability == nil:
		return fmt.Errorf("targets: robust areas are asked for, but the ranking's stability is not measured — measure it, or do not ask for them")
	case r.BeyondM < 0:
		return fmt.Errorf("targets: beyond_m = %d — write a distance in metres, or 0 to ask for none", r.BeyondM)
	case r.BeyondM > 0 && len(r.Kinds) == 0:
		return fmt.Errorf("targets: beyond_m = %d, but kinds is empty — say of which kinds of site", r.BeyondM)
	case r.BeyondM > 0 && !(r.Detour >= 1 && !math.IsInf(r.Detour, 1)):
		return fmt.Errorf("targets: detour = %g — write a factor of 1 or more", r.Detour)
	case r.AtMost < 0:
		return fmt.Errorf("targets: at_most = %d — write how many to list, or 0 for all", r.AtMost)
	case r.AtMostPeople < 0:
		return fmt.Errorf("targets: at_most_people = %d — write how many people, or 0 for any number", r.AtMostPeople)
	case r.OnePer && s.Per.Parents == nil:
		return fmt.Errorf("targets: at_least_one_per names no geography that the areas make up — name a parent geography")
	}
	return nil
}

// conditions is the rule in numbers.
func (s Study) conditions(r Rule, x reach) geo.TargetRule {
	c := geo.TargetRule{
		MinIndex: r.MinIndex, MinDecile: r.MinDecile, Hotspot: r.Hotspot, MinTopShare: r.MinTopShare, AtMost: r.AtMost, AtMostPeople: r.AtMostPeople,
	}
	if r.BeyondM > 0 {
		c.BeyondM, c.Kinds = r.BeyondM, []string{}
		for _, kind := range x.with {
			c.Kinds = append(c.Kinds, kind.Kind)
		}
	}
	if r.OnePer {
		c.OnePer = s.Per.Geography.ID
	}
	return c
}

// target puts one area's reasons into words.
func (s Study) target(area int, r Rule, j judge) geo.Target {
	t := geo.Target{Code: s.Codes[area], Name: s.Names[area], Index: s.Score.Index.Values[area]}
	t.Parent, t.People = s.parentAndPeople(area)
	clauses := []string{fmt.Sprintf("has an index of %s (%s)", geo.Number(t.Index, 1), s.standing(area))}
	t.Reasons = append(t.Reasons, s.indexReason(area, r))
	if r.Hotspot {
		size := j.hotspot[area]
		clauses = append(clauses, s.inHotspot(size))
		t.Reasons = append(t.Reasons, s.hotspotReason(area, size))
	}
	if r.MinTopShare > 0 {
		clauses = append(clauses, "stays among the "+s.top()+" most at risk when the weights are drawn anew")
		t.Reasons = append(t.Reasons, s.stabilityReason(area))
	}
	if r.BeyondM > 0 {
		clauses = append(clauses, fmt.Sprintf("is %s on foot from the nearest open public %s", j.reach.walk(area, r.BeyondM), j.reach.kinds()))
		t.Reasons = append(t.Reasons, j.reach.reason(area, r.BeyondM))
	}
	t.Sentence = t.Name + " " + geo.List(clauses, "and") + "."
	return t
}

// parentAndPeople are an area's parent, "" for none, and its people, 0 when they are not known.
func (s Study) parentAndPeople(area int) (parent string, people float64) {
	if s.Parents != nil {
		parent = s.Parents[area]
	}
	if s.People != nil && !math.IsNaN(s.People[area]) {
		people = s.People[area]
	}
	return parent, people
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
