package topology

// regrid moves a mesh onto a coarser grid: at gives the place there of a point of an arc, by its number counting through all arcs,
// and whether it is drawn; near the place for an area's stand-in. Every border gets a point where it crosses a cut line, and every area is kept.
func (m *Mesh) regrid(g grid, at func(point int) (p position, drawn bool), near func(aid uint32) Point, leftOut float64, cuts cutLines) *Mesh {
	d := m.draw(at, g.turned(), cuts)
	arcs, standIns := d.mend(d.conflicts(), near, leftOut)
	return newMesh(arcs, m.n, g, standIns)
}

// zoomRules are the rules of a coarser grid: a mesh has no disputes, but rounding makes some, and as in the base mesh the smaller
// area precedes.
func zoomRules(d *subdivision) rules {
	sizes := make(map[uint32]int64)
	for face, size := range d.sizes() {
		for _, label := range d.covers[face] {
			sizes[label] += size
		}
	}
	return rules{
		aid: func(label uint32) uint32 { return label },
		precedes: func(a, b uint32) bool {
			return sizes[a] < sizes[b] || sizes[a] == sizes[b] && a < b
		},
	}
}
