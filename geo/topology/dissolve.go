package topology

// Dissolve merges areas into n parents: parents[aid−1] is the parent's aid, 0 to drop the area. Borders inside a
// parent vanish; the others keep every point. A parent that no area is merged into has no polygons, at
// no zoom.
func (m *Mesh) Dissolve(parents []uint32, n int) *Mesh {
	parent := func(aid uint32) uint32 {
		if aid == 0 {
			return 0
		}
		return parents[aid-1]
	}
	var pieces []Arc
	for _, a := range m.Arcs {
		if left, right := parent(a.Left), parent(a.Right); left != right {
			pieces = append(pieces, Arc{Points: a.Points, Left: left, Right: right})
		}
	}
	return newMesh(chain(pieces), n, m.grid, nil)
}
