package topology

import (
	"cmp"
	"slices"
)

// chain joins pieces of border into maximal arcs. Pieces meet only at their end points. A point where other than two
// ends meet is a junction; arcs run from junction to junction, or round a loop without any. The result does not depend
// on the order or direction of the pieces: an open arc starts at its lesser end (by x, then y), an island at its least
// point with its shoelace sum positive, and arcs are sorted by their first two points.
func chain(pieces []Arc) []Arc {
	set := newPointSet(len(pieces))
	ends := make([]edge, len(pieces))
	for i, p := range pieces {
		ends[i] = edge{set.number(p.Points[0]), set.number(p.Points[len(p.Points)-1])}
	}
	c := chainer{
		points: set.points, ends: ends, used: make([]bool, len(pieces)),
		left: func(half int32) uint32 {
			if half&1 == 0 {
				return pieces[half>>1].Left
			}
			return pieces[half>>1].Right
		},
		inner: func(piece int32) []Point { return pieces[piece].Points[1 : len(pieces[piece].Points)-1] },
	}
	return c.arcs()
}

// chainer joins pieces whose end points are numbered. Half 2i walks piece i from its first end to its last, 2i+1 back.
type chainer struct {
	points []Point
	ends   []edge                    // of each piece
	used   []bool                    // pieces that are part of an arc already, or are to be in none
	left   func(half int32) uint32   // the aid on the left
	inner  func(piece int32) []Point // the points between the ends, nil when no piece has any

	leaving [][2]int32 // of each point: halves + 1, 0 for none; the second is −1 when there are more than two
	walked  []int32    // the halves of all arcs, one arc after the other
	starts  []int32    // where those of each arc begin
}

// arcs joins all pieces not yet used.
func (c *chainer) arcs() []Arc {
	c.leaving, c.walked = make([][2]int32, len(c.points)), make([]int32, 0, len(c.ends))
	for i, e := range c.ends {
		if half := int32(2 * i); !c.used[i] {
			c.leave(e.u, half)
			c.leave(e.v, half^1)
		}
	}
	for i, e := range c.ends {
		if half := int32(2 * i); !c.used[i] && c.junction(e.u) {
			c.walk(half)
		} else if !c.used[i] && c.junction(e.v) {
			c.walk(half ^ 1)
		}
	}
	for i := range c.ends { // what is left is loops
		if !c.used[i] {
			c.walk(int32(2 * i))
		}
	}
	return c.draw()
}

func (c *chainer) leave(point, half int32) {
	switch l := &c.leaving[point]; {
	case l[0] == 0:
		l[0] = half + 1
	case l[1] == 0:
		l[1] = half + 1
	default:
		l[1] = -1
	}
}

// junction reports whether other than two ends meet at a point.
func (c *chainer) junction(point int32) bool { return c.leaving[point][1] <= 0 }

// from and to are the points a half walks between.
func (c *chainer) from(half int32) int32 {
	if half&1 == 0 {
		return c.ends[half>>1].u
	}
	return c.ends[half>>1].v
}

func (c *chainer) to(half int32) int32 { return c.from(half ^ 1) }

// walk joins halves from one on until a junction or back to the start.
func (c *chainer) walk(half int32) {
	c.starts = append(c.starts, int32(len(c.walked)))
	for !c.used[half>>1] {
		c.used[half>>1] = true
		c.walked = append(c.walked, half)
		at := c.to(half)
		if c.junction(at) {
			return
		}
		onward := c.leaving[at]
		if onward[0]-1 == half^1 {
			onward[0] = onward[1]
		}
		half = onward[0] - 1
	}
}

// draw returns the arcs that were walked.
func (c *chainer) draw() []Arc {
	size := len(c.walked) + len(c.starts)
	if c.inner != nil {
		for _, half := range c.walked {
			size += len(c.inner(half >> 1))
		}
	}
	backing := make([]Point, 0, size)
	arcs := make([]Arc, len(c.starts))
	for i, start := range c.starts {
		halves := c.walked[start:]
		if i+1 < len(c.starts) {
			halves = c.walked[start:c.starts[i+1]]
		}
		first := len(backing)
		backing = append(backing, c.points[c.from(halves[0])])
		for _, half := range halves {
			if c.inner != nil {
				between := len(backing)
				backing = append(backing, c.inner(half>>1)...)
				if half&1 == 1 {
					slices.Reverse(backing[between:])
				}
			}
			backing = append(backing, c.points[c.to(half)])
		}
		a := Arc{Points: slices.Clip(backing[first:]), Left: c.left(halves[0]), Right: c.left(halves[0] ^ 1)}
		if !c.junction(c.from(halves[0])) {
			arcs[i] = canonicalLoop(a)
			continue
		}
		last := len(a.Points) - 1
		if cmp.Or(compare(a.Points[last], a.Points[0]), compare(a.Points[last-1], a.Points[1])) < 0 {
			slices.Reverse(a.Points)
			a.Left, a.Right = a.Right, a.Left
		}
		arcs[i] = a
	}
	sortArcs(arcs)
	return arcs
}
