package build

import (
	"cmp"
	"errors"
	"slices"
)

// errCrossing is found where the borders of one area cross or overlap each other, so that its inside is not defined.
var errCrossing = errors.New("the area's borders cross or overlap each other")

// event is the start or the end of a chain on the box's perimeter.
type event struct {
	at    int64 // along the perimeter from its north-west corner: east, south, west, north
	toX   int64 // from the place to the chain's next point inwards
	toY   int64
	chain int
	end   bool
}

// walk is a stretch of the perimeter that is the area's edge: from a chain's end to the next one's start, which may lie
// past the north-west corner.
type walk struct {
	from, to int64
	next     int
}

// perimeter returns the length of the box's perimeter.
func (b box) perimeter() int64 {
	return 2 * (int64(b.maxX) - int64(b.minX) + int64(b.maxY) - int64(b.minY))
}

// place returns where a point of the perimeter is along it.
func (b box) place(p point) int64 {
	width, height := int64(b.maxX)-int64(b.minX), int64(b.maxY)-int64(b.minY)
	switch {
	case p.Y == b.minY:
		return int64(p.X) - int64(b.minX)
	case p.X == b.maxX:
		return width + int64(p.Y) - int64(b.minY)
	case p.Y == b.maxY:
		return width + height + int64(b.maxX) - int64(p.X)
	}
	return 2*width + height + int64(b.maxY) - int64(p.Y)
}

// link finds for each chain the one that goes on where it ends, and reports whether chains touch on the perimeter.
//
// The perimeter is walked with the box to the left, as the area's edge is with the area. Where a chain ends, the
// perimeter goes on as the area's edge, until the next chain starts; so ends and starts must alternate. Of chains that
// meet at one place, the one that comes first is the one furthest to the left of the walk, which the perimeter behind meets first.
func (c *clipper) link(b box) (touching bool, err error) {
	c.events = c.events[:0]
	for i, ch := range c.chains {
		p := c.points[ch.from:ch.to]
		n := len(p)
		c.events = append(c.events, eventAt(b, p[0], p[1], i, false), eventAt(b, p[n-1], p[n-2], i, true))
	}
	slices.SortFunc(c.events, func(a, b event) int {
		if order := cmp.Compare(a.at, b.at); order != 0 {
			return order
		}
		touching = true
		return cmp.Compare(0, b.toX*a.toY-b.toY*a.toX)
	})
	c.walks = slices.Grow(c.walks[:0], len(c.chains))[:len(c.chains)]
	for i, e := range c.events {
		next := c.events[(i+1)%len(c.events)]
		if e.end == next.end {
			return false, errCrossing
		}
		if e.end {
			w := walk{from: e.at, to: next.at, next: next.chain}
			if i+1 == len(c.events) {
				w.to += b.perimeter()
			}
			c.walks[e.chain] = w
		}
	}
	return touching, nil
}

func eventAt(b box, p, inwards point, chain int, end bool) event {
	return event{
		at:    b.place(p),
		toX:   int64(inwards.X) - int64(p.X),
		toY:   int64(inwards.Y) - int64(p.Y),
		chain: chain,
		end:   end,
	}
}

// trace joins the chains to rings, going along the perimeter from each one's end to the start of the one that follows.
func (c *clipper) trace(b box) {
	for first := range c.chains {
		from := len(c.output)
		for i := first; c.walks[i].next >= 0; {
			ch, w := c.chains[i], c.walks[i]
			c.walks[i].next = -1
			if w.from == w.to {
				ch.to-- // the next chain begins with this point
			}
			c.output = append(c.output, c.points[ch.from:ch.to]...)
			c.output = b.appendCorners(c.output, w)
			i = w.next
		}
		if len(c.output) > from {
			c.rings = append(c.rings, c.output[from:len(c.output):len(c.output)])
		}
	}
}

// appendCorners appends the corners a walk passes, in its order.
func (b box) appendCorners(dst []point, w walk) []point {
	width, height := int64(b.maxX)-int64(b.minX), int64(b.maxY)-int64(b.minY)
	places := [...]int64{0, width, width + height, 2*width + height}
	corners := b.corners()
	for lap := range int64(2) {
		for i, place := range places {
			if place += lap * b.perimeter(); w.from < place && place < w.to {
				dst = append(dst, corners[i])
			}
		}
	}
	return dst
}
