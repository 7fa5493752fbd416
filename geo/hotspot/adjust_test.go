package hotspot

import (
	"math"
	"math/rand/v2"
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

// On values dealt at random every area called hot or cold is a false one, so at most the
// rate of all deals should have any.
func TestFalseDiscoveriesOnShuffledValues(t *testing.T) {
	const deals, rate = 400, 0.05
	random := rand.New(rand.NewPCG(1, 2))
	n := grid(15, 15)
	values := make([]float64, len(n))
	for i := range values {
		values[i] = float64(i)
	}
	withAny := 0
	for range deals {
		random.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
		for _, class := range Classify(must(t, values, n), rate) {
			if class != geo.NotDistinguishable {
				withAny++
				break
			}
		}
	}
	t.Logf("%d of %d deals had a false hotspot or coldspot", withAny, deals)
	if withAny > rate*deals {
		t.Errorf("%d of %d deals had a false hotspot or coldspot", withAny, deals)
	}
}
