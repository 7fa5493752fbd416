package topology

import (
	"cmp"
	"slices"
)

// subdivision is a planar soup with its faces. The face of a half-edge lies on its left.
type subdivision struct {
	*soup
	next   []int32    // half-edge → the next one around the same face
	face   []int32    // half-edge → face; 0 is the unbounded one
	covers [][]uint32 // face → the labels that cover it, sorted
}

// subdivide finds the faces of a planar soup, whose edges are indexed, and which labels cover each.
func subdivide(s *soup, index *buckets) *subdivision {
	d := &subdivision{soup: s, next: nextAround(s)}
	d.label(index)
	return d
}

// nextAround links half-edges around faces: at each point the way on is the next edge clockwise from the way back.
func nextAround(s *soup) []int32 {
	start, out := s.outgoing()
	next := make([]int32, len(out))
	for p, at := range s.points {
		around := out[start[p]:start[p+1]]
		slices.SortFunc(around, func(g, h int32) int {
			return compareAngle(at, s.points[s.to(g)], s.points[s.to(h)])
		})
		for i, h := range around {
			next[h^1] = around[(i+len(around)-1)%len(around)]
		}
	}
	return next
}

// cycle is a closed walk around one side of a face's boundary.
type cycle struct {
	half  int32 // one of its half-edges
	outer bool  // the outside of a connected component of edges
	first Point // its first point by x, then y
}

// cycles walks every half-edge once, and says for each which cycle it is on.
func (d *subdivision) cycles() (cycles []cycle, of []int32) {
	of = make([]int32, len(d.next))
	for i := range of {
		of[i] = -1
	}
	for start := range of {
		if of[start] >= 0 {
			continue
		}
		c := cycle{half: int32(start), first: d.points[d.from(int32(start))]}
		origin, area := c.first, int64(0)
		for h := int32(start); of[h] < 0; h = d.next[h] {
			of[h] = int32(len(cycles))
			p := d.points[d.from(h)]
			area += cross(origin, p, d.points[d.to(h)])
			if compare(p, c.first) < 0 {
				c.first = p
			}
		}
		// The segments of a label close, so no component is a mere path and its outside has an area, walked clockwise.
		c.outer = area < 0
		cycles = append(cycles, c)
	}
	return cycles, of
}

// label groups cycles into faces and finds what covers each. Components are taken from left to right, so that the
// face a component lies in is known before it: the first edge met by a ray from the component's leftmost point to
// the left. From there crossing an edge toggles its labels.
func (d *subdivision) label(index *buckets) {
	cycles, of := d.cycles()
	d.covers = [][]uint32{nil}
	faceOf := make([]int32, len(cycles))
	var outers []int32
	for i, c := range cycles {
		faceOf[i] = -1
		if c.outer {
			outers = append(outers, int32(i))
		}
	}
	slices.SortFunc(outers, func(a, b int32) int {
		return cmp.Or(compare(cycles[a].first, cycles[b].first), cmp.Compare(a, b))
	})
	var queue []int32
	for _, outer := range outers {
		faceOf[outer] = 0
		if h := d.rightOf(cycles[outer].first, index); h >= 0 {
			faceOf[outer] = faceOf[of[h]]
		}
		queue = append(queue[:0], outer)
		for len(queue) > 0 {
			c := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			first := cycles[c].half
			for h := first; ; {
				if across := of[h^1]; faceOf[across] < 0 {
					faceOf[across] = int32(len(d.covers))
					d.covers = append(d.covers, toggle(d.covers[faceOf[c]], d.labelsOf(h>>1)))
					queue = append(queue, across)
				}
				if h = d.next[h]; h == first {
					break
				}
			}
		}
	}
	d.face = make([]int32, len(of))
	for h, c := range of {
		d.face[h] = faceOf[c]
	}
}

// rightOf returns the half-edge that faces p from the left: on the edge met first by a ray from p in the negative x
// direction, just above p, walked downwards so that p is on its left. It is −1 when the ray meets none.
func (d *subdivision) rightOf(p Point, index *buckets) int32 {
	e, ok := nextLeft(d.points, d.edges, index, p)
	switch {
	case !ok:
		return -1
	case d.points[d.edges[e].u].Y < d.points[d.edges[e].v].Y:
		return 2*e + 1
	}
	return 2 * e
}

// nextLeft returns the edge met first by a ray from p in the negative x direction, just above p. ok is false when it meets none.
func nextLeft(points []Point, edges []edge, index *buckets, p Point) (found int32, ok bool) {
	var foundLo, foundHi Point
	row := index.row(p.Y)
	if row < 0 || row >= index.rows {
		return 0, false
	}
	for cell := row*index.cols + min(index.col(p.X), index.cols-1); cell >= row*index.cols; cell-- {
		for _, e := range index.cell(cell) {
			lo, hi := points[edges[e].u], points[edges[e].v]
			if lo.Y > hi.Y {
				lo, hi = hi, lo
			}
			if lo.Y <= p.Y && p.Y < hi.Y && cross(lo, hi, p) < 0 && (!ok || isRight(lo, hi, foundLo, foundHi)) {
				found, foundLo, foundHi, ok = e, lo, hi, true
			}
		}
	}
	return found, ok
}

// isRight reports whether an upward edge runs to the right of another. Both span a common height and do not cross.
func isRight(gLo, gHi, hLo, hHi Point) bool {
	switch {
	case gLo == hLo:
		return cross(gLo, gHi, hHi) > 0
	case gLo.Y >= hLo.Y:
		return cross(hLo, hHi, gLo) < 0
	}
	return cross(gLo, gHi, hLo) > 0
}

// toggle returns the labels in exactly one of two sorted sets.
func toggle(a, b []uint32) []uint32 {
	var out []uint32
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}
