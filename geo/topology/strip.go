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

// stripReach is how far, in units, a strip may at least reach and be left out, and linkReach how far a corner of a link may at least be from
// the border as it is: less than a unit, as far as borders may be from their source where a grid is finest.
const (
	stripReach = 0.9
	linkReach  = 0.97
)

// stripStep is how far along a border it is looked for where it has left its area, in units.
const stripStep = 0.5

// link is a piece of a strip that goes a unit along one axis, and is a unit wide along the other.
type link struct {
	aid     uint32 // 0: open
	corners [4]Point
}

// around returns the way around a link.
func (l link) around() []Point { return append(l.corners[:], l.corners[0]) }

// within reports whether every corner of a link is so near a path.
func (l link) within(most float64, path []position) bool {
	for _, corner := range l.corners {
		least := math.Inf(1)
		for i := 1; i < len(path); i++ {
			least = min(least, squareDistance(corner.position(), path[i-1], path[i]))
		}
		if least > most*most {
			return false
		}
	}
	return true
}

// linkAt returns the link of a strip at a place on the line through a and b: where it begins and ends, the line passes between its corners.
func linkAt(aid uint32, a, b, place position) link {
	steep := math.Abs(b.y-a.y) > math.Abs(b.x-a.x)
	if steep {
		a, b, place = position{a.y, a.x}, position{b.y, b.x}, position{place.y, place.x}
	}
	slope := 0.0
	if a.x != b.x {
		slope = (b.y - a.y) / (b.x - a.x)
	}
	x := math.Floor(place.x)
	from, to := math.Floor(a.y+(x-a.x)*slope), math.Floor(a.y+(x+1-a.x)*slope)
	l := link{aid, [4]Point{
		{int32(x), int32(from)}, {int32(x) + 1, int32(to)}, {int32(x) + 1, int32(to) + 1}, {int32(x), int32(from) + 1},
	}}
	if steep {
		for i, p := range l.corners {
			l.corners[i] = Point{p.Y, p.X}
		}
	}
	return l
}

// beside returns a point to the left of which, and above, is the ground of a link.
func (l link) beside() Point {
	if l.corners[0].Y == l.corners[3].Y { // steep
		return l.corners[3]
	}
	return l.corners[1]
}

// strips returns links for the strips that a patch lacks and that reach further than leftOut from what is left of their areas' borders.
func (m *mending) strips(p *patch) []link {
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
				f.follow(aid, m.exact(arc), m.leftOut)
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
}

// follow finds the links along a path that was an area's border.
func (f *stripFinder) follow(aid uint32, path []position, leftOut float64) {
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], path[i]
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
			l := linkAt(aid, from, to, middle)
			if slices.Contains(f.links, l) || slices.Contains(f.found, l) || !l.within(max(leftOut, linkReach), path) {
				return
			}
			if f.ownerBeside(l.beside()) != aid {
				f.found = append(f.found, l)
			}
		}
		along(from, to)
	}
}

// near reports whether one of the borders that an area has is near to a whole segment: to both of its ends.
func (f *stripFinder) near(aid uint32, a, b position, most float64) bool {
	from, reach := a.point(), int32(most)+2
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
