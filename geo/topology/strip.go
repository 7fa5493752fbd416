package topology

import (
	"math"
	"slices"
	"sync"
)

// A strip is a part of an area that has no width on a grid: its two sides have come to lie on one another. It is a tongue of the area, an
// inlet into it, or a neck between two of its parts. One that reaches far is kept, a unit wide.

// stripLabel marks the label of a link of a strip: 1 + its number follows. Aids are below it, and stand-ins beyond.
const stripLabel = 1 << 30

// stripReach is how far, in units, a strip may at least reach and be left out, and a link be from the border as it is: a unit, as far as
// borders may be from their source where a grid is finest, and a hair more, since a strip along the grid has one side just there.
const stripReach = 1 + 1e-6

// stripStep is how far along a border it is looked for where it has left its area, in units.
const stripStep = 0.5

// strips returns links for the strips that a patch lacks and that reach further than leftOut from what is left of their areas' borders.
func (m *mending) strips(p *patch) []link {
	if math.IsInf(m.leftOut, 1) {
		return nil
	}
	s := p.settled
	f := stripFinder{settled: s, borders: make(map[uint32][]edge)}
	f.index = sync.OnceValue(func() *buckets { return bucketEdges(s.points, s.edges) })
	for i, e := range s.edges {
		left, right := s.owners[s.face[2*i]], s.owners[s.face[2*i+1]]
		if left != right {
			f.borders[left] = append(f.borders[left], e)
			f.borders[right] = append(f.borders[right], e)
		}
	}
	for arc := range m.arcsOf(p.aids) {
		left, right := m.labels(arc)
		for _, aid := range [...]uint32{left, right} {
			if aid == 0 || m.mended.has[aid] {
				f.follow(aid, aid == left, m.exact(arc), m.leftOut)
			}
		}
	}
	return f.found
}

type stripFinder struct {
	settled
	index   func() *buckets   // of all edges
	borders map[uint32][]edge // by aid, what it has; of 0 those of what is open
	found   []link
	ahead   []bool // of found: the area's border goes the way of the axis there, the area on its left
}

// follow finds the links along a path that was an area's border, with the area on its left or on its right.
func (f *stripFinder) follow(aid uint32, onLeft bool, path []position, leftOut float64) {
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], path[i]
		ahead := onLeft == (from.x < to.x)
		if math.Abs(to.y-from.y) > math.Abs(to.x-from.x) {
			ahead = onLeft == (from.y < to.y)
		}
		var along func(a, b position)
		along = func(a, b position) {
			if f.near(aid, a, b, leftOut) {
				return
			}
			middle := position{(a.x + b.x) / 2, (a.y + b.y) / 2}
			if max(math.Abs(b.x-a.x), math.Abs(b.y-a.y)) > stripStep {
				along(a, middle)
				along(middle, b)
				return
			}
			if f.near(aid, a, a, leftOut) && f.near(aid, middle, middle, leftOut) && f.near(aid, b, b, leftOut) {
				return // to several borders, one after the other
			}
			// Near the end of a strip the link of the middle may reach too far beyond it, and that of a place up to a unit away not.
			length := max(math.Hypot(to.x-from.x, to.y-from.y), 1e-9)
			before, after := min(1, math.Hypot(a.x-from.x, a.y-from.y))/length, min(1, math.Hypot(to.x-b.x, to.y-b.y))/length
			for _, place := range [...]position{
				middle, a, b,
				{a.x + before*(from.x-to.x), a.y + before*(from.y-to.y)}, {b.x + after*(to.x-from.x), b.y + after*(to.y-from.y)},
			} {
				l := linkAt(aid, from, to, place)
				if !l.within(leftOut, path) {
					continue
				}
				if !slices.Contains(f.links, l) && !f.drawn(l, ahead, place, leftOut) && f.ownerBeside(l.beside()) != aid {
					f.found, f.ahead = append(f.found, l), append(f.ahead, ahead)
				}
				return
			}
		}
		along(from, to)
	}
}

// drawn reports whether a link has been found already, or one from the other side of the strip that goes by so near.
func (f *stripFinder) drawn(l link, ahead bool, place position, most float64) bool {
	for i, g := range f.found {
		switch {
		case g == l:
			return true
		case g.aid != l.aid || f.ahead[i] == ahead || !g.beganWith(l):
			continue
		}
		for _, side := range [...][2]Point{{g.corners[0], g.corners[1]}, {g.corners[3], g.corners[2]}} {
			if squareDistance(place, side[0].position(), side[1].position()) <= most*most {
				return true
			}
		}
	}
	return false
}

// near reports whether one of the borders that an area has is near to a whole segment: to both of its ends.
func (f *stripFinder) near(aid uint32, a, b position, most float64) bool {
	from, reach := a.point(), int32(min(most, maxZoomSize))+2
	for _, e := range f.borders[aid] {
		u, v := f.points[e.u], f.points[e.v]
		if max(u.X, v.X)+reach < from.X || min(u.X, v.X)-reach > from.X || max(u.Y, v.Y)+reach < from.Y || min(u.Y, v.Y)-reach > from.Y {
			continue // nearly always
		}
		if squareDistance(a, u.position(), v.position()) <= most*most && squareDistance(b, u.position(), v.position()) <= most*most {
			return true
		}
	}
	return false
}

// ownerBeside returns who has the ground to the left of a point, and above.
func (f *stripFinder) ownerBeside(p Point) uint32 {
	half := f.rightOf(p, f.index())
	if half < 0 {
		return 0
	}
	return f.owners[f.face[half]]
}
