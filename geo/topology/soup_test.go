package topology

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A soup has each segment once, sorted, with the labels that were added an odd number of times, and no point that no segment ends at.
func TestSoup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newSoupBuilder(0)
		odd := make(map[labelled]bool)
		n := rapid.Int32Range(1, 6).Draw(t, "points")
		for i := range n {
			b.point(Point{i, 7})
		}
		number := rapid.Int32Range(0, n-1)
		for range rapid.IntRange(0, 40).Draw(t, "segments") {
			u, v, label := number.Draw(t, "u"), number.Draw(t, "v"), rapid.Uint32Range(0, 3).Draw(t, "label")
			b.add(u, v, label)
			if u != v {
				key := labelled{edge{min(u, v), max(u, v)}, label}
				odd[key] = !odd[key]
			}
		}
		s := b.soup()
		used := make(map[int32]bool)
		found := 0
		for i, e := range s.edges {
			used[e.u], used[e.v] = true, true
			if i > 0 && (s.edges[i-1].u > e.u || s.edges[i-1].u == e.u && s.edges[i-1].v >= e.v) {
				t.Fatalf("edges %v", s.edges)
			}
			labels := s.labelsOf(int32(i))
			if len(labels) == 0 || !slices.IsSorted(labels) {
				t.Fatalf("labels %v of edge %v", labels, e)
			}
			for _, label := range labels {
				if !odd[labelled{edge{s.points[e.u].X, s.points[e.v].X}, label}] {
					t.Fatalf("edge %v has label %d", e, label)
				}
				found++
			}
		}
		for _, is := range odd {
			if is {
				found--
			}
		}
		if found != 0 || len(used) != len(s.points) {
			t.Fatalf("%d labels too many, %d points for %d that are used", found, len(s.points), len(used))
		}
	})
}
