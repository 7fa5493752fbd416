package mvt

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// checkRings applies section 4.3.4.4: rings have an area, exteriors come first, no ring touches itself, rings do not
// cross, and holes lie in the exterior before them. Different rings may touch at points.
func checkRings(rings [][]place) error {
	exterior := -1
	for i, r := range rings {
		if slices.ContainsFunc(r, func(p place) bool { return abs(p.x) > maxCoordinate || abs(p.y) > maxCoordinate }) {
			return fmt.Errorf("ring %d leaves the square of ±%d units in which it can be checked", i+1, maxCoordinate)
		}
		switch area := areaOf(r); {
		case area == 0:
			return fmt.Errorf("ring %d has no area (4.3.4.4)", i+1)
		case area > 0:
			exterior = i
		case exterior < 0:
			return errors.New("the first ring is wound as a hole: its area is negative (4.3.4.4)")
		}
	}
	if err := checkCrossings(rings); err != nil {
		return err
	}
	for i, r := range rings {
		if areaOf(r) > 0 {
			exterior = i
		} else if !encloses(rings[exterior], r) {
			return fmt.Errorf("ring %d is a hole outside its exterior, ring %d (4.3.4.4)", i+1, exterior+1)
		}
	}
	return nil
}

// maxCoordinate keeps products of differences of doubled coordinates within 64 bits.
const maxCoordinate = 1 << 28

func abs(v int64) int64 { return max(v, -v) }

// areaOf is the surveyor's formula, doubled, from the ring's first point so that it cannot overflow early.
func areaOf(r []place) int64 {
	var sum int64
	for i := 1; i+1 < len(r); i++ {
		sum += turn(r[0], r[i], r[i+1])
	}
	return sum
}

// turn is positive when a, b, c turn from east towards south, negative the other way, 0 when they are in line.
func turn(a, b, c place) int64 { return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x) }

// segment is one side of a ring, west end first.
type segment struct {
	west, east place
	ring, i    int
	n          int // sides of the ring
}

// checkCrossings compares every two segments whose extents from west to east overlap.
func checkCrossings(rings [][]place) error {
	var segments []segment
	for number, r := range rings {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			if b.x < a.x || b.x == a.x && b.y < a.y {
				a, b = b, a
			}
			segments = append(segments, segment{a, b, number, i, len(r)})
		}
	}
	slices.SortFunc(segments, func(s, t segment) int {
		return cmp.Or(cmp.Compare(s.west.x, t.west.x), cmp.Compare(s.west.y, t.west.y))
	})
	var open []segment
	for _, s := range segments {
		open = slices.DeleteFunc(open, func(t segment) bool { return t.east.x < s.west.x })
		for _, t := range open {
			if err := checkPair(s, t); err != nil {
				return err
			}
		}
		open = append(open, s)
	}
	return nil
}

func checkPair(s, t segment) error {
	if max(s.west.y, s.east.y) < min(t.west.y, t.east.y) || max(t.west.y, t.east.y) < min(s.west.y, s.east.y) {
		return nil
	}
	s1, s2 := sign(turn(t.west, t.east, s.west)), sign(turn(t.west, t.east, s.east))
	t1, t2 := sign(turn(s.west, s.east, t.west)), sign(turn(s.west, s.east, t.east))
	if s1*s2 > 0 || t1*t2 > 0 {
		return nil
	}
	if s1 == 0 && s2 == 0 {
		// In line with each other. West ends are compared as the sort orders them, which works for upright ones too.
		if least(s.east, t.east) == greatest(s.west, t.west) {
			return s.meet(t)
		}
		if before(greatest(s.west, t.west), least(s.east, t.east)) {
			return fmt.Errorf("rings %d and %d share a stretch at %v (4.3.4.4)", s.ring+1, t.ring+1, greatest(s.west, t.west))
		}
		return nil
	}
	if s1*s2 < 0 && t1*t2 < 0 {
		return fmt.Errorf("rings %d and %d cross near %v (4.3.4.4)", s.ring+1, t.ring+1, s.west)
	}
	return s.meet(t)
}

// meet judges two segments with one point in common: neighbours of one ring may, other segments of one ring may not.
func (s segment) meet(t segment) error {
	if s.ring != t.ring || (s.i+1)%s.n == t.i || (t.i+1)%t.n == s.i {
		return nil
	}
	return fmt.Errorf("ring %d touches itself near %v (4.3.4.4)", s.ring+1, s.west)
}

// encloses reports whether a ring that does not cross the exterior lies in it.
func encloses(exterior, r []place) bool {
	// The middle of a side cannot be on the exterior, unless the exterior has a corner there: then another side decides.
	for i, a := range r {
		b := r[(i+1)%len(r)]
		if inside, on := locate(exterior, place{a.x + b.x, a.y + b.y}); !on {
			return inside
		}
	}
	return true
}

// locate says whether a place in half units is in a ring, or on it.
func locate(r []place, p place) (inside, on bool) {
	for i, a := range r {
		b := r[(i+1)%len(r)]
		a, b = place{2 * a.x, 2 * a.y}, place{2 * b.x, 2 * b.y}
		t := turn(a, b, p)
		if t == 0 && p.x >= min(a.x, b.x) && p.x <= max(a.x, b.x) && p.y >= min(a.y, b.y) && p.y <= max(a.y, b.y) {
			return false, true
		}
		if (a.y <= p.y) != (b.y <= p.y) && (t > 0) == (b.y > a.y) {
			inside = !inside
		}
	}
	return inside, false
}

func sign(v int64) int { return cmp.Compare(v, 0) }

func before(a, b place) bool { return a.x < b.x || a.x == b.x && a.y < b.y }

func least(a, b place) place {
	if before(b, a) {
		return b
	}
	return a
}

func greatest(a, b place) place {
	if before(a, b) {
		return b
	}
	return a
}
