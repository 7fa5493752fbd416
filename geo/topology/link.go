package topology

import "math"

// link is a piece of a strip that goes a unit along one axis, and is a unit wide along the other.
type link struct {
	aid     uint32 // 0: open
	corners [4]Point
}

// around returns the way around a link.
func (l link) around() []Point { return append(l.corners[:], l.corners[0]) }

// within reports whether the sides of a link are so near a path, at every quarter of theirs.
func (l link) within(most float64, path []position) bool {
	near := func(p position) bool {
		for i := 1; i < len(path); i++ {
			if squareDistance(p, path[i-1], path[i]) <= most*most {
				return true
			}
		}
		return false
	}
	const steps = 4
	around := l.around()
	for i := 1; i < len(around); i++ {
		from, to := around[i-1].position(), around[i].position()
		for step := range steps {
			share := float64(step) / steps
			if !near(position{from.x + share*(to.x-from.x), from.y + share*(to.y-from.y)}) {
				return false
			}
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

// steep reports whether a link goes along the y axis.
func (l link) steep() bool { return l.corners[0].Y == l.corners[3].Y }

// beside returns a point to the left of which, and just above, is the ground of a link.
func (l link) beside() Point {
	switch {
	case l.steep():
		return l.corners[3]
	case l.corners[0].Y > l.corners[1].Y: // left of the lower corner is what is below the link
		return l.corners[2]
	}
	return l.corners[1]
}

// beganWith reports whether two links go along the same unit of the same axis.
func (l link) beganWith(other link) bool {
	if l.steep() != other.steep() {
		return false
	}
	if l.steep() {
		return l.corners[0].Y == other.corners[0].Y
	}
	return l.corners[0].X == other.corners[0].X
}
