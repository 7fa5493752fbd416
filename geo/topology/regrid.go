package topology

// regrid moves a mesh onto a coarser grid: at gives each point its place there, and every border gets a point where it
// crosses a cut line. The result is noded again, and every area is kept.
func (m *Mesh) regrid(g grid, at func(Point) Point, cuts cutLines) *Mesh {
	b := newSoupBuilder(m.Vertices(), 2*m.Vertices())
	for _, a := range m.Arcs {
		path := make([]Point, len(a.Points))
		for i, p := range a.Points {
			path[i] = at(p)
		}
		for _, aid := range [...]uint32{a.Left, a.Right} {
			if aid != 0 {
				b.addPath(path, aid)
			}
		}
	}
	var wanted []uint32
	for i, arcs := range m.borders {
		if len(arcs) > 0 {
			wanted = append(wanted, uint32(i+1))
		}
	}
	s := settle(b.soup(), cuts, wanted,
		func(*subdivision) rules {
			return rules{
				aid: func(label uint32) uint32 { return label },
				// A mesh has no disputes, and noding makes none.
				precedes: func(a, b uint32) bool { return a < b },
			}
		},
		func(aid uint32) Point { return at(toDegrees(m.InsidePoint(aid))) },
	)
	return newMesh(s.borders(s.owners), m.n, g, s.standIns)
}
