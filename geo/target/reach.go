package target

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// reach is the distance from each area to the nearest site of any of the rule's kinds that has one.
type reach struct {
	with    []access.Kind // of the rule's kinds, those with a usable site
	without []access.Kind
	metres  []float64 // straight line by area, NaN where unknown
	walkM   []float64 // the same on foot
	site    []string  // name of that site
}

func newReach(s Study, r Rule) reach {
	n := len(s.Codes)
	x := reach{metres: make([]float64, n), walkM: make([]float64, n), site: make([]string, n)}
	for area := range n {
		x.metres[area] = math.NaN()
	}
	together := s.together(r.Kinds)
	if together >= 0 {
		x.measure(s, together)
	}
	for _, id := range r.Kinds {
		column := -1
		for k, kind := range s.Kinds {
			if kind.Kind == id && s.Distances[k].Present() > 0 {
				column = k
			}
		}
		if column < 0 {
			x.without = append(x.without, s.kindOf(id))
			continue
		}
		x.with = append(x.with, s.kindOf(id))
		if together < 0 {
			x.measure(s, column)
		}
	}
	for area, metres := range x.metres {
		x.walkM[area] = access.WalkM(metres, r.Detour)
	}
	return x
}

// measure takes the distances of a column where they are the least so far.
func (x reach) measure(s Study, column int) {
	for area, metres := range s.Distances[column].Values {
		if metres < x.metres[area] || math.IsNaN(x.metres[area]) && !math.IsNaN(metres) {
			x.metres[area], x.site[area] = metres, s.Sites[s.Nearest[column][area]].Name
		}
	}
}

// together is the column of the distance to the nearest of any of some kinds, -1 when none was measured. From several points in an area
// that is not the least of the distances to each kind: the middle of the nearest may be nearer than each kind's middle.
func (s Study) together(kinds []string) int {
	return slices.IndexFunc(s.Kinds, func(k access.Kind) bool {
		return k.Of != nil && len(k.Of) == len(kinds) && !slices.ContainsFunc(kinds, func(id string) bool { return !slices.Contains(k.Of, id) })
	})
}

// walk is the walking distance in words, to ten metres unless that would hide that it is beyond the limit.
func (x reach) walk(area, limitM int) string {
	exact := x.walkM[area]
	rounded := math.Round(exact/10) * 10
	if rounded <= float64(limitM) {
		rounded = math.Ceil(exact)
	}
	return "about " + geo.Number(rounded, 0) + " m"
}

// kinds names the kinds that count: "library", "free Wi-Fi site or library".
func (x reach) kinds() string { return singulars(x.with) }

// reason is "The nearest open public library is Sparkhill Library, 1,338 m in a straight line, about 1,740 m on foot; the
// limit is 800 m."
func (x reach) reason(area, limitM int) geo.Reason {
	name := x.site[area]
	if name == "" {
		name = "one without a name"
	}
	return geo.Reason{About: aboutReach, Value: x.metres[area], Sentence: fmt.Sprintf(
		"The nearest open public %s is %s, %s m in a straight line, %s on foot; the limit is %s m.",
		x.kinds(), name, geo.Number(x.metres[area], 0), x.walk(area, limitM), geo.Count(limitM))}
}

// singulars names any of some kinds: "library or free Wi-Fi site".
func singulars(kinds []access.Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.Singular
	}
	return geo.List(words, "or")
}
