package topology

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

func TestChain(t *testing.T) {
	// Two areas side by side with an island to the right, in pieces drawn in any direction.
	got := chain([]Arc{
		{Points: []Point{{1, 1}, {1, 0}}, Left: 2, Right: 1},
		{Points: []Point{{0, 1}, {1, 1}}, Left: 0, Right: 1},
		{Points: []Point{{0, 1}, {0, 0}}, Left: 1, Right: 0},
		{Points: []Point{{1, 0}, {0, 0}}, Left: 0, Right: 1},
		{Points: []Point{{1, 0}, {2, 0}, {2, 1}}, Left: 2, Right: 0},
		{Points: []Point{{1, 1}, {2, 1}}, Left: 0, Right: 2},
		{Points: []Point{{6, 0}, {5, 0}, {5, 1}}, Left: 0, Right: 3},
		{Points: []Point{{6, 0}, {5, 1}}, Left: 3, Right: 0},
	})
	want := []Arc{
		{Points: []Point{{1, 0}, {0, 0}, {0, 1}, {1, 1}}, Left: 0, Right: 1},
		{Points: []Point{{1, 0}, {1, 1}}, Left: 1, Right: 2},
		{Points: []Point{{1, 0}, {2, 0}, {2, 1}, {1, 1}}, Left: 2, Right: 0},
		{Points: []Point{{5, 0}, {6, 0}, {5, 1}, {5, 0}}, Left: 3, Right: 0},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Cut into pieces in any order, drawn in either direction, the arcs of a mesh come out again.
func TestChainAnyOrder(t *testing.T) {
	m, _, err := Build(birmingham(t), Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 0))
		var pieces []Arc
		for _, a := range m.Arcs {
			for start, end := 0, 0; end+1 < len(a.Points); start = end {
				end = min(start+1+random.IntN(5), len(a.Points)-1)
				piece := Arc{Points: a.Points[start : end+1], Left: a.Left, Right: a.Right}
				if random.IntN(2) == 1 {
					piece = piece.reversed()
				}
				pieces = append(pieces, piece)
			}
		}
		random.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
		if got := chain(pieces); !reflect.DeepEqual(got, m.Arcs) {
			t.Errorf("seed %d: %d arcs differ from the %d of the mesh", seed, len(got), len(m.Arcs))
		}
	}
}
