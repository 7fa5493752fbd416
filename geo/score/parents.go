package score

import (
	"math"

	"hotspotmap/geo"
)

// PeopleWeightedMean gives each of n parents the mean of its areas' values weighted by their people, or the plain mean
// when people is nil, at the column's decimals. parents[i] is the parent aid of area i, 0 for none. A parent none of whose
// areas has both a value and people has no mean, for the reason that all of them share or else as missing; [Coverage] says
// how much of each parent its mean speaks for.
func PeopleWeightedMean(c geo.Column, parents []uint32, n int, people []float64) geo.Column {
	absent := make([]absences, n)
	for area, parent := range parents {
		if parent > 0 {
			absent[parent-1].note(c, area)
		}
	}
	result := geo.NewColumn(c.Indicator, n)
	for i, m := range parentMeans(c, parents, n, people) {
		value, _ := m.value(0)
		put(result, i, value, absent[i].reason())
	}
	return result
}

// Coverage gives, for each of n parents, the share of its people (of its areas when people is nil) that live in areas
// with a value; NaN for a parent without any.
func Coverage(c geo.Column, parents []uint32, n int, people []float64) []float64 {
	shares := make([]float64, n)
	for i, m := range parentMeans(c, parents, n, people) {
		_, shares[i] = m.value(0)
	}
	return shares
}

func parentMeans(c geo.Column, parents []uint32, n int, people []float64) []mean {
	means := make([]mean, n)
	for area, parent := range parents {
		if weight := weightOf(people, area); parent > 0 && weight > 0 {
			means[parent-1].add(c.Values[area], weight, 1)
		}
	}
	return means
}

// weightOf is what an area counts for in its parent's mean: its people, nothing when they are not known.
func weightOf(people []float64, area int) float64 {
	switch {
	case people == nil:
		return 1
	case math.IsNaN(people[area]):
		return 0
	}
	return people[area]
}
