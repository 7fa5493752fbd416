package target

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// rule puts a rule into words: "Neighbourhoods in a hotspot and more than 800 m on foot (straight line × 1.3) from the nearest
// open public library, highest index first. At most 20 are listed."
func (s Study) rule(r Rule) string {
	var conditions []string
	if r.MinIndex > 0 {
		conditions = append(conditions, fmt.Sprintf("with an index of %s or more", compact(r.MinIndex)))
	}
	if r.MinDecile > 0 {
		decile := "in decile 10 of the index"
		if r.MinDecile < 10 {
			decile = fmt.Sprintf("in deciles %d to 10 of the index", r.MinDecile)
		}
		conditions = append(conditions, decile)
	}
	if r.Hotspot {
		conditions = append(conditions, "in a hotspot")
	}
	if r.MinTopShare > 0 {
		conditions = append(conditions, fmt.Sprintf("among the %s most at risk in at least %s%% of the draws of weights", s.top(), compact(r.MinTopShare)))
	}
	if r.BeyondM > 0 {
		kinds := make([]access.Kind, len(r.Kinds))
		for i, id := range r.Kinds {
			kinds[i] = s.kindOf(id)
		}
		conditions = append(conditions, fmt.Sprintf("more than %s m on foot (straight line × %s) from the nearest open public %s",
			geo.Count(r.BeyondM), compact(r.Detour), singulars(kinds)))
	}
	if conditions == nil {
		conditions = []string{"with an index"}
	}
	words := fmt.Sprintf("%s %s, highest index first.", geo.Capital(s.Geography.Plural), geo.List(conditions, "and"))
	if r.BeyondM > 0 {
		words += fmt.Sprintf(" Distance is measured from %s.", s.From)
	}
	if r.OnePer {
		words += fmt.Sprintf(" The first of each %s is chosen before the others, so that each has one where any meets the rule.", s.Per.Geography.Singular)
	}
	if r.AtMost > 0 {
		words += fmt.Sprintf(" At most %s %s listed.", geo.Count(r.AtMost), geo.Noun(r.AtMost, "is", "are"))
	}
	if r.AtMostPeople > 0 {
		words += fmt.Sprintf(" At most %s people live in those listed: one with too many for what is left is passed over.", geo.Count(r.AtMostPeople))
	}
	return words
}

// sentence is the one the target list opens with, and what else there is to say of the list.
func (s Study) sentence(r Rule, j judge, picked selection) string {
	if r.BeyondM > 0 && len(j.reach.with) == 0 {
		return fmt.Sprintf("No open public %s is listed, so reach is unknown and no target area can be named.", singulars(j.reach.without))
	}
	matching, listed := len(picked.matching), len(picked.listed)
	sentence := fmt.Sprintf("No %s meets the rule for a target area.", s.Geography.Singular)
	switch {
	case matching == 0:
	case listed == matching:
		sentence = fmt.Sprintf("%s of %s %s.", geo.Count(matching), s.areas(len(s.Codes)), geo.Noun(matching, "is a target area", "are target areas"))
	case !r.OnePer && r.AtMostPeople == 0:
		sentence = fmt.Sprintf("%s of %s meet the rule for a target area; %s listed.", geo.Count(matching), s.areas(len(s.Codes)),
			geo.Noun(listed, "the one with the highest index is", fmt.Sprintf("the %s with the highest index are", geo.Count(listed))))
	default:
		sentence = fmt.Sprintf("%s of %s %s the rule for a target area; %s of them %s listed.", geo.Count(matching), s.areas(len(s.Codes)),
			geo.Noun(matching, "meets", "meet"), geo.Count(listed), geo.Noun(listed, "is", "are"))
	}
	if r.BeyondM > 0 && len(j.reach.without) > 0 {
		sentence += fmt.Sprintf(" No open public %s is listed, so only the nearest %s counts.", singulars(j.reach.without), j.reach.kinds())
	}
	if n := len(picked.passed); n > 0 {
		sentence += fmt.Sprintf(" %s %s passed over, for too many people.", geo.Count(n), geo.Noun(n, "was", "were"))
	}
	if n := picked.unknown; n > 0 {
		sentence += fmt.Sprintf(" %s %s passed over, as it is not known how many people live there.", geo.Count(n), geo.Noun(n, "was", "were"))
	}
	if r.OnePer && matching > 0 {
		sentence += s.withoutTarget(j, picked)
	}
	return sentence
}

// withoutTarget says which parents have no target area.
func (s Study) withoutTarget(j judge, picked selection) string {
	has := func(areas []int, parent int) bool {
		return slices.ContainsFunc(areas, func(area int) bool { return int(j.per[area]) == parent })
	}
	var none, noRoom []string
	for i, name := range s.Per.Names {
		switch parent := i + 1; {
		case has(picked.listed, parent):
		case has(picked.matching, parent):
			noRoom = append(noRoom, name)
		default:
			none = append(none, name)
		}
	}
	words := ""
	if len(none) > 0 {
		words += fmt.Sprintf(" In %s no %s meets the rule.", enumerated(none, s.Per.Geography), s.Geography.Singular)
	}
	if len(noRoom) > 0 {
		words += fmt.Sprintf(" There is no room on the list for one in %s.", enumerated(noRoom, s.Per.Geography))
	}
	return words
}

// enumerated names some areas of a geography, or counts them when they are many.
func enumerated(names []string, g geo.Geography) string {
	const most = 5
	if len(names) > most {
		return geo.Counted(len(names), g.Singular, g.Plural)
	}
	return geo.List(names, "and")
}

// indexReason is "Index 7.9 of 10, 12th highest of 659.", with what the rule asks of it.
func (s Study) indexReason(area int, r Rule) geo.Reason {
	value := s.Score.Index.Values[area]
	sentence := fmt.Sprintf("Index %s of 10, %s", geo.Number(value, 1), s.standing(area))
	if r.MinDecile > 0 {
		sentence += fmt.Sprintf(", decile %s", geo.Number(s.Score.Decile.Values[area], 0))
	}
	if r.MinIndex > 0 {
		sentence += fmt.Sprintf("; the least asked for is %s", compact(r.MinIndex))
	}
	return geo.Reason{About: aboutIndex, Value: value, Sentence: sentence + "."}
}

// stabilityReason is "Among the 66 most at risk in 97.3% of 1,000 draws of the weights."
func (s Study) stabilityReason(area int) geo.Reason {
	share := s.Stability.TopShare.Values[area]
	return geo.Reason{About: aboutStability, Value: share, Sentence: fmt.Sprintf("Among the %s most at risk in %s%% of %s draws of the weights.",
		s.top(), compact(share), geo.Count(s.Stability.Draws))}
}

// top is how many areas the draws count as the top.
func (s Study) top() string { return geo.Count(s.Stability.Top) }

// parentReason is "The highest index that meets the rule in Ladywood; each constituency is to have one."
func (s Study) parentReason(area int) geo.Reason {
	return geo.Reason{About: aboutParent, Value: s.Score.Index.Values[area], Sentence: fmt.Sprintf(
		"The highest index that meets the rule in %s; each %s is to have one.", s.Per.Names[s.Per.Parents[area]-1], s.Per.Geography.Singular)}
}

// compact writes a number with the decimals it has.
func compact(v float64) string { return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64) }

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

// inHotspot is "lies in a hotspot of 41 neighbourhoods".
func (s Study) inHotspot(size int) string {
	if size == 1 {
		return "is a hotspot by itself"
	}
	return "lies in a hotspot of " + s.areas(size)
}

// hotspotReason is "In a hotspot of 41 neighbourhoods (adjusted p 0.003)."
func (s Study) hotspotReason(area, size int) geo.Reason {
	p := s.Test.PAdjusted[area]
	words := geo.Number(p, 3)
	if p < 0.001 {
		words = "below 0.001"
	}
	lead := "In a hotspot of " + s.areas(size)
	if size == 1 {
		lead = "A hotspot by itself"
	}
	return geo.Reason{About: aboutHotspot, Value: p, Sentence: fmt.Sprintf("%s (adjusted p %s).", lead, words)}
}

func (s Study) areas(n int) string {
	return geo.Counted(n, s.Geography.Singular, s.Geography.Plural)
}
