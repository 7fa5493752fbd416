package topology

import (
	"cmp"
	"slices"
)

// cutLines are the lines along which tiles are clipped, the same in x and in y: k × every ± buffer for every whole k.
// The zero value has none.
type cutLines struct{ every, buffer int64 }

// on reports whether p lies on a cut line.
func (c cutLines) on(p Point) bool {
	return c.every > 0 && (c.is(int64(p.X)) || c.is(int64(p.Y)))
}

func (c cutLines) is(v int64) bool {
	rest := floorMod(v, c.every)
	return rest == c.buffer || rest == c.every-c.buffer || c.buffer == 0 && rest == 0
}

// between calls f with each cut coordinate strictly between a and b.
func (c cutLines) between(a, b int64, f func(int64)) {
	a, b = min(a, b), max(a, b)
	for k := a - floorMod(a, c.every); k-c.buffer < b; k += c.every {
		for _, v := range [...]int64{k - c.buffer, k + c.buffer} {
			if a < v && v < b {
				f(v)
			}
		}
	}
}

// appendCrossings appends the grid points nearest to where the segment a–b crosses the cut lines, each exactly on its line, in
// their order from a. Lines that only the ends' own grid points p and q reach are left out.
func (c cutLines) appendCrossings(points []Point, a, b position) []Point {
	if c.every == 0 {
		return points
	}
	p, q := a.point(), b.point()
	from := len(points)
	c.between(int64(p.X), int64(q.X), func(x int64) {
		points = append(points, Point{int32(x), alongSegment(x, a.x, b.x, a.y, b.y, p.Y, q.Y)})
	})
	c.between(int64(p.Y), int64(q.Y), func(y int64) {
		points = append(points, Point{alongSegment(y, a.y, b.y, a.x, b.x, p.X, q.X), int32(y)})
	})
	crossings := points[from:]
	if len(crossings) < 2 {
		return points
	}
	// The segment is monotone in x and in y, and rounding keeps that.
	slices.SortFunc(crossings, func(g, h Point) int {
		return cmp.Or(cmp.Compare(g.X, h.X)*direction(p.X, q.X), cmp.Compare(g.Y, h.Y)*direction(p.Y, q.Y))
	})
	return points[:from+len(slices.Compact(crossings))]
}

// alongSegment returns the whole number nearest to t at s on the line from (s0, t0) to (s1, t1), between those of its ends.
func alongSegment(s int64, s0, s1, t0, t1 float64, first, last int32) int32 {
	t := nearest(t0 + (float64(s)-s0)*(t1-t0)/(s1-s0))
	return min(max(t, min(first, last)), max(first, last))
}

func floorMod(a, m int64) int64 { return ((a % m) + m) % m }
