package topology

// regrid moves a mesh onto a coarser grid: at gives each point its place there, and every border gets a point where it
// crosses a cut line. Every area is kept.
func (m *Mesh) regrid(g grid, at func(Point) Point, cuts cutLines) *Mesh {
	var all []Point
	for _, a := range m.Arcs {
		all = append(all, a.Points...)
	}
	d := m.draw(func(i int) Point { return at(all[i]) }, g.turned(), cuts)
	edges := d.edges()
	index := bucketEdges(d.points, edges)
	arcs, standIns := d.mend(edges, index, d.conflicted(edges, index, m.n), func(aid uint32) Point {
		return at(toDegrees(m.InsidePoint(aid)))
	})
	return newMesh(arcs, m.n, g, standIns)
}

// zoomRules are the rules of a coarser grid. A mesh has no disputes; where rounding makes one, the lesser aid precedes.
func zoomRules(*subdivision) rules {
	return rules{
		aid:      func(label uint32) uint32 { return label },
		precedes: func(a, b uint32) bool { return a < b },
	}
}
