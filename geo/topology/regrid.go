package topology

import "slices"

// regrid moves a mesh onto a coarser grid: at gives each point its place there, and every border gets a point where it
// crosses a cut line. The result is noded again and every area is kept: one that has no ground left on the grid gets a
// stand-in, which takes precedence over the areas it covers.
func (m *Mesh) regrid(g grid, at func(Point) Point, cuts cutLines) *Mesh {
	paths := make([]Arc, len(m.Arcs))
	total := 0
	for i, a := range m.Arcs {
		points := make([]Point, 0, len(a.Points))
		for _, p := range a.Points {
			if q := at(p); len(points) == 0 || points[len(points)-1] != q {
				points = append(points, q)
			}
		}
		paths[i] = Arc{Points: points, Left: a.Left, Right: a.Right}
		total += len(points)
	}
	stands := standIns{taken: make(map[Point]bool)}
	for {
		b := newSoupBuilder(total, 2*total)
		for _, a := range paths {
			for _, aid := range [...]uint32{a.Left, a.Right} {
				if aid != 0 {
					b.addPath(a.Points, aid)
				}
			}
		}
		for _, s := range stands.placed {
			b.addPath(s.square(), s.aid|standInLabel)
		}
		s := b.soup()
		noded, _ := node(s, cuts.crossings(s))
		d := subdivide(noded)
		owners, _ := d.own(rules{
			aid:      func(label uint32) uint32 { return label &^ standInLabel },
			precedes: func(a, b uint32) bool { return a >= standInLabel && b < standInLabel },
		})
		missing := m.missing(owners)
		if len(missing) == 0 {
			out := newMesh(d.borders(owners), m.n, g, nil)
			out.StandIns = stands.aids()
			return out
		}
		for _, aid := range missing {
			stands.place(aid, at(toDegrees(m.InsidePoint(aid))))
		}
	}
}

// missing returns the aids that own no face although there is a place for them.
func (m *Mesh) missing(owners []uint32) []uint32 {
	has := make([]bool, m.n+1)
	for _, owner := range owners {
		has[owner] = true
	}
	var missing []uint32
	for aid := 1; aid <= m.n; aid++ {
		_, anchored := m.anchors[uint32(aid)]
		if !has[aid] && (anchored || len(m.borders[aid-1]) > 0) {
			missing = append(missing, uint32(aid))
		}
	}
	return missing
}

// standInLabel marks the label of a stand-in; aids are below it.
const standInLabel = 1 << 31

// standIn is the smallest shape that shows an area: a square of one unit, so that it takes the least from others.
type standIn struct {
	aid    uint32
	corner Point // the least one
}

func (s standIn) square() []Point {
	x, y := s.corner.X, s.corner.Y
	return []Point{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}, {x, y}}
}

// standIns are stand-ins in different places, so that none hides another.
type standIns struct {
	placed []standIn
	taken  map[Point]bool // corners
}

// place puts an area's stand-in as near to a point as there is room: it looks around it in ever larger squares.
func (s *standIns) place(aid uint32, near Point) {
	for reach := int32(0); ; reach++ {
		for dy := -reach; dy <= reach; dy++ {
			for dx := -reach; dx <= reach; dx++ {
				corner := Point{near.X + dx, near.Y + dy}
				if max(dx, -dx, dy, -dy) == reach && !s.taken[corner] {
					s.taken[corner] = true
					s.placed = append(s.placed, standIn{aid, corner})
					return
				}
			}
		}
	}
}

func (s *standIns) aids() []uint32 {
	var aids []uint32
	for _, p := range s.placed {
		aids = append(aids, p.aid)
	}
	slices.Sort(aids)
	return aids
}
