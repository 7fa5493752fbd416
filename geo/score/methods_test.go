package score

import (
	"math"
	"testing"

	"hotspotmap/geo"
)

// wantColumn compares a column with values worked by hand, as far as the column's decimals go.
func wantColumn(t *testing.T, c geo.Column, want ...float64) {
	t.Helper()
	for i, w := range want {
		w = c.Indicator.Round(w)
		if got := c.Values[i]; got != w && !(math.IsNaN(got) && math.IsNaN(w)) {
			t.Errorf("%s of area %d: %v, want %v", c.Indicator.ID, i, got, w)
		}
	}
}

// The values 1, 2, 2, 5 and 10 of one indicator; the other has 1 to 5, higher being better.
func twoIndicators(normalise, aggregate string) (geo.Table, Recipe) {
	r := equal("a", "b")
	r.Normalise, r.Aggregate = normalise, aggregate
	return table(column("a", geo.HigherIsWorse, 0, 1, 2, 2, 5, 10), column("b", geo.HigherIsBetter, 0, 1, 2, 3, 4, 5)), r
}

func TestPercentileRanks(t *testing.T) {
	r, err := Index(twoIndicators(PercentileRank, Arithmetic))
	if err != nil {
		t.Fatal(err)
	}
	// a: ranks 1, 2½, 2½, 4, 5 of 5 → 0, 3.75, 3.75, 7.5, 10;  b: 10, 7.5, 5, 2.5, 0
	wantColumn(t, r.Index, 5, 5.625, 4.375, 5, 5)
	wantColumn(t, r.Rank, 2, 1, 5, 2, 2)
	if r.Raw != nil {
		t.Error("percentile ranks have a raw score")
	}
}

func TestZScores(t *testing.T) {
	r, err := Index(twoIndicators(ZScore, Arithmetic))
	if err != nil {
		t.Fatal(err)
	}
	// a: mean 4, squares 9 + 4 + 4 + 1 + 36 = 54, deviation √10.8;  b: mean 3, deviation √2
	a, b := math.Sqrt(10.8), math.Sqrt(2)
	raw := []float64{(-3/a + 2/b) / 2, (-2/a + 1/b) / 2, -2 / a / 2, (1/a - 1/b) / 2, (6/a - 2/b) / 2}
	wantColumn(t, *r.Raw, raw...)
	low, high := raw[2], raw[0]
	for i, v := range raw {
		wantColumn(t, geo.Column{Indicator: r.Index.Indicator, Values: r.Index.Values[i:]}, 10*(v-low)/(high-low))
	}
	wantColumn(t, r.Rank, 1, 3, 5, 4, 2)
}

func TestGeometricMean(t *testing.T) {
	r, err := Index(twoIndicators(MinMax, Geometric))
	if err != nil {
		t.Fatal(err)
	}
	// a: 0, 10/9, 10/9, 40/9, 10 → 1, 12, 12, 45, 100;  b: 10, 7.5, 5, 2.5, 0 → 100, 75.25, 50.5, 25.75, 1
	want := make([]float64, 5)
	for i, product := range []float64{1 * 100, 12 * 75.25, 12 * 50.5, 45 * 25.75, 100 * 1} {
		want[i] = (math.Sqrt(product) - 1) / 9.9
	}
	wantColumn(t, r.Index, want...)
	wantColumn(t, r.Components[0], want...)
}

// A geometric mean makes up for less: what is high in one and low in the other ranks below what is middling in both.
func TestGeometricMeanMakesUpForLess(t *testing.T) {
	recipe := equal("a", "b")
	tab := table(column("a", geo.HigherIsWorse, 0, 0, 10, 5, 10), column("b", geo.HigherIsWorse, 0, 10, 0, 5, 10))
	arithmetic, err := Index(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	recipe.Aggregate = Geometric
	geometric, err := Index(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, arithmetic.Rank, 2, 2, 2, 1)
	wantColumn(t, geometric.Rank, 3, 3, 2, 1)
}

// The exponential form ranks components, not indicators: two that are averaged into one first have the ranks of their mean.
func TestExponential(t *testing.T) {
	r := Recipe{Normalise: Exponential, Aggregate: Arithmetic, MinimumPresent: 1, OutOf: 10, Components: []Component{
		{ID: "ab", Weight: 6, Indicators: []Weight{{"a", 1}, {"b", 1}}},
		{ID: "c", Weight: 3, Indicators: []Weight{{"c", 1}}},
	}}
	tab := table(column("a", geo.HigherIsWorse, 0, 1, 2, 3, 4), column("b", geo.HigherIsWorse, 0, 1, 3, 2, 4), column("c", geo.HigherIsBetter, 0, 1, 2, 3, 4))
	result, err := Index(tab, r)
	if err != nil {
		t.Fatal(err)
	}
	// ab: the second and third area tie: R = 1/4, 2.5/4, 2.5/4, 1;  c: R = 1, 3/4, 1/2, 1/4
	x := func(share float64) float64 { return -23 * math.Log(1-share*(1-math.Exp(-100.0/23))) }
	wantColumn(t, result.Components[0], x(0.25)/10, x(0.625)/10, x(0.625)/10, 10)
	raw := []float64{(6*x(0.25) + 3*100) / 10, (6*x(0.625) + 3*x(0.75)) / 10, (6*x(0.625) + 3*x(0.5)) / 10, (6*100 + 3*x(0.25)) / 10}
	wantColumn(t, *result.Raw, raw...)
	for i, v := range raw {
		wantColumn(t, geo.Column{Indicator: result.Index.Indicator, Values: result.Index.Values[i:]}, v/9)
	}
}

// About ten in a hundred score above half of the scale, whatever the areas: the property the constant 23 was chosen for.
func TestExponentialPutsATenthAboveHalf(t *testing.T) {
	if below, above := exponentialOf(0.897), exponentialOf(0.899); !(below < middle && middle < above) {
		t.Errorf("scores of R = 0.897 and 0.899: %v and %v, want 5 between them", below, above)
	}
	if top := exponentialOf(1); math.Abs(top-10) > 1e-12 {
		t.Errorf("score of R = 1: %v, want 10", top)
	}
}

func TestWithinGroupsByEveryMethod(t *testing.T) {
	for _, normalise := range Normalisations() {
		recipe := equal("a")
		recipe.Normalise, recipe.Within = normalise, []uint32{7, 7, 7, 2, 2, 2, 9, 9}
		r, err := Index(table(column("a", geo.HigherIsWorse, 0, 0, 50, 100, 3, 5, 7, 4, 4)), recipe)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			if r.Index.Values[i] != r.Index.Values[i+3] {
				t.Errorf("%s: area %d of the first group has %v, of the second %v", normalise, i, r.Index.Values[i], r.Index.Values[i+3])
			}
		}
		if len(r.Flat) != 1 || r.Index.Values[6] != r.Index.Values[7] || r.Index.Flags[6] != geo.Present {
			t.Errorf("%s: the group that is flat: %v %v, %v", normalise, r.Index.Values[6], r.Index.Values[7], r.Flat)
		}
	}
}

// Two areas whose scores cancel out to the same mean are equal, whatever the last bits of their sums say.
func TestRoundingMakesNoDifferenceBetweenEqualMeans(t *testing.T) {
	opposed := table(column("a", geo.HigherIsWorse, 0, 0, 1), column("b", geo.HigherIsBetter, 1, 0, 1))
	recipe := equal("a", "b")
	recipe.Normalise = ZScore
	recipe.Components[0].Indicators[0].Weight, recipe.Components[0].Indicators[1].Weight = 4, 4
	for _, shift := range []float64{0, -1, 0.1, 100.3} {
		for i, v := range []float64{0, 1} {
			opposed.Columns[1].Values[i] = v + shift
		}
		r, err := Index(opposed, recipe)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Index.Values; got[0] != middle || got[1] != middle {
			t.Errorf("shifted by %v: %v, want %v for both", shift, got, middle)
		}
	}
}

func TestExponentialRanksEqualMeansAlike(t *testing.T) {
	means := []float64{0.6000000000000001, 0.6, 0.1} // 0.1 + 0.2 + 0.3, from the left and from the right
	exponential(means, nil)
	if means[0] != means[1] || means[0] <= means[2] {
		t.Error(means)
	}
}
