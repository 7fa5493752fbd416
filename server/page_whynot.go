package server

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// topShareColumn is the column that says in how many draws of the weights an area is among the top; a release may lack it.
const topShareColumn = "top_share"

// whyNot says why an area is no target: each condition of the rule that it does not meet, or else what keeps it off the list, and
// the change that would bring it in where that is a small one.
func (m *model) whyNot(p place) []string {
	rule := m.rel.Targets().Conditions
	if m.reasons[p.Code()].Rank > 0 || isEmpty(rule) {
		return nil
	}
	why := m.unmet(p, rule)
	if len(why) == 0 {
		why = append(why, fmt.Sprintf("It meets every condition of the rule, but the list ends before it: %s of %s that do are on it.",
			geo.Count(len(m.rel.Targets().Targets)), geo.Count(m.rel.Targets().Matching)))
	}
	for _, miss := range m.rel.Targets().NearMisses {
		if miss.Code == p.Code() {
			why = append(why, miss.Sentence)
		}
	}
	return why
}

// isEmpty reports whether a rule is that of a release made before rules were kept in numbers.
func isEmpty(r geo.TargetRule) bool {
	return r.MinIndex == 0 && r.MinDecile == 0 && !r.Hotspot && r.MinTopShare == 0 && r.BeyondM == 0 && r.AtMost == 0 && r.AtMostPeople == 0
}

// unmet lists the conditions that an area does not meet, as sentences.
func (m *model) unmet(p place, rule geo.TargetRule) []string {
	index, scored := m.value(p, indexColumn)
	if !scored {
		return []string{"It has no index, so the rule cannot judge it."}
	}
	var why []string
	if index < rule.MinIndex {
		why = append(why, fmt.Sprintf("Its index is %s; the rule asks for %s or more.", compact(index), compact(rule.MinIndex)))
	}
	if decile, ok := m.value(p, "decile"); ok && decile < float64(rule.MinDecile) {
		why = append(why, fmt.Sprintf("It is in decile %s of the index; the rule asks for %d or higher.", compact(decile), rule.MinDecile))
	}
	if class, _ := m.value(p, hotspotColumn); rule.Hotspot && class != float64(geo.HotspotArea) {
		why = append(why, "It is not in a hotspot.")
	}
	switch share, drawn := m.value(p, topShareColumn); {
	case rule.MinTopShare == 0:
	case !drawn:
		why = append(why, "How often it is among the most at risk when the weights are drawn anew is not known.")
	case share < rule.MinTopShare:
		why = append(why, fmt.Sprintf("It is among the most at risk in %s%% of the draws of weights; the rule asks for %s%%.", compact(share), compact(rule.MinTopShare)))
	}
	if rule.BeyondM > 0 {
		why = append(why, m.withinReach(p, rule)...)
	}
	return why
}

// withinReach says that an area is not out of reach, where it is not.
func (m *model) withinReach(p place, rule geo.TargetRule) []string {
	walkM := math.Inf(1)
	var singulars []string
	measured := rule.Kinds
	if any := m.manifest.Reach.Any; any != nil && m.sameSites(any.Of, rule.Kinds) {
		measured = []string{any.Kind}
	}
	for _, id := range rule.Kinds {
		if k, ok := m.kind(id); ok {
			singulars = append(singulars, k.Singular)
		}
	}
	for _, id := range measured {
		if straightM, ok := m.value(p, "distance_"+id); ok {
			walkM = min(walkM, access.WalkM(straightM, m.manifest.Reach.Detour))
		}
	}
	kinds := geo.List(singulars, "or")
	switch {
	case len(rule.Kinds) == 0:
		return []string{"No open public site is listed of the kinds that the rule is about, so reach is unknown."}
	case math.IsInf(walkM, 1):
		return []string{fmt.Sprintf("How far it is from a %s is not known.", kinds)}
	case walkM > float64(rule.BeyondM):
		return nil
	}
	return []string{fmt.Sprintf("The nearest %s is %s m away on foot; the rule asks for more than %s m.", kinds, compact(walkM), geo.Count(rule.BeyondM))}
}

// sameSites reports whether two lists of kinds are of the same usable sites.
func (m *model) sameSites(a, b []string) bool {
	return !slices.ContainsFunc(m.kinds, func(k kind) bool { return k.Usable > 0 && slices.Contains(a, k.Kind) != slices.Contains(b, k.Kind) })
}

// nearMisses are the areas that are nearly targets, and what would make them so.
func (m *model) nearMisses() *gridView {
	misses := m.rel.Targets().NearMisses
	if len(misses) == 0 {
		return nil
	}
	grid := gridView{
		Caption: "Areas that are nearly targets, and the smallest change that would make them so",
		Heads:   []headView{{Title: geo.Capital(m.small.Singular)}, {Title: "Index", Unit: "0–10", Class: "num"}, {Title: "People", Class: "num"}, {Title: "What would have to change"}},
	}
	for _, miss := range misses {
		people := peopleCell(miss.People)
		if miss.People == 0 {
			people = peopleCell(math.NaN())
		}
		grid.Rows = append(grid.Rows, rowView{Cells: []cellView{
			{Text: miss.Name, Small: whereIs(miss.Parent, miss.Code), Href: areaHref(miss.Code)}, {Text: geo.Number(miss.Index, 1), Class: "num"}, people, {Text: miss.Sentence},
		}})
	}
	return &grid
}

// whereIs is an area's parent, if it has one, and its code.
func whereIs(parent, code string) string {
	return strings.Trim(parent+", "+code, ", ")
}
