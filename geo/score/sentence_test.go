package score

import (
	"testing"

	"hotspotmap/geo"
)

func TestSentence(t *testing.T) {
	ward := geo.Geography{Singular: "ward", Plural: "wards"}
	for _, c := range []struct {
		name    string
		a, b    []float64
		minimum float64
		want    string
	}{
		{"complete", []float64{1, 2, 3}, []float64{1, 2, 3}, 1, "All 3 wards have an index."},
		{"some without", []float64{1, 2, 3, nan}, []float64{1, 2, nan, nan}, 1, "2 of 4 wards have an index; 2 lack too many of its indicators."},
		{"one in part", []float64{1, 2, 3, nan}, []float64{1, 2, nan, nan}, 0.5, "3 of 4 wards have an index; 1 lacks too many of its indicators. 1 index rests on fewer than all the indicators."},
		{"all in part", []float64{1, 2, nan, nan}, []float64{nan, nan, 1, 2}, 0.5, "All 4 wards have an index. 4 indexes rest on fewer than all the indicators."},
		{"none", []float64{1, 2, nan, nan}, []float64{nan, nan, 1, 2}, 1, "None of the 4 wards has an index: each lacks too many of its indicators."},
	} {
		recipe := equal("a", "b")
		recipe.MinimumPresent = c.minimum
		r, err := Index(table(column("a", geo.HigherIsWorse, 0, c.a...), column("b", geo.HigherIsWorse, 0, c.b...)), recipe)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Sentence(ward); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}
