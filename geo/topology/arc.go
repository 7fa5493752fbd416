package topology

import (
	"cmp"
	"slices"
)

// Arc is a border between two areas, or between an area and the outside: a maximal chain between two junctions, or a
// closed one (first point repeated) around an island or a hole.
type Arc struct {
	Points []Point
	// Left and Right are the aids on either side, walking the points; 0 is outside every area. Left is the side where
	// the cross product is positive: the left hand on the base grid (y up), the right hand on a zoom grid (y down).
	Left, Right uint32
}

// reversed returns the same border walked the other way.
func (a Arc) reversed() Arc {
	points := slices.Clone(a.Points)
	slices.Reverse(points)
	return Arc{Points: points, Left: a.Right, Right: a.Left}
}

// end is one end of a piece: where it is, and the first step from there.
type end struct {
	at, step Point
	piece    int32
	backward bool // the piece is walked from its last point to its first
}

// chain joins pieces of border into maximal arcs. Pieces meet only at their end points. A point where other than two
// ends meet is a junction; arcs run from junction to junction, or round a loop without any. The result does not depend
// on the order or direction of the pieces: an open arc starts at its lesser end (by x, then y), an island at its least
// point with its shoelace sum positive, and arcs are sorted by their first two points.
func chain(pieces []Arc) []Arc {
	ends := make([]end, 0, 2*len(pieces))
	for i, p := range pieces {
		last := len(p.Points) - 1
		ends = append(ends, end{p.Points[0], p.Points[1], int32(i), false}, end{p.Points[last], p.Points[last-1], int32(i), true})
	}
	slices.SortFunc(ends, func(a, b end) int {
		if order := compare(a.at, b.at); order != 0 {
			return order
		}
		return compare(a.step, b.step)
	})

	c := chainer{pieces: pieces, ends: ends, position: make([][2]int32, len(pieces)), used: make([]bool, len(pieces))}
	for i, e := range ends {
		c.position[e.piece][side(e.backward)] = int32(i)
	}
	var arcs []Arc
	for i, e := range ends {
		if !c.used[e.piece] && c.junction(int32(i)) {
			arcs = append(arcs, c.walk(e))
		}
	}
	for _, e := range ends {
		if !c.used[e.piece] {
			arcs = append(arcs, canonicalLoop(c.walk(e)))
		}
	}
	slices.SortFunc(arcs, func(a, b Arc) int {
		return cmp.Or(compare(a.Points[0], b.Points[0]), compare(a.Points[1], b.Points[1]))
	})
	return arcs
}

// chainer walks from piece to piece.
type chainer struct {
	pieces   []Arc
	ends     []end      // sorted by position
	position [][2]int32 // piece → where its first and last ends are in ends
	used     []bool
}

func side(backward bool) int {
	if backward {
		return 1
	}
	return 0
}

// junction reports whether other than two ends meet where end i is.
func (c *chainer) junction(i int32) bool {
	first, last := i, i
	for first > 0 && c.ends[first-1].at == c.ends[i].at {
		first--
	}
	for int(last+1) < len(c.ends) && c.ends[last+1].at == c.ends[i].at {
		last++
	}
	return last-first != 1
}

// partner returns the other end at a point where two meet.
func (c *chainer) partner(i int32) int32 {
	if i > 0 && c.ends[i-1].at == c.ends[i].at {
		return i - 1
	}
	return i + 1
}

// walk joins pieces from an end on until a junction or back to the start.
func (c *chainer) walk(e end) Arc {
	arc := Arc{Points: []Point{e.at}, Left: c.pieces[e.piece].Left, Right: c.pieces[e.piece].Right}
	if e.backward {
		arc.Left, arc.Right = arc.Right, arc.Left
	}
	for {
		c.used[e.piece] = true
		points := c.pieces[e.piece].Points
		if e.backward {
			for i := len(points) - 2; i >= 0; i-- {
				arc.Points = append(arc.Points, points[i])
			}
		} else {
			arc.Points = append(arc.Points, points[1:]...)
		}
		arrived := c.position[e.piece][side(!e.backward)]
		if c.junction(arrived) {
			break
		}
		if e = c.ends[c.partner(arrived)]; c.used[e.piece] {
			break
		}
	}
	arc.Points = slices.Clip(arc.Points)
	return arc
}

// canonicalLoop starts a loop at its least point and winds it so that its shoelace sum is positive.
func canonicalLoop(a Arc) Arc {
	if shoelace(a.Points) < 0 {
		a = a.reversed()
	}
	ring := a.Points[:len(a.Points)-1]
	least := 0
	for i, p := range ring {
		if compare(p, ring[least]) < 0 {
			least = i
		}
	}
	points := make([]Point, 0, len(a.Points))
	points = append(append(points, ring[least:]...), ring[:least]...)
	return Arc{Points: append(points, ring[least]), Left: a.Left, Right: a.Right}
}
