package target

import (
	"fmt"
	"strconv"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// rule puts a rule into words: "Neighbourhoods in a hotspot and more than 800 m on foot (straight line × 1.3) from the nearest
// open public library, highest index first."
func (s Study) rule(r Rule) string {
	var conditions []string
	if r.Hotspot {
		conditions = append(conditions, "in a hotspot")
	}
	if r.BeyondM > 0 {
		kinds := make([]access.Kind, len(r.Kinds))
		for i, id := range r.Kinds {
			kinds[i] = s.kindOf(id)
		}
		conditions = append(conditions, fmt.Sprintf("more than %s m on foot (straight line × %s) from the nearest open public %s",
			geo.Count(r.BeyondM), strconv.FormatFloat(r.Detour, 'f', -1, 64), singulars(kinds)))
	}
	if conditions == nil {
		conditions = []string{"with an index"}
	}
	return fmt.Sprintf("%s %s, highest index first.", geo.Capital(s.Geography.Plural), geo.List(conditions, "and"))
}

// sentence is the one the target list opens with.
func (s Study) sentence(r Rule, x reach, matching, listed int) string {
	if r.BeyondM > 0 && len(x.with) == 0 {
		return fmt.Sprintf("No open public %s is listed, so reach is unknown and no target area can be named.", singulars(x.without))
	}
	sentence := fmt.Sprintf("No %s meets the rule for a target area.", s.Geography.Singular)
	if matching > 0 {
		sentence = fmt.Sprintf("%s of %s %s", geo.Count(matching), s.areas(len(s.Codes)),
			geo.Noun(matching, "is a target area", "are target areas"))
		if listed < matching {
			sentence += "; " + geo.Noun(listed, "the one with the highest index is", fmt.Sprintf("the %s with the highest index are", geo.Count(listed))) + " listed"
		}
		sentence += "."
	}
	if r.BeyondM > 0 && len(x.without) > 0 {
		sentence += fmt.Sprintf(" No open public %s is listed, so only the nearest %s counts.", singulars(x.without), x.kinds())
	}
	return sentence
}

// indexReason is "Index 7.9 of 10, 12th highest of 659."
func (s Study) indexReason(area int) geo.Reason {
	value := s.Score.Index.Values[area]
	return geo.Reason{About: "index", Value: value,
		Sentence: fmt.Sprintf("Index %s of 10, %s.", geo.Number(value, 1), s.standing(area))}
}

// standing is "12th highest of 659", among the areas that have an index.
func (s Study) standing(area int) string {
	rank, sharing := s.Score.Rank.Values[area], 0
	for _, other := range s.Score.Rank.Values {
		if other == rank {
			sharing++
		}
	}
	place := "highest"
	if rank > 1 {
		place = geo.Ordinal(int(rank)) + " highest"
	}
	if sharing > 1 {
		place = "joint " + place
	}
	return place + " of " + geo.Count(s.Score.Rank.Present())
}

// hotspotReason is "In a hotspot of 41 neighbourhoods (adjusted p 0.003)."
func (s Study) hotspotReason(area, size int) geo.Reason {
	p := s.Test.PAdjusted[area]
	words := geo.Number(p, 3)
	if p < 0.001 {
		words = "below 0.001"
	}
	return geo.Reason{About: "hotspot", Value: p, Sentence: fmt.Sprintf("In a hotspot of %s (adjusted p %s).", s.areas(size), words)}
}

func (s Study) areas(n int) string {
	return geo.Counted(n, s.Geography.Singular, s.Geography.Plural)
}
