package topology

import (
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
