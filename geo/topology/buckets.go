package topology

import "math"

// cells is a uniform grid of square cells over a box.
type cells struct {
	minX, minY int64
	shift      uint // cells are 2^shift units wide
	cols, rows int
}

// newCells returns about n cells over a box and a unit around it.
func newCells(lo, hi Point, n int) cells {
	c := cells{minX: int64(lo.X) - 1, minY: int64(lo.Y) - 1}
	width, height := int64(hi.X)-c.minX+2, int64(hi.Y)-c.minY+2
	for (width>>c.shift+1)*(height>>c.shift+1) > int64(2*n+16) {
		c.shift++
	}
	c.cols, c.rows = int(width>>c.shift)+1, int(height>>c.shift)+1
	return c
}

func (c *cells) col(x int32) int { return int((int64(x) - c.minX) >> c.shift) }
func (c *cells) row(y int32) int { return int((int64(y) - c.minY) >> c.shift) }

// of returns the cell that holds p.
func (c *cells) of(p Point) int { return c.row(p.Y)*c.cols + c.col(p.X) }

// each calls f with the cells that a box overlaps.
func (c *cells) each(lo, hi Point, f func(cell int)) {
	firstCol, lastCol := max(c.col(lo.X), 0), min(c.col(hi.X), c.cols-1)
	for row := max(c.row(lo.Y), 0); row <= min(c.row(hi.Y), c.rows-1); row++ {
		for cell := row*c.cols + firstCol; cell <= row*c.cols+lastCol; cell++ {
			f(cell)
		}
	}
}

// buckets is points or segments by cell: which of them are in or near each.
type buckets struct {
	cells
	start []int32 // of each cell's items; one longer than the number of cells
	items []int32
}

// span is cells beside each other in a row.
type span struct{ row, firstCol, lastCol int }

// newBuckets indexes n items over the box of points, with about a cell an item; spans appends those of item i.
func newBuckets(points []Point, n int, spans func(into []span, c *cells, i int) []span) *buckets {
	if len(points) == 0 {
		return &buckets{start: []int32{0}}
	}
	lo, hi := bounds(points)
	b := &buckets{cells: newCells(lo, hi, n)}
	b.start = make([]int32, b.cols*b.rows+1)
	type entry struct{ cell, item int32 }
	entries := make([]entry, 0, n+n/2)
	var around []span
	for i := range n {
		around = spans(around[:0], &b.cells, i)
		for _, s := range around {
			for cell := s.row*b.cols + s.firstCol; cell <= s.row*b.cols+s.lastCol; cell++ {
				b.start[cell+1]++
				entries = append(entries, entry{int32(cell), int32(i)})
			}
		}
	}
	for i := 1; i < len(b.start); i++ {
		b.start[i] += b.start[i-1]
	}
	b.items = make([]int32, len(entries))
	// Filled from the end, each cell's start comes back to where it was.
	for i := range b.cols * b.rows {
		b.start[i] = b.start[i+1]
	}
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		b.start[e.cell]--
		b.items[b.start[e.cell]] = e.item
	}
	return b
}

// at returns the items of the cell that holds p.
func (b *buckets) at(p Point) []int32 { return b.cell(b.of(p)) }

// any reports whether f holds for an item of the cells that a box overlaps. It may ask about an item several times.
func (b *buckets) any(lo, hi Point, f func(item int32) bool) bool {
	firstCol, lastCol := max(b.col(lo.X), 0), min(b.col(hi.X), b.cols-1)
	for row := max(b.row(lo.Y), 0); row <= min(b.row(hi.Y), b.rows-1); row++ {
		for col := firstCol; col <= lastCol; col++ {
			for _, item := range b.cell(row*b.cols + col) {
				if f(item) {
					return true
				}
			}
		}
	}
	return false
}

func (b *buckets) cell(i int) []int32 { return b.items[b.start[i]:b.start[i+1]] }

// appendAlong appends each row the segment p–q may come within one unit of, and the columns it may do so in.
func (c *cells) appendAlong(into []span, p, q Point) []span {
	if p.Y > q.Y {
		p, q = q, p
	}
	firstRow, lastRow := max(c.row(p.Y-1), 0), min(c.row(q.Y+1), c.rows-1)
	firstCol, lastCol := max(c.col(min(p.X, q.X)-1), 0), min(c.col(max(p.X, q.X)+1), c.cols-1)
	if firstRow == lastRow || firstCol == lastCol {
		for row := firstRow; row <= lastRow; row++ {
			into = append(into, span{row, firstCol, lastCol})
		}
		return into
	}
	clampCol := func(x float64) int {
		return min(max(int((int64(math.Floor(x))-c.minX)>>c.shift), firstCol), lastCol)
	}
	slope := 0.0
	if q.Y > p.Y {
		slope = (float64(q.X) - float64(p.X)) / (float64(q.Y) - float64(p.Y))
	}
	for row := firstRow; row <= lastRow; row++ {
		lo, hi := float64(min(p.X, q.X))-1, float64(max(p.X, q.X))+1
		if q.Y > p.Y {
			// The row's y range, one unit wider on either side; two more in x absorb that unit and rounding.
			y0 := float64(c.minY+int64(row)<<c.shift) - 1
			y1 := y0 + float64(int64(1)<<c.shift) + 2
			x0 := float64(p.X) + (y0-float64(p.Y))*slope
			x1 := float64(p.X) + (y1-float64(p.Y))*slope
			lo, hi = max(lo, min(x0, x1)-2), min(hi, max(x0, x1)+2)
		}
		into = append(into, span{row, clampCol(lo), clampCol(hi)})
	}
	return into
}

// bounds returns the box of points.
func bounds(points []Point) (lo, hi Point) {
	lo, hi = Point{math.MaxInt32, math.MaxInt32}, Point{math.MinInt32, math.MinInt32}
	for _, p := range points {
		lo, hi = Point{min(lo.X, p.X), min(lo.Y, p.Y)}, Point{max(hi.X, p.X), max(hi.Y, p.Y)}
	}
	return lo, hi
}

// bucketEdges indexes segments by the cells they may come within one unit of.
func bucketEdges(points []Point, edges []edge) *buckets {
	return newBuckets(points, len(edges), func(into []span, c *cells, i int) []span {
		return c.appendAlong(into, points[edges[i].u], points[edges[i].v])
	})
}

// pairs calls f with each pair of indexed segments whose boxes overlap, perhaps several times.
func (b *buckets) pairs(points []Point, edges []edge, f func(e, g int32)) {
	type boxed struct{ lo, hi Point }
	var boxes []boxed // of a cell's segments: most pairs lie apart, and side by side that is quick to see
	for cell := range len(b.start) - 1 {
		items := b.cell(cell)
		if len(items) < 2 {
			continue
		}
		boxes = boxes[:0]
		for i, e := range items {
			p, q := points[edges[e].u], points[edges[e].v]
			lo, hi := Point{min(p.X, q.X), min(p.Y, q.Y)}, Point{max(p.X, q.X), max(p.Y, q.Y)}
			for j, other := range boxes {
				if other.hi.X >= lo.X && other.lo.X <= hi.X && other.hi.Y >= lo.Y && other.lo.Y <= hi.Y {
					f(items[j], items[i])
				}
			}
			boxes = append(boxes, boxed{lo, hi})
		}
	}
}

// bucketPoints indexes points by the cell they are in.
func bucketPoints(points []Point) *buckets {
	return newBuckets(points, len(points), func(into []span, c *cells, i int) []span {
		col := c.col(points[i].X)
		return append(into, span{c.row(points[i].Y), col, col})
	})
}
