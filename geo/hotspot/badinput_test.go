package hotspot

import (
	"math"
	"testing"

	"hotspotmap/geo"
)

// What is tested has figures that are numbers, what is not has none, and a figure that means nothing is left out.
func TestEveryFigureIsANumberOrSaidToBeNone(t *testing.T) {
	nan := math.NaN()
	everyOther := geo.Neighbours{{1, 2, 3, 4}, {0, 2, 3, 4}, {0, 1, 3, 4}, {0, 1, 2, 4}, {0, 1, 2, 3}}
	for _, c := range []struct {
		name   string
		values []float64
		n      geo.Neighbours
		tested int
		global bool
	}{
		{"no area", nil, nil, 0, false},
		{"one area", []float64{3}, geo.Neighbours{nil}, 0, false},
		{"islands only", []float64{3, 4, 5, 6}, geo.Neighbours{nil, nil, nil, nil}, 0, false},
		{"all missing", []float64{nan, nan, nan, nan}, line(4), 0, false},
		{"constant", []float64{7, 7, 7, 7, 7}, line(5), 0, false},
		{"constant where there is a value", []float64{7, 7, nan, 7, 7}, line(5), 0, false},
		{"two areas", []float64{1, 2}, line(2), 0, false},
		{"three areas", []float64{1, 2, 4}, line(3), 2, false},
		{"four areas", []float64{1, 2, 4, 8}, line(4), 4, true},
		{"each a neighbour of all others", []float64{1, 2, 4, 8, 16}, everyOther, 0, false},
		{"one is not like the others", []float64{0, 0, 5, 0, 0, 0}, line(6), 6, true},
		{"one in ten digits is not like the others", []float64{0.1, 0.1, 0.1 + 1e-10, 0.1, 0.1, 0.1}, line(6), 6, true},
		{"zeros, and few counts", []float64{0, 0, 0, 0, 1, 0, 2, 0, 0, 0}, line(10), 10, true},
		{"mean below zero", []float64{-9, -8, -7, -6, -5, -1}, line(6), 6, true},
		{"mean of zero, and an area at the mean", []float64{-2, -1, 0, 1, 2}, line(5), 5, true},
		{"neighbours not mutual", []float64{1, 5, 2, 8, 3}, geo.Neighbours{{1}, {2}, {1}, {1, 2}, {3}}, 5, true},
		{"neighbours not mutual, and one cut off after another", []float64{1, 2, 3, 4, nan}, geo.Neighbours{{1}, {2}, {3}, {4}, {0}}, 0, false},
		{"very large", []float64{1e150, 2e150, -1e150, 0, 4e150}, line(5), 5, true},
		{"very small", []float64{1e-150, 2e-150, -1e-150, 0, 4e-150}, line(5), 5, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, style := range []Style{Binary, RowStandardised} {
				r, err := Test(c.values, c.n, Options{Style: style, Permutations: 19, Seed: 1})
				if err != nil {
					t.Fatal(err)
				}
				if r.Tested != c.tested || r.Tested+len(r.Untested) != len(c.values) || (r.Global != nil) != c.global {
					t.Fatalf("%d tested, %d not, global I %v", r.Tested, len(r.Untested), r.Global)
				}
				untested := map[int]bool{}
				for _, u := range r.Untested {
					untested[u.Position] = true
				}
				for i := range c.values {
					figures := []float64{r.Z[i], r.P[i], r.PAdjusted[i], r.Gi.Z[i], r.Gi.P[i], r.Gi.PAdjusted[i],
						r.Local.I[i], r.Local.Z[i], r.Local.P[i], r.Local.PAdjusted[i]}
					for k, v := range figures {
						if math.IsNaN(v) != untested[i] || math.IsInf(v, 0) {
							t.Errorf("area %d, figure %d: %v", i+1, k, v)
						}
					}
					if (r.Local.Quadrant[i] == geo.NoQuadrant) != untested[i] {
						t.Errorf("area %d: quadrant %d", i+1, r.Local.Quadrant[i])
					}
				}
				if m := r.Global; m != nil {
					for k, v := range []float64{m.I, m.Expected, m.Variance, m.Z, m.P, m.VarianceNormal, m.ZNormal, m.PNormal, m.PPermuted} {
						if math.IsNaN(v) || math.IsInf(v, 0) {
							t.Errorf("global I, figure %d: %v", k, v)
						}
					}
				}
			}
		})
	}
}
