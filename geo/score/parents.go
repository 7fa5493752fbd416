package score

import "hotspotmap/geo"

// PeopleWeightedMean gives each of n parents the mean of its areas' values weighted by their people; the plain mean when
// people is nil. parents[i] is the parent aid of area i, 0 for none.
func PeopleWeightedMean(c geo.Column, parents []uint32, n int, people []float64) geo.Column {
	panic("being written")
}

// Coverage gives, for each of n parents, the share of its people (of its areas when people is nil) that live in areas with
// a value: how much of the parent its mean speaks for.
func Coverage(c geo.Column, parents []uint32, n int, people []float64) []float64 {
	panic("being written")
}
