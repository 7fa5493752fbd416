package hotspot

import (
	"math"
	"math/bits"
	"testing"

	"hotspotmap/geo"
)

// grid gives the queen neighbours of a rows × columns grid, row by row.
func grid(rows, columns int) geo.Neighbours {
	n := make(geo.Neighbours, rows*columns)
	for i := range n {
		for j := range n {
			dr, dc := i/columns-j/columns, i%columns-j%columns
			if i != j && dr*dr <= 1 && dc*dc <= 1 {
				n[i] = append(n[i], int32(j))
			}
		}
	}
	return n
}

// line gives the neighbours of areas in a row.
func line(count int) geo.Neighbours { return grid(1, count) }

func must(t testing.TB, values []float64, n geo.Neighbours) Result {
	t.Helper()
	r, err := Test(values, n, Options{Style: RowStandardised})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func near(a, b, tolerance float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= tolerance*max(1, math.Abs(b))
}

// Five areas in a row with values 1, 2, 3, 4, 10: mean 4, s² = (9+4+1+0+36)/5 = 10.
// First: lag 3, W 2: (3 − 8) / √(10·(2·3)/4) = −5/√15. Third: lag 9, W 3: (9 − 12) / √(10·(3·2)/4) = −3/√15.
// Last: lag 14, W 2: 6/√15.
func TestWorkedByHand(t *testing.T) {
	r := must(t, []float64{1, 2, 3, 4, 10}, line(5))
	for i, want := range []float64{-5, -6, -3, 5, 6} {
		if want /= math.Sqrt(15); !near(r.Z[i], want, 1e-15) {
			t.Errorf("z[%d] = %v, want %v", i, r.Z[i], want)
		}
	}
}

// Under the null the values are dealt at random: the mean and variance of a neighbourhood's sum are those over every choice
// of W of the n values, which can be listed.
func TestMomentsAreThoseOfEveryPermutation(t *testing.T) {
	values := []float64{2, -3, 5, 5, 11, 0, 7, 1.5}
	neighbours := line(len(values))
	neighbours[0], neighbours[7] = []int32{1, 7}, []int32{0, 6}
	neighbours[3], neighbours[1] = []int32{1, 2, 4}, []int32{0, 2, 3}
	r := must(t, values, neighbours)
	for i := range values {
		members := uint(1 << i)
		for _, j := range neighbours[i] {
			members |= 1 << j
		}
		sumOf := func(set uint) (sum float64) {
			for j, v := range values {
				if set>>j&1 == 1 {
					sum += v
				}
			}
			return sum
		}
		var sums []float64
		for set := range uint(1 << len(values)) {
			if bits.OnesCount(set) == bits.OnesCount(members) {
				sums = append(sums, sumOf(set))
			}
		}
		mean, variance := 0.0, 0.0
		for _, s := range sums {
			mean += s / float64(len(sums))
		}
		for _, s := range sums {
			variance += (s - mean) * (s - mean) / float64(len(sums))
		}
		if want := (sumOf(members) - mean) / math.Sqrt(variance); !near(r.Z[i], want, 1e-12) {
			t.Errorf("z[%d] = %v, the permutations give %v", i, r.Z[i], want)
		}
	}
}

func TestUntested(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name   string
		values []float64
		n      geo.Neighbours
		want   []Untested
	}{
		{"nothing", nil, nil, nil},
		{"one area", []float64{3}, geo.Neighbours{nil}, []Untested{{0, Island}}},
		{"islands only", []float64{3, 4}, geo.Neighbours{nil, nil}, []Untested{{0, Island}, {1, Island}}},
		{"two that touch", []float64{3, 4}, line(2), []Untested{{0, Surrounded}, {1, Surrounded}}},
		{"the middle of three", []float64{3, 4, 5}, line(3), []Untested{{1, Surrounded}}},
		{"all missing", []float64{nan, nan}, line(2), []Untested{{0, NoValue}, {1, NoValue}}},
		{"cut off by a missing one", []float64{1, nan, 2, 3, 4}, line(5), []Untested{{0, NoNeighbours}, {1, NoValue}, {3, Surrounded}}},
		{"constant", []float64{0.1, 0.1, 0.1, 0.1}, line(4), []Untested{{0, Constant}, {1, Constant}, {2, Constant}, {3, Constant}}},
		{"all tested", []float64{0, 0, 0, 9}, line(4), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := must(t, c.values, c.n)
			if len(r.Untested) != len(c.want) || r.Tested != len(c.values)-len(c.want) {
				t.Fatalf("untested %v of %d, want %v", r.Untested, len(c.values), c.want)
			}
			for i, u := range r.Untested {
				if u != c.want[i] || !math.IsNaN(r.Z[u.Position]) || !math.IsNaN(r.PAdjusted[u.Position]) {
					t.Errorf("%v, want %v with NaN", u, c.want[i])
				}
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		n      geo.Neighbours
	}{
		{"too few values", []float64{1}, line(2)},
		{"infinite", []float64{1, math.Inf(1)}, line(2)},
		{"no such neighbour", []float64{1, 2}, geo.Neighbours{{2}, {0}}},
		{"own neighbour", []float64{1, 2}, geo.Neighbours{{0}, {0}}},
		{"a neighbour twice", []float64{1, 2}, geo.Neighbours{{1, 1}, {0}}},
	} {
		if _, err := Test(c.values, c.n, Options{Style: Binary}); err == nil {
			t.Errorf("%s: no error", c.name)
		}
	}
	for _, o := range []Options{{}, {Style: "queen"}, {Style: Binary, Permutations: -1}} {
		if _, err := Test([]float64{1, 2}, line(2), o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}
