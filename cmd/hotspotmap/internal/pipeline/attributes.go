package pipeline

import (
	"cmp"
	"slices"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/tiles/join"
)

// indexID is the id of the column with the index itself, of those that there may be.
const indexID = "index"

// attribute is what may be joined to the areas of a level, and how much it matters where a tile has not room for all.
type attribute struct {
	join.Field
	worth  worth
	weight float64 // of an indicator in the index
}

// worth orders attributes by what is given up last.
type worth int

const (
	worthDrawing worth = iota // what a map is coloured by, and the code: never given up
	worthRank
	worthName
	worthOwnScale // the index of each parent's areas on a scale of their own
	worthIndicator
	worthReach
	worthRest // presets, components, the tests' figures and whatever else there is
)

func worthOf(c column) worth {
	switch c.info.Role {
	case release.RoleIndex, release.RoleRank:
		switch {
		case c.info.Preset != "":
			return worthRest
		case c.info.Role == release.RoleRank:
			return worthRank
		case c.Indicator.ID != indexID:
			return worthOwnScale
		}
		return worthDrawing
	case release.RoleDecile, release.RoleHotspot, release.RoleHotspotBin, release.RoleTarget, release.RoleShare, release.RoleTopShare:
		return worthDrawing
	case release.RoleIndicator:
		return worthIndicator
	case release.RoleDistance, release.RoleReach, release.RolePeople:
		return worthReach
	}
	return worthRest
}

// attributesOf are the code, the names and the columns of a level, in the order that they are joined in.
func attributesOf(l level, s study, p *project.Project, columns []column) []attribute {
	all := []attribute{
		{Field: join.Field{Name: "code", Kind: join.String, Strings: l.codes}, worth: worthDrawing},
		{Field: join.Field{Name: "name", Kind: join.String, Strings: l.names}, worth: worthName},
	}
	if l.ID == s.small.ID && len(s.parents) > 0 {
		all = append(all, attribute{Field: join.Field{Name: s.parents[0].ID, Kind: join.String, Strings: s.parentNames()}, worth: worthName})
	}
	for _, c := range columns {
		field := join.Field{Name: c.Indicator.ID, Kind: join.Number, Numbers: c.Values, Decimals: c.Indicator.Decimals}
		all = append(all, attribute{Field: field, worth: worthOf(c), weight: weightInIndex(p, c.Indicator.ID)})
	}
	return all
}

// weightInIndex is how much an indicator counts in the index: its part of its component's weight.
func weightInIndex(p *project.Project, indicator string) float64 {
	weight := 0.0
	for _, c := range p.Index.Components {
		own, all := 0.0, 0.0
		for _, w := range c.Indicators {
			all += w.Weight
			if w.Indicator == indicator {
				own = w.Weight
			}
		}
		if own > 0 {
			weight += c.Weight * own / all
		}
	}
	return weight
}

// coarseDecimals is how exactly tiles give the index where there is room for little else: to a tenth, as pages do.
const coarseDecimals = 1

// fewer are the choices of fields to join where a tile has no room for all, richest first, each with one less than the one
// before: first what is worth least, of indicators what weighs least, of equals the last. Before it is without the rank, the
// index is rounded.
func fewer(attributes []attribute) [][]join.Field {
	byWorth := slices.SortedStableFunc(slices.Values(attributes), func(a, b attribute) int {
		return cmp.Or(cmp.Compare(a.worth, b.worth), cmp.Compare(b.weight, a.weight))
	})
	var choices [][]join.Field
	given := map[string]bool{}
	for _, least := range slices.Backward(byWorth) {
		if least.worth == worthRank {
			attributes = slices.Clone(attributes)
			for i, a := range attributes {
				if a.Name == indexID {
					attributes[i].Decimals = min(a.Decimals, coarseDecimals)
				}
			}
			choices = append(choices, fieldsOf(attributes, given))
		}
		if least.worth == worthDrawing {
			break
		}
		given[least.Name] = true
		choices = append(choices, fieldsOf(attributes, given))
	}
	return choices
}

// fieldsOf are the fields of all attributes but those given up.
func fieldsOf(attributes []attribute, given map[string]bool) []join.Field {
	var fields []join.Field
	for _, a := range attributes {
		if !given[a.Name] {
			fields = append(fields, a.Field)
		}
	}
	return fields
}
