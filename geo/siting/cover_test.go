package siting

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestMaximal(t *testing.T) {
	// Greedy takes the middle candidate, which covers 6 of 10, and then reaches 8; the two outer ones cover all 10.
	trap := Cover{Need: []float64{2, 3, 3, 2}, Covers: [][]int32{{1, 2}, {0, 1}, {2, 3}}}
	for _, c := range []struct {
		name  string
		cover Cover
		k     int
		want  Solution
	}{
		{"the best one", trap, 1, Solution{[]int{0}, 6, 6}},
		{"the best two do without the best one", trap, 2, Solution{[]int{1, 2}, 10, 10}},
		{"a third would add nothing", trap, 3, Solution{[]int{1, 2}, 10, 10}},
		{"of equals, the first", Cover{Need: []float64{1, 1}, Covers: [][]int32{{0}, {1}}}, 1, Solution{[]int{0}, 1, 1}},
		{"no candidates", Cover{Need: []float64{1}}, 2, Solution{}},
		{"no need", Cover{Need: []float64{0, 0}, Covers: [][]int32{{0}, {1}}}, 2, Solution{}},
		{"nothing in reach", Cover{Need: []float64{5}, Covers: [][]int32{{}, {}}}, 2, Solution{}},
		{"none allowed", trap, 0, Solution{}},
		{"one useless, one not", Cover{Need: []float64{0, 5}, Covers: [][]int32{{0}, {1}}}, 2, Solution{[]int{1}, 5, 5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Maximal(c.cover, c.k, 0)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// drawCover draws a small cover with ties, empty candidates and points without need.
func drawCover(t *rapid.T) Cover {
	points := rapid.IntRange(1, 14).Draw(t, "points")
	c := Cover{Need: make([]float64, points)}
	for i := range c.Need {
		c.Need[i] = float64(rapid.IntRange(0, 9).Draw(t, "need")) / 7
	}
	for range rapid.IntRange(0, 9).Draw(t, "candidates") {
		var covered []int32
		for point := range points {
			if rapid.IntRange(0, 2).Draw(t, "covers") == 0 {
				covered = append(covered, int32(point))
			}
		}
		c.Covers = append(c.Covers, covered)
	}
	return c
}

// covered adds up the need that a set of candidates covers.
func (c Cover) covered(set ...int) float64 {
	seen, sum := map[int32]bool{}, 0.0
	for _, candidate := range set {
		for _, point := range c.Covers[candidate] {
			if !seen[point] {
				seen[point], sum = true, sum+c.Need[point]
			}
		}
	}
	return sum
}

// enumerated is the most that k candidates cover, by trying every set of them.
func (c Cover) enumerated(k int) float64 {
	best := 0.0
	var try func(from int, set []int)
	try = func(from int, set []int) {
		best = max(best, c.covered(set...))
		for candidate := from; candidate < len(c.Covers) && len(set) < k; candidate++ {
			try(candidate+1, append(set, candidate))
		}
	}
	try(0, nil)
	return best
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

func TestMaximalIsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, k := drawCover(t), rapid.IntRange(1, 5).Draw(t, "k")
		got, want := Maximal(c, k, 0), c.enumerated(k)
		if !near(got.Gain, want) || !got.Proven() || len(got.Candidates) > k || !near(c.covered(got.Candidates...), got.Gain) {
			t.Fatalf("%+v of at most %d, want %v", got, k, want)
		}
	})
}

// With no effort to spend the answer is the one of greedy and swap: never less than 1 − 1/e of the best, never above its bound.
func TestWithoutEffort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, k := drawCover(t), rapid.IntRange(1, 5).Draw(t, "k")
		got, want := Maximal(c, k, 1), c.enumerated(k)
		if got.Gain < (1-1/math.E)*want-1e-9 || got.Bound < want-1e-9 {
			t.Fatalf("%+v, the best is %v", got, want)
		}
		p := c.reduce()
		if greedy := p.gain(p.greedy(k)); greedy < (1-1/math.E)*want-1e-9 || greedy > got.Gain+1e-9 {
			t.Fatalf("greedy %v, greedy and swap %v, the best %v", greedy, got.Gain, want)
		}
	})
}

func TestWhatDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, k := drawCover(t), rapid.IntRange(1, 4).Draw(t, "k")
		gain := Maximal(c, k, 0).Gain

		useless := Cover{Need: c.Need, Covers: append([][]int32{{}}, c.Covers...)}
		if got := Maximal(useless, k, 0); !near(got.Gain, gain) || len(got.Candidates) > 0 && got.Candidates[0] == 0 {
			t.Fatalf("with a useless candidate %+v, want %v", got, gain)
		}

		order := rapid.Permutation(seq(len(c.Covers))).Draw(t, "order")
		shuffled := Cover{Need: c.Need}
		for _, candidate := range order {
			shuffled.Covers = append(shuffled.Covers, c.Covers[candidate])
		}
		if got := Maximal(shuffled, k, 0).Gain; !near(got, gain) {
			t.Fatalf("in another order %v, want %v", got, gain)
		}

		scaled := Cover{Covers: c.Covers}
		for _, need := range c.Need {
			scaled.Need = append(scaled.Need, need*1000)
		}
		if got := Maximal(scaled, k, 0).Gain; !near(got, gain*1000) {
			t.Fatalf("scaled %v, want %v", got, gain*1000)
		}

		if more := Maximal(c, k+1, 0).Gain; more < gain-1e-9 {
			t.Fatalf("%v with %d, %v with one more", gain, k, more)
		}
	})
}

func seq(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// city scatters demand points and candidates over a square whose side is a number of walking distances, in clusters, as people
// and buildings are.
func city(seed uint64, points, candidates int, side float64) Cover {
	random := rand.New(rand.NewPCG(seed, 1))
	type place struct{ x, y float64 }
	var centres []place
	for range 12 {
		centres = append(centres, place{random.Float64() * side, random.Float64() * side})
	}
	somewhere := func() place {
		centre := centres[random.IntN(len(centres))]
		return place{centre.x + random.NormFloat64()*side/8, centre.y + random.NormFloat64()*side/8}
	}
	c := Cover{Need: make([]float64, points), Covers: make([][]int32, candidates)}
	at := make([]place, points)
	for i := range at {
		at[i], c.Need[i] = somewhere(), math.Round(1000*(0.3+random.Float64()))
	}
	for j := range c.Covers {
		site := somewhere()
		for i, p := range at {
			if math.Hypot(p.x-site.x, p.y-site.y) <= 1 {
				c.Covers[j] = append(c.Covers[j], int32(i))
			}
		}
	}
	return c
}

func BenchmarkMaximal(b *testing.B) {
	for _, size := range []struct {
		points, candidates int
		side               float64
	}{{700, 300, 15}, {1700, 500, 40}, {30000, 300, 15}} {
		c := city(7, size.points, size.candidates, size.side)
		for _, k := range []int{1, 3, 5, 10} {
			b.Run(fmt.Sprintf("points=%d/candidates=%d/k=%d", size.points, size.candidates, k), func(b *testing.B) {
				proven := 0.0
				for b.Loop() {
					if Maximal(c, k, 0).Proven() {
						proven = 1
					}
				}
				b.ReportMetric(proven, "proven")
			})
		}
	}
}
