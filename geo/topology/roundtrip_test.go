package topology

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// TestPolygonsGiveTheMeshBack: the polygons of a mesh, drawn from a store or a file, make the same mesh and need no
// repair.
func TestPolygonsGiveTheMeshBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		areas := partition(t)
		if rapid.Bool().Draw(t, "twice") {
			areas = append(areas, areas[0]) // one of them will be lost
		}
		m, _, err := Build(areas, Options{SnapM: 1})
		if err != nil {
			t.Fatal(err)
		}
		drawn := make([]geo.Area, m.Len())
		for i := range drawn {
			drawn[i].Geometry = m.MultiPolygon(uint32(i + 1))
		}
		again, report, err := Build(drawn, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Repairs) > 0 {
			t.Fatalf("repaired %v", report.Repairs)
		}
		if !slices.EqualFunc(again.Arcs, m.Arcs, equalArcs) {
			t.Fatalf("arcs %v, were %v", again.Arcs, m.Arcs)
		}
	})
}

func equalArcs(a, b Arc) bool {
	return slices.Equal(a.Points, b.Points) && a.Left == b.Left && a.Right == b.Right
}
