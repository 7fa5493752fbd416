package score

import (
	"math"
	"reflect"
	"testing"

	"hotspotmap/geo"
)

// The Digital Exclusion Risk Index worked by hand, with ranges that leave no remainder:
//
//	              A   B   C   D     scores
//	over 65      10  18  26  14      0   5   10   2.5     weight 5
//	over 75       2   6  10  10      0   5   10  10       weight 5
//	  demography                     0   5   10   6.25
//	no 30 Mbit/s  0   8   4   2      0  10    5   2.5     weight 3
//	speed        40  80  60  70     10   0    5   2.5     weight 3 (higher is better)
//	  broadband                      5   5    5   2.5
//	credit      100 300 200 140      0  10    5   2       weight 2
//	no quals      0   5  20  12      0   2.5 10   6       weight 4
//	claimants     1   5   3   2      0  10    5   2.5     weight 2
//	  deprivation                    0   6.25 7.5 4.125
//	index: 5/3, 65/12, 7.5, 12.875/3 = 4.291666…
func TestDERI(t *testing.T) {
	tab := table(
		column("over_65", geo.HigherIsWorse, 0, 10, 18, 26, 14), column("over_75", geo.HigherIsWorse, 0, 2, 6, 10, 10),
		column("no_30", geo.HigherIsWorse, 0, 0, 8, 4, 2), column("speed", geo.HigherIsBetter, 0, 40, 80, 60, 70),
		column("credit", geo.HigherIsWorse, 0, 100, 300, 200, 140), column("no_quals", geo.HigherIsWorse, 0, 0, 5, 20, 12),
		column("claimants", geo.HigherIsWorse, 0, 1, 5, 3, 2))
	ours := Recipe{Normalise: PercentileRank, Aggregate: Geometric, MinimumPresent: 0.6, Components: []Component{
		{ID: "demography", Weight: 5, Indicators: []Weight{{"over_65", 5}, {"over_75", 5}}},
		{ID: "broadband", Weight: 1, Indicators: []Weight{{"no_30", 3}, {"speed", 3}}},
		{ID: "deprivation", Weight: 2, Indicators: []Weight{{"credit", 2}, {"no_quals", 4}, {"claimants", 2}}},
	}}
	recipe := DERI(ours)
	r, err := Index(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	components := [][]float64{{0, 5, 10, 6.25}, {5, 5, 5, 2.5}, {0, 6.25, 7.5, 4.125}}
	for i, want := range components {
		for area, w := range want {
			if got := r.Components[i].Values[area]; math.Abs(got-w) > 1e-9 {
				t.Errorf("%s of area %d: %v, want %v", r.Components[i].Indicator.ID, area, got, w)
			}
		}
	}
	// Before rounding, as the published index has it.
	f, err := newField(tab, recipe, r, []string{MinMax}, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := f.bench()
	f.add(0, f.chosen(recipe), b)
	for area := range tab.Codes {
		want := (components[0][area] + components[1][area] + components[2][area]) / 3
		if math.Abs(b.scores[area]-want) > 1e-9 || r.Index.Values[area] != r.Index.Indicator.Round(want) {
			t.Errorf("area %d: %v, stored as %v, want %v", area, b.scores[area], r.Index.Values[area], want)
		}
	}
}

func TestPresets(t *testing.T) {
	ours := Recipe{Normalise: Exponential, OutOf: 9, Aggregate: Arithmetic, MinimumPresent: 0.6, Components: []Component{
		{ID: "a", Weight: 4, Indicators: []Weight{{"a1", 2}, {"a2", 0}, {"a3", 3}}},
		{ID: "b", Weight: 0, Indicators: []Weight{{"b1", 2}}},
		{ID: "c", Weight: 5, Indicators: []Weight{{"c1", 7}}},
	}}
	weights := func(r Recipe) [][]float64 {
		var all [][]float64
		for _, c := range r.Components {
			row := []float64{c.Weight}
			for _, w := range c.Indicators {
				row = append(row, w.Weight)
			}
			all = append(all, row)
		}
		return all
	}
	before := weights(ours)
	for _, c := range []struct {
		name   string
		recipe Recipe
		want   [][]float64
	}{
		{"deri", DERI(ours), [][]float64{{1, 2, 0, 3}, {0, 2}, {1, 7}}},
		{"equal", EqualWeights(ours), [][]float64{{2, 1, 0, 1}, {0, 1}, {1, 1}}},
		{"only one component", Only(ours, "c"), [][]float64{{0, 2, 0, 3}, {0, 2}, {5, 7}}},
		{"other weights", Reweighted(ours, map[string]float64{"b": 3}), [][]float64{{0, 2, 0, 3}, {3, 2}, {0, 7}}},
	} {
		if got := weights(c.recipe); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: weights %v, want %v", c.name, got, c.want)
		}
	}
	if !reflect.DeepEqual(weights(ours), before) {
		t.Error("a preset changed the recipe it was made from")
	}
	if got := ours.Share("a3"); math.Abs(got-4.0/9*3/5) > 1e-15 {
		t.Errorf("share of a3: %v, want 4/15", got)
	}
}
