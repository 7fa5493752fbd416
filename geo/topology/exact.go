package topology

import "math/bits"

// maxEdge bounds the length of a segment along either axis, 90 degrees on the base grid. With it every product below
// fits in 64 bits: the largest is the hot-pixel test in doubled coordinates, 2 × (2 × maxEdge)² < 2^63.
const maxEdge = 900_000_000

// cross returns twice the signed area of the triangle a, b, c: positive when c lies left of a→b where y is up.
func cross(a, b, c Point) int64 {
	return (int64(b.X)-int64(a.X))*(int64(c.Y)-int64(a.Y)) - (int64(b.Y)-int64(a.Y))*(int64(c.X)-int64(a.X))
}

// compare orders points by x, then y.
func compare(a, b Point) int {
	switch {
	case a.X != b.X:
		if a.X < b.X {
			return -1
		}
		return 1
	case a.Y != b.Y:
		if a.Y < b.Y {
			return -1
		}
		return 1
	}
	return 0
}

// within reports whether p lies in the box spanned by a and b. For p on the line a–b, that is on the segment.
func within(a, b, p Point) bool {
	return min(a.X, b.X) <= p.X && p.X <= max(a.X, b.X) && min(a.Y, b.Y) <= p.Y && p.Y <= max(a.Y, b.Y)
}

// compareAngle orders directions (a−o) and (b−o) counter-clockwise from the positive x axis.
func compareAngle(o, a, b Point) int {
	ha, hb := lowerHalf(o, a), lowerHalf(o, b)
	if ha != hb {
		return ha - hb
	}
	switch c := cross(o, a, b); {
	case c > 0:
		return -1
	case c < 0:
		return 1
	}
	return 0
}

// lowerHalf returns 0 for directions in [0°, 180°) and 1 for the rest.
func lowerHalf(o, p Point) int {
	if p.Y > o.Y || p.Y == o.Y && p.X > o.X {
		return 0
	}
	return 1
}

// meeting is how two segments meet.
type meeting int8

const (
	apart    meeting = iota // not at all, or at a shared end point
	touching                // an end point of one lies inside the other
	crossing                // at a point inside both
)

// meet classifies two segments.
func meet(a, b, c, d Point) meeting {
	if max(a.X, b.X) < min(c.X, d.X) || max(c.X, d.X) < min(a.X, b.X) ||
		max(a.Y, b.Y) < min(c.Y, d.Y) || max(c.Y, d.Y) < min(a.Y, b.Y) {
		return apart
	}
	c1, d1 := cross(a, b, c), cross(a, b, d)
	if c1 > 0 && d1 > 0 || c1 < 0 && d1 < 0 {
		return apart
	}
	a1, b1 := cross(c, d, a), cross(c, d, b)
	if a1 > 0 && b1 > 0 || a1 < 0 && b1 < 0 {
		return apart
	}
	if c1 != 0 && d1 != 0 && a1 != 0 && b1 != 0 {
		return crossing
	}
	inside := func(zero bool, p, q, r Point) bool { return zero && r != p && r != q && within(p, q, r) }
	if inside(c1 == 0, a, b, c) || inside(d1 == 0, a, b, d) || inside(a1 == 0, c, d, a) || inside(b1 == 0, c, d, b) {
		return touching
	}
	return apart
}

// crossingPoint returns the grid point whose pixel holds the crossing of a–b and c–d.
func crossingPoint(a, b, c, d Point) Point {
	// a + t(b−a) with t = num/den in (0, 1).
	num := cross(c, d, a)
	den := num - cross(c, d, b)
	if den < 0 {
		num, den = -num, -den
	}
	return Point{
		X: a.X + int32(mulDivRound(int64(b.X)-int64(a.X), num, den)),
		Y: a.Y + int32(mulDivRound(int64(b.Y)-int64(a.Y), num, den)),
	}
}

// mulDivRound returns ⌊r·num/den + ½⌋ for 0 ≤ num ≤ den, 0 < den, without overflow.
func mulDivRound(r, num, den int64) int64 {
	negative := r < 0
	if negative {
		r = -r
	}
	hi, lo := bits.Mul64(uint64(r), uint64(num))
	quotient, rest := bits.Div64(hi, lo, uint64(den))
	q := int64(quotient)
	if negative {
		if 2*rest > uint64(den) {
			q++
		}
		return -q
	}
	if 2*rest >= uint64(den) {
		q++
	}
	return q
}

// stabs reports whether the segment a–b meets the pixel of h: the half-open unit square centred on it. h is neither
// a nor b.
func stabs(a, b, h Point) bool {
	ax, ay := 2*(int64(a.X)-int64(h.X)), 2*(int64(a.Y)-int64(h.Y))
	bx, by := 2*(int64(b.X)-int64(h.X)), 2*(int64(b.Y)-int64(h.Y))
	if max(ax, bx) < -1 || min(ax, bx) > 1 || max(ay, by) < -1 || min(ay, by) > 1 {
		return false
	}
	// In doubled coordinates the pixel is [−1, 1)² and end points are even, so the segment never runs along its rim: it
	// passes through the inside (corners on both sides of it), or touches one corner, of which only (−1, −1) belongs.
	dx, dy := bx-ax, by-ay
	middle := dx*(-ay) - dy*(-ax) // of the corner (0, 0), were it one
	sw, se, ne, nw := middle-dx+dy, middle-dx-dy, middle+dx-dy, middle+dx+dy
	if sw == 0 {
		return true
	}
	lowest, highest := min(sw, se, ne, nw), max(sw, se, ne, nw)
	return lowest < 0 && highest > 0
}

// shoelace returns twice the signed area of a closed ring (first point repeated).
func shoelace(ring []Point) int64 {
	var sum int64
	for i := 2; i < len(ring); i++ {
		sum += cross(ring[0], ring[i-1], ring[i])
	}
	return sum
}
