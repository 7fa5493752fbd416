package hotspot

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"hotspotmap/geo"
)

// everyDraw is the two-sided p if each choice of k of the others came up once: what dealing without end would give.
func everyDraw(values []float64, neighbours geo.Neighbours, i int) float64 {
	var others []float64
	for j, v := range values {
		if j != i {
			others = append(others, v)
		}
	}
	observed := 0.0
	for _, j := range neighbours[i] {
		observed += values[j]
	}
	all, low, high := 0, 0, 0
	var choose func(from, left int, sum float64)
	choose = func(from, left int, sum float64) {
		if left == 0 {
			all++
			if sum <= observed+1e-9 {
				low++
			}
			if sum >= observed-1e-9 {
				high++
			}
			return
		}
		for j := from; j+left <= len(others); j++ {
			choose(j+1, left-1, sum+others[j])
		}
	}
	choose(0, len(neighbours[i]), 0)
	mean := 0.0
	for _, v := range others {
		mean += v / float64(len(others))
	}
	if observed > mean*float64(len(neighbours[i])) {
		return min(1, 2*float64(high)/float64(all))
	}
	return min(1, 2*float64(low)/float64(all))
}

// everySum is the same for Gi*: each choice of so many of all values.
func everySum(values []float64, neighbours geo.Neighbours, i int) float64 {
	all := append([]float64{math.NaN()}, values...) // of which the first is left out
	list := geo.Neighbours{{int32(i + 1)}}
	for _, j := range neighbours[i] {
		list[0] = append(list[0], j+1)
	}
	return everyDraw(all, list, 0)
}

func TestDealingApproachesEveryDraw(t *testing.T) {
	const draws = 40_000
	random := rand.New(rand.NewPCG(3, 4))
	for name, value := range map[string]func(i int) float64{
		"distinct values":        func(int) float64 { return random.NormFloat64() },
		"counts, most of them 0": func(int) float64 { return float64(max(0, random.IntN(12)-8)) },
		"one is not like others": func(i int) float64 { return map[bool]float64{true: 5}[i == 7] },
		"below zero":             func(int) float64 { return -100 + float64(random.IntN(5)) },
	} {
		t.Run(name, func(t *testing.T) {
			n := grid(3, 5)
			n[0] = []int32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10} // more than half of the others
			values := make([]float64, len(n))
			for i := range values {
				values[i] = value(i)
			}
			r, err := Test(values, n, Options{Style: Binary, Permutations: draws, Seed: 5})
			if err != nil {
				t.Fatal(err)
			}
			for i := range values {
				want := everyDraw(values, n, i)
				if math.Abs(r.Gi.P[i]-want) > 5*math.Sqrt(want/draws)+3.0/draws {
					t.Errorf("area %d: p of Gi %v, every draw gives %v", i, r.Gi.P[i], want)
				}
				want = everySum(values, n, i)
				if math.Abs(r.P[i]-want) > 5*math.Sqrt(want/draws/referenceDraws)+3.0/draws/referenceDraws {
					t.Errorf("area %d: p of Gi* %v, every draw gives %v", i, r.P[i], want)
				}
			}
		})
	}
}

// North Carolina's sudden infant deaths of 1974: where all of a county's k neighbours have none, the chance that k of the other 99
// counties have none is that of drawing k of those with none.
func TestTiesCountOnBothSides(t *testing.T) {
	const draws = 9999
	d := dataSets(t)["nc.sids SID74"]
	r, err := Test(d.values, d.neighbours, Options{Style: Binary, Permutations: draws, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	none := 0
	for _, v := range d.values {
		if v == 0 {
			none++
		}
	}
	found := 0
	for i, list := range d.neighbours {
		around := 0.0
		for _, j := range list {
			around += d.values[j]
		}
		if around > 0 || len(list) == 0 {
			continue
		}
		found++
		of := none
		if d.values[i] == 0 {
			of--
		}
		chance := 1.0
		for step := range list {
			chance *= float64(of-step) / float64(len(d.values)-1-step)
		}
		want := 2 * chance
		if math.Abs(r.Gi.P[i]-want) > 5*2*math.Sqrt(chance/draws) {
			t.Errorf("county %d with %d neighbours: p %v, drawing gives %v", i+1, len(list), r.Gi.P[i], want)
		}
	}
	if found != 2 {
		t.Errorf("%d counties have only neighbours without deaths, expected 2", found)
	}
}

func TestSameForAnyNumberOfThreads(t *testing.T) {
	d := dataSets(t)["boston NOX"]
	var first Result
	for _, threads := range []int{1, 2, 3, 16, 0} {
		r, err := Test(d.values, d.neighbours, Options{Style: RowStandardised, Permutations: 199, Seed: 7, Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		if threads == 1 {
			first = r
		} else if !reflect.DeepEqual(r, first) {
			t.Errorf("%d threads give another result than 1", threads)
		}
	}
	other, err := Test(d.values, d.neighbours, Options{Style: RowStandardised, Permutations: 199, Seed: 8})
	if err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(other.Gi.P, first.Gi.P) {
		t.Error("another seed gives the same p")
	}
}

// Dealing is under the null of Gi, whose z is nearly normal with many neighbours.
func TestDealingAgreesWithGi(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const count, k, draws = 300, 40, 1999
	values, n := make([]float64, count), make(geo.Neighbours, count)
	for i := range values {
		values[i] = random.NormFloat64()
		for _, j := range random.Perm(count - 1)[:k] {
			if j >= i {
				j++
			}
			n[i] = append(n[i], int32(j))
		}
	}
	r, err := Test(values, n, Options{Style: RowStandardised, Permutations: draws, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range r.Gi.P {
		if math.Abs(p-twoSided(r.Gi.Z[i])) > 0.06 {
			t.Errorf("area %d: dealt p %v, that of the z %v", i, p, twoSided(r.Gi.Z[i]))
		}
	}
	if got, want := r.Global.PPermuted, r.Global.P; math.Abs(got-want) > 0.06 {
		t.Errorf("global I: dealt p %v, analytic %v", got, want)
	}
}

func TestTwoSidedTail(t *testing.T) {
	for _, c := range []struct {
		tail
		above bool
		draws int
		want  float64
	}{
		{tail{999, 0}, true, 999, 0.002},
		{tail{0, 999}, false, 999, 0.002},
		{tail{10, 989}, false, 999, 0.022},
		{tail{10, 989}, true, 999, 1},
		{tail{999, 999}, true, 999, 1},
		{tail{500, 500}, false, 999, 1},
		{tail{0, 0}, true, 0, 1},
	} {
		if got := c.p(c.draws, c.above); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%+v: p %v", c, got)
		}
	}
}

// Where a few values are far below the others, an area may be above the average and yet lower than nearly all: it is not hot.
func TestNoHotspotOnTheWrongSide(t *testing.T) {
	values := make([]float64, 200)
	for i := range values {
		values[i] = 1
	}
	values[0], values[100] = -1000, 0
	r, err := Test(values, line(200), Options{Style: Binary, Permutations: 999, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Z[101] <= 0 || r.P[101] < 0.5 || r.Gi.P[101] < 0.5 {
		t.Errorf("beside the 0: z %v, p %v, of Gi %v; want a z above 0 and no small p", r.Z[101], r.P[101], r.Gi.P[101])
	}
}

// Grids of made-up values with as many areas as England, Greater Manchester and Birmingham have neighbourhoods.
func BenchmarkNation(b *testing.B)      { benchmark(b, 180, 188, 0, 999) }
func BenchmarkConurbation(b *testing.B) { benchmark(b, 41, 42, 9999) }
func BenchmarkCity(b *testing.B)        { benchmark(b, 25, 26, 9999) }

func benchmark(b *testing.B, rows, columns int, permutations ...int) {
	random := rand.New(rand.NewPCG(1, 2))
	n := sixes(rows, columns)
	values := make([]float64, len(n))
	for i := range values {
		values[i] = math.Round(1000*math.Exp(random.NormFloat64())) / 1000
	}
	for _, draws := range permutations {
		b.Run(fmt.Sprintf("%dPermutations", draws), func(b *testing.B) {
			for b.Loop() {
				if _, err := Test(values, n, Options{Style: RowStandardised, Permutations: draws, Seed: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// sixes gives the neighbours of a grid's cells along its rows, columns and one diagonal: 6 each, as many as neighbourhoods have.
func sixes(rows, columns int) geo.Neighbours {
	n := make(geo.Neighbours, rows*columns)
	for i := range n {
		r, c := i/columns, i%columns
		for _, step := range [][2]int{{-1, -1}, {-1, 0}, {0, -1}, {0, 1}, {1, 0}, {1, 1}} {
			if y, x := r+step[0], c+step[1]; y >= 0 && y < rows && x >= 0 && x < columns {
				n[i] = append(n[i], int32(y*columns+x))
			}
		}
	}
	return n
}
