package score

import (
	"math"
	"testing"

	"hotspotmap/geo"
)

func TestCorrelations(t *testing.T) {
	tab := table(
		column("a", geo.HigherIsWorse, 0, 1, 2, 3, 4, nan),
		column("b", geo.HigherIsBetter, 0, 40, 30, 20, 10, 5), // the same order of risk as a
		column("c", geo.HigherIsWorse, 0, 1, 4, 4, 1, 2),
		column("d", geo.HigherIsWorse, 0, 4, 3, 1, 0, 7),
		column("e", geo.HigherIsWorse, 0, 5, 5, 5, 5, 6),
		column("f", geo.HigherIsWorse, 0, 5, 6, nan, nan, 6))
	recipe := equal("a", "b", "c", "d", "e", "f")
	all, err := Correlations(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]Correlation{}
	for _, c := range all {
		found[c.A+c.B] = c
	}
	for _, c := range []struct {
		pair              string
		areas             int
		pearson, spearman float64
		warning           string
	}{
		{"ab", 4, 1, 1, "“A” and “B” say nearly the same (Pearson 1.00, Spearman 1.00): they move almost together, with 33% of the weight of the index on the two."},
		{"ac", 4, 0, 0, ""},
		// a: −1.5 −0.5 0.5 1.5; d − 2: 2 1 −1 −2 → −7 / √(5 × 10)
		{"ad", 4, -7 / math.Sqrt(50), -1, "“A” and “B” say nearly the opposite (Pearson −0.99, Spearman −1.00): in the index they cancel each other, with 33% of its weight on the two."},
		{"ae", 4, nan, nan, ""}, // e is constant where a has a value
		{"af", 2, nan, nan, ""}, // too few
	} {
		got := found[c.pair]
		if got.Areas != c.areas || !same(got.Pearson, c.pearson) || !same(got.Spearman, c.spearman) {
			t.Errorf("%s: %+v, want %v %v of %d", c.pair, got, c.pearson, c.spearman, c.areas)
		}
		if w := got.Warning("A", "B", 1.0/3); w != c.warning {
			t.Errorf("%s: %q, want %q", c.pair, w, c.warning)
		}
	}
	if len(all) != 15 {
		t.Errorf("%d pairs, want 15", len(all))
	}
}

// Spearman's worked example with ties: ranks 1, 2.5, 2.5, 4 and 2, 1, 3.5, 3.5.
func TestSpearmanWithTies(t *testing.T) {
	_, _, rho := correlate([]float64{1, 2, 2, 9}, []float64{3, 1, 5, 5})
	// deviations −1.5 0 0 1.5 and −0.5 −1.5 1 1 → (0.75 + 1.5) / √(4.5 × 4.5)
	if !same(rho, 0.5) {
		t.Errorf("%v, want 0.5", rho)
	}
}

func TestWeightlessIndicatorsAreNotCompared(t *testing.T) {
	recipe := equal("a", "b")
	recipe.Components[0].Indicators[1].Weight = 0
	all, err := Correlations(table(column("a", geo.HigherIsWorse, 0, 1, 2, 3), column("b", geo.HigherIsWorse, 0, 1, 2, 3)), recipe)
	if err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	if _, err := Correlations(table(column("a", geo.HigherIsWorse, 0, 1, 2, 3)), recipe); err == nil {
		t.Error("an unknown indicator was compared")
	}
}
