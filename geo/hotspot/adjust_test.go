package hotspot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"hotspotmap/geo"
)

// The fifteen p-values of Benjamini and Hochberg (1995), section 3.2: at 0.05 the procedure rejects the first four.
func TestBenjaminiHochbergExample(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000}
	rejected := 0
	for _, q := range adjust(p) {
		if q <= 0.05 {
			rejected++
		}
	}
	if rejected != 4 {
		t.Errorf("%d rejected, the paper has 4", rejected)
	}
}

func TestAdjust(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name    string
		p, want []float64
	}{
		{"none", nil, nil},
		{"one", []float64{0.03}, []float64{0.03}},
		{"by hand: 0.01·4/1, 0.02·4/2, 0.03·4/3, 0.5", []float64{0.5, 0.01, 0.03, 0.02}, []float64{0.5, 0.04, 0.04, 0.04}},
		{"a later one pulls an earlier one down", []float64{0.04, 0.041}, []float64{0.041, 0.041}},
		{"ties", []float64{0.02, 0.02, 1}, []float64{0.03, 0.03, 1}},
		{"untested do not count", []float64{nan, 0.02, nan, 0.04}, []float64{nan, 0.04, nan, 0.04}},
	} {
		for i, got := range adjust(c.p) {
			if !near(got, c.want[i], 1e-15) {
				t.Errorf("%s: adjusted[%d] = %v, want %v", c.name, i, got, c.want[i])
			}
		}
	}
}

// On values dealt at random every area called hot or cold, or like or unlike its neighbours, is a false one, so at most the
// rate of all deals should have any: of 60 deals 3 on average, and 9 with one chance in five hundred. With p of the normal
// distribution, values with a long tail have false ones in most deals; by dealing they have not.
func TestFalseDiscoveriesOnShuffledValues(t *testing.T) {
	const deals, rate, most = 60, 0.05, 9
	random := rand.New(rand.NewPCG(1, 2))
	n := grid(15, 15)
	for _, c := range []struct {
		name         string
		value        func() float64
		permutations int
	}{
		{"normal, p of the normal distribution", random.NormFloat64, 0},
		{"mean below zero, p of the normal distribution", func() float64 { return random.NormFloat64() - 50 }, 0},
		{"normal", random.NormFloat64, 999},
		{"long tail", func() float64 { return math.Exp(random.NormFloat64()) }, 999},
		{"long tail below zero", func() float64 { return -math.Exp(random.NormFloat64()) }, 999},
		{"counts, most of them 0", func() float64 { return float64(max(0, random.IntN(12)-8)) }, 999},
	} {
		withHot, withUnlike := 0, 0
		for deal := range deals {
			values := make([]float64, len(n))
			for i := range values {
				values[i] = c.value()
			}
			r, err := Test(values, n, Options{Style: RowStandardised, Permutations: c.permutations, Seed: uint64(deal)})
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(Classify(r, rate), func(class geo.HotspotClass) bool { return class != geo.NotDistinguishable }) {
				withHot++
			}
			if slices.ContainsFunc(quadrants(r.Local, rate), func(q geo.Quadrant) bool { return q != geo.NoQuadrant }) {
				withUnlike++
			}
		}
		t.Logf("%s: of %d deals, %d had a false hotspot or coldspot and %d a false quadrant", c.name, deals, withHot, withUnlike)
		if withHot > most || withUnlike > most {
			t.Errorf("%s: of %d deals, %d had a false hotspot or coldspot and %d a false quadrant, want at most %d", c.name, deals, withHot, withUnlike, most)
		}
	}
}
