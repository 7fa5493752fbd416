package score

import (
	"math"
	"reflect"
	"testing"

	"hotspotmap/geo"
)

func TestPeopleWeightedMean(t *testing.T) {
	c := column("index", geo.HigherIsWorse, 1, 2, 4, 6, 8, nan, 10)
	parents := []uint32{1, 1, 2, 2, 2, 0}
	for _, test := range []struct {
		name           string
		people         []float64
		n              int
		want, coverage []float64
	}{
		{"by people: (2·300 + 4·100)/400, (6·1 + 8·2)/3 = 7.33", []float64{300, 100, 1, 2, 5, 9}, 3, []float64{2.5, 7.3, nan}, []float64{1, 0.375, nan}},
		{"by areas", nil, 2, []float64{3, 7}, []float64{1, 2.0 / 3}},
		{"people unknown in one area", []float64{300, nan, 1, 1, 2, 9}, 2, []float64{2, 7}, []float64{1, 0.5}},
		{"nobody lives there", []float64{0, 0, 1, 1, 0, 9}, 2, []float64{nan, 7}, []float64{nan, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			means := PeopleWeightedMean(c, parents, test.n, test.people)
			coverage := Coverage(c, parents, test.n, test.people)
			for i := range test.want {
				if !same(means.Values[i], test.want[i]) || !same(coverage[i], test.coverage[i]) {
					t.Errorf("parent %d: %v of %v, want %v of %v", i+1, means.Values[i], coverage[i], test.want[i], test.coverage[i])
				}
				if (means.Flags[i] == geo.Present) == math.IsNaN(test.want[i]) {
					t.Errorf("parent %d: flag %v", i+1, means.Flags[i])
				}
			}
			if !reflect.DeepEqual(means.Indicator, c.Indicator) {
				t.Errorf("indicator %v", means.Indicator)
			}
		})
	}
}

func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-12
}

// A parent whose areas all lack a value for one reason lacks its mean for that reason.
func TestWhyAParentHasNoMean(t *testing.T) {
	c := column("index", geo.HigherIsWorse, 1, nan, nan, nan, nan, 5, nan)
	c.Flags = []geo.Flag{geo.NotApplicable, geo.NotApplicable, geo.Suppressed, geo.NotApplicable, geo.Present, geo.Suppressed}
	means := PeopleWeightedMean(c, []uint32{1, 1, 2, 2, 3, 3}, 4, nil)
	want := []geo.Flag{geo.NotApplicable, geo.Missing, geo.Present, geo.Missing}
	if !reflect.DeepEqual(means.Flags, want) {
		t.Errorf("flags %v, want %v", means.Flags, want)
	}
}
