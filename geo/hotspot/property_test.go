package hotspot

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// study is a random graph with values, some of them missing.
func study(t *rapid.T) ([]float64, geo.Neighbours) {
	count := rapid.IntRange(3, 20).Draw(t, "areas")
	values := make([]float64, count)
	for i := range values {
		values[i] = float64(rapid.IntRange(-1000, 1000).Draw(t, "value")) / 8
		if rapid.IntRange(0, 9).Draw(t, "missing") == 0 {
			values[i] = math.NaN()
		}
	}
	n := make(geo.Neighbours, count)
	for i := range n {
		for j := range n {
			if j < i && rapid.IntRange(0, 2).Draw(t, "edge") == 0 {
				n[j] = append(n[j], int32(i))
			}
		}
	}
	for i := range n { // the other direction, before the later positions, so that lists stay sorted
		var before []int32
		for j := range i {
			for _, k := range n[j] {
				if int(k) == i {
					before = append(before, int32(j))
				}
			}
		}
		n[i] = append(before, n[i]...)
	}
	return values, n
}

// textbook is the formula as Ord and Getis print it, over a dense matrix of weights.
func textbook(values []float64, neighbours geo.Neighbours) []float64 {
	weights := make([][]float64, len(values))
	takesPart := make([]bool, len(values))
	for i := range values {
		weights[i] = make([]float64, len(values))
		weights[i][i] = 1
		for _, j := range neighbours[i] {
			if !math.IsNaN(values[i]) && !math.IsNaN(values[j]) {
				weights[i][j], takesPart[i] = 1, true
			}
		}
	}
	n, sum, squares := 0.0, 0.0, 0.0
	for j, v := range values {
		if takesPart[j] {
			n, sum, squares = n+1, sum+v, squares+v*v
		}
	}
	mean := sum / n
	s := math.Sqrt(squares/n - mean*mean)
	z := make([]float64, len(values))
	for i := range values {
		z[i] = math.NaN()
		if !takesPart[i] {
			continue
		}
		lag, w, s1 := 0.0, 0.0, 0.0
		for j, v := range values {
			if takesPart[j] {
				lag += weights[i][j] * v
				w += weights[i][j]
				s1 += weights[i][j] * weights[i][j]
			}
		}
		if w < n && s > 1e-6 {
			z[i] = (lag - w*mean) / (s * math.Sqrt((n*s1-w*w)/(n-1)))
		}
	}
	return z
}

func TestAgreesWithTextbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values, n := study(t)
		r, err := Test(values, n, Options{Style: Binary})
		if err != nil {
			t.Fatal(err)
		}
		tested := 0
		for i, want := range textbook(values, n) {
			if !near(r.Z[i], want, 1e-9) {
				t.Fatalf("z[%d] = %v, want %v", i, r.Z[i], want)
			}
			if !math.IsNaN(want) {
				tested++
			}
		}
		if r.Tested != tested || r.Tested+len(r.Untested) != len(values) {
			t.Fatalf("%d tested and %d not, of %d; want %d tested", r.Tested, len(r.Untested), len(values), tested)
		}
	})
}

// outcomes are the figures of a test that must not depend on how the values are written down.
func outcomes(t *rapid.T, values []float64, n geo.Neighbours, style Style) map[string][]float64 {
	r, err := Test(values, n, Options{Style: style})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]float64{"Gi*": r.Z, "Gi": r.Gi.Z, "local I": r.Local.I, "z of local I": r.Local.Z}
	if m := r.Global; m != nil {
		all["global I"] = []float64{m.I, m.Z, m.ZNormal}
	}
	return all
}

func TestInvariances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values, n := study(t)
		style := rapid.SampledFrom([]Style{Binary, RowStandardised}).Draw(t, "style")
		before := outcomes(t, values, n, style)
		same := func(name string, after map[string][]float64, sign float64) {
			for figure, were := range before {
				turns := 1.0
				if figure == "Gi*" || figure == "Gi" {
					turns = sign
				}
				if len(after[figure]) != len(were) {
					t.Fatalf("%s: %s went from %d figures to %d", name, figure, len(were), len(after[figure]))
				}
				for i, v := range after[figure] {
					if !near(v, turns*were[i], 1e-8) {
						t.Fatalf("%s: %s of %d is %v, was %v", name, figure, i, v, were[i])
					}
				}
			}
		}
		apply := func(f func(float64) float64) map[string][]float64 {
			changed := make([]float64, len(values))
			for i, v := range values {
				changed[i] = f(v)
			}
			return outcomes(t, changed, n, style)
		}
		same("shift", apply(func(v float64) float64 { return v + 12345 }), 1)
		same("shift below zero", apply(func(v float64) float64 { return v - 12345 }), 1)
		same("scale", apply(func(v float64) float64 { return v * 0.001 }), 1)
		same("negate", apply(func(v float64) float64 { return -v }), -1)

		order := rapid.Permutation(positions(len(values))).Draw(t, "order") // order[new] = old
		place := make([]int32, len(order))
		for at, old := range order {
			place[old] = int32(at)
		}
		moved, movedN := make([]float64, len(values)), make(geo.Neighbours, len(values))
		for at, old := range order {
			moved[at] = values[old]
			for _, j := range n[old] {
				movedN[at] = append(movedN[at], place[j])
			}
		}
		back := outcomes(t, moved, movedN, style)
		for figure, v := range back {
			if figure == "global I" {
				continue
			}
			there := make([]float64, len(v))
			for at, old := range order {
				there[old] = v[at]
			}
			back[figure] = there
		}
		same("order", back, 1)
	})
}

func positions(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	return p
}
