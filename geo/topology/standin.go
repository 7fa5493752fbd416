package topology

import "slices"

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

// over returns the soup with the squares added to it.
func (s *standIns) over(base *soup) *soup {
	if len(s.placed) == 0 {
		return base
	}
	b := newSoupBuilder(len(base.points)+4*len(s.placed), len(base.labels)+4*len(s.placed))
	for _, p := range base.points {
		b.point(p)
	}
	b.addSplit(base, nil)
	for _, p := range s.placed {
		b.addPath(p.square(), p.aid|standInLabel)
	}
	return b.soup()
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
