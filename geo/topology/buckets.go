package topology

import "math"

// buckets is a uniform grid over a set of segments: which of them may come within one unit of a cell.
type buckets struct {
	minX, minY int64
	shift      uint // cells are 2^shift units wide
	cols, rows int
	start      []int32 // of each cell's items; one longer than the number of cells
	items      []int32
}

// newBuckets lays out a grid of about n cells over the box.
func newBuckets(lo, hi Point, n int) *buckets {
	b := &buckets{minX: int64(lo.X) - 1, minY: int64(lo.Y) - 1}
	width, height := int64(hi.X)-b.minX+2, int64(hi.Y)-b.minY+2
	for (width>>b.shift+1)*(height>>b.shift+1) > int64(2*n+16) {
		b.shift++
	}
	b.cols, b.rows = int(width>>b.shift)+1, int(height>>b.shift)+1
	b.start = make([]int32, b.cols*b.rows+1)
	return b
}

func (b *buckets) col(x int32) int { return int((int64(x) - b.minX) >> b.shift) }
func (b *buckets) row(y int32) int { return int((int64(y) - b.minY) >> b.shift) }

// at returns the items of the cell that holds p.
func (b *buckets) at(p Point) []int32 { return b.cell(b.row(p.Y)*b.cols + b.col(p.X)) }

func (b *buckets) cell(i int) []int32 { return b.items[b.start[i]:b.start[i+1]] }

// spans calls f with each row the segment p–q may come within one unit of, and the columns it may do so in.
func (b *buckets) spans(p, q Point, f func(row, firstCol, lastCol int)) {
	if p.Y > q.Y {
		p, q = q, p
	}
	clampCol := func(x float64) int {
		return min(max(int((int64(math.Floor(x))-b.minX)>>b.shift), 0), b.cols-1)
	}
	left, right := float64(min(p.X, q.X))-1, float64(max(p.X, q.X))+1
	firstRow, lastRow := max(b.row(p.Y-1), 0), min(b.row(q.Y+1), b.rows-1)
	if firstRow == lastRow {
		f(firstRow, clampCol(left), clampCol(right))
		return
	}
	slope := 0.0
	if q.Y > p.Y {
		slope = (float64(q.X) - float64(p.X)) / (float64(q.Y) - float64(p.Y))
	}
	for row := firstRow; row <= lastRow; row++ {
		lo, hi := left, right
		if q.Y > p.Y {
			// The row's y range, one unit wider on either side; two more in x absorb that unit and rounding.
			y0 := float64(b.minY+int64(row)<<b.shift) - 1
			y1 := y0 + float64(int64(1)<<b.shift) + 2
			x0 := float64(p.X) + (y0-float64(p.Y))*slope
			x1 := float64(p.X) + (y1-float64(p.Y))*slope
			lo, hi = max(lo, min(x0, x1)-2), min(hi, max(x0, x1)+2)
		}
		f(row, clampCol(lo), clampCol(hi))
	}
}

// bucketEdges indexes the edges of a soup.
func bucketEdges(points []Point, edges []edge) *buckets {
	lo, hi := Point{math.MaxInt32, math.MaxInt32}, Point{math.MinInt32, math.MinInt32}
	for _, p := range points {
		lo, hi = Point{min(lo.X, p.X), min(lo.Y, p.Y)}, Point{max(hi.X, p.X), max(hi.Y, p.Y)}
	}
	b := newBuckets(lo, hi, len(edges))
	for _, e := range edges {
		b.spans(points[e.u], points[e.v], func(row, firstCol, lastCol int) {
			for cell := row*b.cols + firstCol; cell <= row*b.cols+lastCol; cell++ {
				b.start[cell+1]++
			}
		})
	}
	for i := 1; i < len(b.start); i++ {
		b.start[i] += b.start[i-1]
	}
	b.items = make([]int32, b.start[len(b.start)-1])
	fill := append([]int32(nil), b.start...)
	for i, e := range edges {
		b.spans(points[e.u], points[e.v], func(row, firstCol, lastCol int) {
			for cell := row*b.cols + firstCol; cell <= row*b.cols+lastCol; cell++ {
				b.items[fill[cell]] = int32(i)
				fill[cell]++
			}
		})
	}
	return b
}
