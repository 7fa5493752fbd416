package topology

import "slices"

// reached returns the areas that a patch reaches into: where its rim has moved, or a border has come to end amid it, or no longer ends
// at a junction with others; where a new border does not get on with what is drawn beyond, and where a stand-in lies.
func (m *mending) reached(p *patch) []uint32 {
	found := m.found
	found.clear()
	for _, r := range p.rim {
		if !r.intact {
			found.add(m.mesh.Arcs[r.arc].Left)
			found.add(m.mesh.Arcs[r.arc].Right)
		}
	}
	touched := make(map[Point]bool)
	for _, piece := range p.pieces {
		l := line{piece.Points[0], piece.Points[1]}
		touched[l.a], touched[l.b] = true, true
		for _, q := range [...]Point{l.a, l.b} {
			if arc, ok := p.amidRim[q]; ok && piece.Left != beyond && piece.Right != beyond {
				found.add(m.mesh.Arcs[arc].Left)
				found.add(m.mesh.Arcs[arc].Right)
			}
		}
		if p.drawn[l] {
			continue
		}
		lo, hi := l.box()
		m.index.any(lo, hi, func(e int32) bool {
			if m.beyond(p, m.arcOf(m.edges[e].u)) && m.disturbs(p, piece, m.edges[e]) {
				m.addEdge(found, m.edges[e])
			}
			return false
		})
	}
	for _, end := range p.beside {
		if at, _ := m.stub(end); !touched[at] {
			m.addAround(found, m.merged.root(m.ends[end.arc()][end.side()]))
		}
	}
	laid := make(map[Point]bool)
	for _, s := range p.settled.standIns.placed {
		laid[s.corner] = true
	}
	for _, l := range p.settled.links {
		laid[l.beside()] = true
	}
	for at := range laid {
		if e, ok := nextLeft(m.points, m.edges, m.index, at); ok {
			found.add(m.facing(m.edges[e]))
		}
	}
	return slices.DeleteFunc(slices.Clone(found.aids), func(aid uint32) bool { return m.within(p, aid) })
}

// disturbs reports whether a new border might not get on with an edge beyond the patch: they meet, but at a point of the rim between
// two mended areas; or the edge is of another component, and so near that the border may have come past it.
func (m *mending) disturbs(p *patch, border Arc, e edge) bool {
	l := line{border.Points[0], border.Points[1]}
	lo, hi := l.box()
	u, v := m.points[e.u], m.points[e.v]
	if max(u.X, v.X) < lo.X || min(u.X, v.X) > hi.X || max(u.Y, v.Y) < lo.Y || min(u.Y, v.Y) > hi.Y {
		return false
	}
	if !p.parts[m.component[m.arcOf(e.u)]] || meet(l.a, l.b, u, v) != apart {
		return true
	}
	for _, q := range [...]Point{u, v} {
		if (q == l.a || q == l.b) && (border.atSea() || !p.onRim[q]) {
			return true
		}
	}
	return false
}

// atSea reports whether a border has nobody on one side.
func (a Arc) atSea() bool { return a.Left == 0 || a.Right == 0 }

// joinClose groups patches whose new borders come close to each other at sea, and reports whether any do.
func (m *mending) joinClose() (found bool) {
	type owned struct {
		least uint32
		line  line
	}
	const shift = 3 // cells of eight units
	cells := make(map[Point][]owned)
	for least, p := range m.patches {
		for _, piece := range p.pieces {
			l := line{piece.Points[0], piece.Points[1]}
			if !piece.atSea() || p.drawn[l] {
				continue
			}
			lo, hi := l.box()
			for x := lo.X >> shift; x <= hi.X>>shift; x++ {
				for y := lo.Y >> shift; y <= hi.Y>>shift; y++ {
					for _, other := range cells[Point{x, y}] {
						otherLo, otherHi := other.line.box()
						if other.least != least && otherLo.X <= hi.X && otherHi.X >= lo.X && otherLo.Y <= hi.Y && otherHi.Y >= lo.Y {
							m.group.join(int32(least), int32(other.least))
							found = true
						}
					}
					cells[Point{x, y}] = append(cells[Point{x, y}], owned{least, l})
				}
			}
		}
	}
	return found
}
