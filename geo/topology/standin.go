package topology

import (
	"iter"
	"slices"
)

// standInLabel marks the label of a stand-in; all others are below it.
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
	shown  map[uint32]bool // aids
	taken  map[Point]bool  // corners
	full   map[Point]int32 // places → how far around them every corner is known to be taken
}

func newStandIns() *standIns {
	return &standIns{shown: make(map[uint32]bool), taken: make(map[Point]bool), full: make(map[Point]int32)}
}

// with returns the soup with the links of strips and squares of stand-ins added to it.
func (s *soup) with(links []link, stands []standIn) *soup {
	if len(links)+len(stands) == 0 {
		return s
	}
	b := newSoupBuilder(len(s.points) + 4*(len(links)+len(stands)))
	for _, p := range s.points {
		b.point(p)
	}
	b.addSplit(s, nil)
	for i, l := range links {
		b.addPath(l.around(), stripLabel+1+uint32(i))
	}
	for _, s := range stands {
		b.addPath(s.square(), s.aid|standInLabel)
	}
	return b.soup()
}

// place puts an area's stand-in as near to a point as there is room: it looks around it in ever larger squares, from
// the first that may not be full. What is full around a point is so around those beside it, but for one unit.
func (s *standIns) place(aid uint32, near Point) {
	reach := s.full[near]
	for beside := range around(near, 1) {
		reach = max(reach, s.full[beside]-1)
	}
	for ; ; reach++ {
		s.full[near] = reach
		for corner := range around(near, reach) {
			if !s.taken[corner] {
				s.taken[corner], s.shown[aid] = true, true
				s.placed = append(s.placed, standIn{aid, corner})
				return
			}
		}
	}
}

// hide returns the areas without a stand-in whose ground the others' cover, and the grounds that they do not.
func (s *standIns) hide(grounds []ground) (hidden []uint32, others []ground) {
	for _, g := range grounds {
		if s.cover(g) && !s.shown[g.aid] {
			hidden = append(hidden, g.aid)
		} else {
			others = append(others, g)
		}
	}
	return hidden, others
}

// cover reports whether every unit of a ground's box has a stand-in.
func (s *standIns) cover(g ground) bool {
	for y := g.lo.Y; y < g.hi.Y; y++ {
		for x := g.lo.X; x < g.hi.X; x++ {
			if !s.taken[Point{x, y}] {
				return false
			}
		}
	}
	return true
}

// around yields the points of the rim of a square around a point, row by row.
func around(centre Point, reach int32) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for dy := -reach; dy <= reach; dy++ {
			step := max(2*reach, 1) // from one side to the other
			if dy == -reach || dy == reach {
				step = 1
			}
			for dx := -reach; dx <= reach; dx += step {
				if !yield(Point{centre.X + dx, centre.Y + dy}) {
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
