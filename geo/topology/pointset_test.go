package topology

import (
	"testing"

	"pgregory.net/rapid"
)

// The same point has the same number, and numbers are given in order.
func TestPointSet(t *testing.T) {
	coordinate := rapid.OneOf(rapid.Int32Range(-3, 3), rapid.Int32())
	rapid.Check(t, func(t *rapid.T) {
		set := newPointSet(rapid.IntRange(0, 50).Draw(t, "room"))
		numbers := make(map[Point]int32)
		for range rapid.IntRange(0, 200).Draw(t, "points") {
			p := Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
			want, known := numbers[p]
			if !known {
				want = int32(len(numbers))
				numbers[p] = want
			}
			if got := set.number(p); got != want || set.points[got] != p {
				t.Fatalf("%v is number %d, want %d", p, got, want)
			}
		}
		if len(set.points) != len(numbers) {
			t.Fatalf("%d points, want %d", len(set.points), len(numbers))
		}
	})
}
