package build

import (
	"fmt"

	"hotspotmap/geo/topology"
)

type point = topology.Point

// ring is a closed ring that does not repeat its first point: the interior of the area is where the cross product is
// positive, to the left of a walker if x grew to the right and y upwards.
type ring = []point

// box is a rectangle of the zoom's grid whose sides lie on cut lines.
type box struct{ minX, minY, maxX, maxY int32 }

// Sides of a box a point can be on or beyond.
const (
	west = 1 << iota
	east
	north
	south
)

// beyond returns the sides that p is on or beyond: none when p is strictly inside.
func (b box) beyond(p point) uint8 {
	var sides uint8
	if p.X <= b.minX {
		sides = west
	}
	if p.X >= b.maxX {
		sides |= east
	}
	if p.Y <= b.minY {
		sides |= north
	}
	if p.Y >= b.maxY {
		sides |= south
	}
	return sides
}

// contains reports whether p is inside the box or on its sides.
func (b box) contains(p point) bool {
	return p.X >= b.minX && p.X <= b.maxX && p.Y >= b.minY && p.Y <= b.maxY
}

// corners returns the box's corners from the north-west, along north, east, south and west: the box as a ring.
func (b box) corners() ring {
	return ring{{X: b.minX, Y: b.minY}, {X: b.maxX, Y: b.minY}, {X: b.maxX, Y: b.maxY}, {X: b.minX, Y: b.maxY}}
}

// around returns the smallest box that holds the rings.
func around(rings []ring) box {
	first := rings[0][0]
	b := box{first.X, first.Y, first.X, first.Y}
	for _, r := range rings {
		for _, p := range r {
			b.minX, b.maxX = min(b.minX, p.X), max(b.maxX, p.X)
			b.minY, b.maxY = min(b.minY, p.Y), max(b.maxY, p.Y)
		}
	}
	return b
}

// holds reports whether all of c is inside b or on its sides.
func (b box) holds(c box) bool {
	return b.minX <= c.minX && b.minY <= c.minY && b.maxX >= c.maxX && b.maxY >= c.maxY
}

// chain is a run of segments inside the box from one point of its perimeter to another: a stretch of clipper.points.
type chain struct{ from, to int }

// clipper clips areas to boxes. It keeps its memory between areas; a clipper's results are good until its next use.
type clipper struct {
	points []point // of chains
	chains []chain
	events []event
	walks  []walk // from each chain's end
	output []point
	rings  []ring
}

// clip returns the part of an area inside the box. The area is all its rings, in any order; so is the result, made of
// simple rings, none of which crosses another.
//
// Nothing is computed but order: a segment with both ends on or beyond one side is not in the box's interior and is
// left out, which settles borders that run along a side; every other segment is in the box whole, since borders have
// a vertex where they cross a cut line. What is left are rings inside the box, and chains between two points of its
// perimeter. Where chains end, the area's edge is the perimeter.
func (c *clipper) clip(rings []ring, b box) ([]ring, error) {
	c.points, c.chains, c.output, c.rings = c.points[:0], c.chains[:0], c.output[:0], c.rings[:0]
	sources := 0
	for _, r := range rings {
		before := len(c.rings) + len(c.chains)
		if err := c.split(r, b); err != nil {
			return nil, err
		}
		if len(c.rings)+len(c.chains) > before {
			sources++
		}
	}
	if len(c.chains) == 0 {
		if coversCorner(rings, b) {
			c.rings = append(c.rings, b.corners())
		}
		return c.rings, nil
	}
	touching, err := c.link(b)
	if err != nil {
		return nil, err
	}
	c.trace(b)
	// What comes from one ring, which is simple, can only touch itself on the perimeter.
	if sources > 1 || touching {
		return untangle(c.rings)
	}
	return c.rings, nil
}

// split takes from a ring what is inside the box: the ring itself, or chains.
func (c *clipper) split(r ring, b box) error {
	start, all := -1, uint8(west|east|north|south)
	for i, p := range r {
		sides := b.beyond(p)
		all &= sides
		if sides != 0 && start < 0 {
			start = i
		}
	}
	if all != 0 {
		return nil
	}
	if start < 0 {
		c.rings = append(c.rings, r)
		return nil
	}
	last, lastSides := r[start], b.beyond(r[start])
	from := 0
	for i := range r {
		p := r[(start+1+i)%len(r)]
		sides := b.beyond(p)
		if sides&lastSides == 0 {
			if !b.contains(last) || !b.contains(p) {
				return fmt.Errorf("the border from %v to %v crosses a side of the box %v without a vertex there", last, p, b)
			}
			if lastSides != 0 {
				from = len(c.points)
				c.points = append(c.points, last)
			}
			c.points = append(c.points, p)
			if sides != 0 {
				c.chains = append(c.chains, chain{from, len(c.points)})
			}
		}
		last, lastSides = p, sides
	}
	return nil
}

// coversCorner reports whether the area covers the box's north-west corner, seen half a unit inside the box. When no
// segment touches the perimeter from inside, that is the same all along it.
func coversCorner(rings []ring, b box) bool {
	inside := false
	for _, r := range rings {
		if surrounds(r, 2*int64(b.minX)+1, 2*int64(b.minY)+1) {
			inside = !inside
		}
	}
	return inside
}

// surrounds reports whether a ring has the place (x2/2, y2/2) in its inside; the place is not on the ring.
func surrounds(r ring, x2, y2 int64) bool {
	inside := false
	last := r[len(r)-1]
	lastAbove := 2*int64(last.Y) < y2
	for _, p := range r {
		above := 2*int64(p.Y) < y2
		if above != lastAbove {
			// The segment crosses the place's parallel; is that east of the place?
			ax, ay := 2*int64(last.X)-x2, 2*int64(last.Y)-y2
			bx, by := 2*int64(p.X)-x2, 2*int64(p.Y)-y2
			if (ax*by-bx*ay > 0) != above {
				inside = !inside
			}
		}
		last, lastAbove = p, above
	}
	return inside
}
