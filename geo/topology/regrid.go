package topology

// regrid moves a mesh onto a coarser grid: at gives the place there of a point of an arc, by its number counting through all arcs,
// and whether it is drawn; near the place for an area's stand-in. Every border gets a point where it crosses a cut line, and every area is kept.
func (m *Mesh) regrid(g grid, at func(point int) (p position, drawn bool), near func(aid uint32) Point, cuts cutLines) *Mesh {
	d := m.draw(at, g.turned(), cuts)
	edges := d.edges()
	index := bucketEdges(d.points, edges)
	arcs, standIns := d.mend(edges, index, d.conflicted(edges, index, m.n), near)
	return newMesh(arcs, m.n, g, standIns)
}

// zoomRules are the rules of a coarser grid. A mesh has no disputes; where rounding makes one, the lesser aid precedes.
func zoomRules(*subdivision) rules {
	return rules{
		aid:      func(label uint32) uint32 { return label },
		precedes: func(a, b uint32) bool { return a < b },
	}
}
