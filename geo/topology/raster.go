package topology

import (
	"cmp"
	"math"
	"slices"
)

// raster is a window of a grid as its cells, squares of one unit, each of one owner.
type raster struct {
	lo         Point // the window's least corner
	cols, rows int
	owner      []uint32 // cell, row by row → aid, 0 for none
	cells      []int32  // by aid: how many it owns
	standIns   []uint32 // areas that own a cell without holding its centre
	full       []uint16 // cell → how far around it no cell can be given away
}

// maxCells bounds a raster, and is also how many cells it may have for each area: with more, borders are better drawn than filled in.
const (
	maxCells     = 1 << 24
	cellsPerArea = 128
)

// newRaster returns an empty raster around a box, with room for all of n areas beside what they cover; ok is false where it would be
// larger than is sensible.
func newRaster(lo, hi Point, size, n int) (r *raster, ok bool) {
	margin := int32(math.Sqrt(float64(n))) + 2
	lo = Point{max(lo.X-margin, 0), max(lo.Y-margin, 0)}
	hi = Point{min(hi.X+margin, int32(size)), min(hi.Y+margin, int32(size))}
	cols, rows := int(hi.X-lo.X), int(hi.Y-lo.Y)
	if cells := cols * rows; cells > maxCells || cells > cellsPerArea*n || cells < 2*n {
		return nil, false
	}
	return &raster{
		lo: lo, cols: cols, rows: rows,
		owner: make([]uint32, cols*rows), cells: make([]int32, n+1), full: make([]uint16, cols*rows),
	}, true
}

// rowCrossing is where a border crosses the middle line of a row of cells, and what is before and beyond it.
type rowCrossing struct {
	x          float64
	west, east uint32
}

// fill gives each cell to the area that holds its centre. Borders are given as each of their segments with what is on the sides of
// lesser and of greater x, for two readings.
func (r *raster) fill(segments func(yield func(a, b position, west, east uint32))) {
	start := make([]int32, r.rows+1)
	span := func(ay, by float64) (first, last int) {
		// A middle line is crossed by a segment that begins on or above it and ends below.
		lo, hi := min(ay, by)-float64(r.lo.Y), max(ay, by)-float64(r.lo.Y)
		return int(math.Ceil(lo - 0.5)), int(math.Ceil(hi-0.5)) - 1
	}
	segments(func(a, b position, _, _ uint32) {
		first, last := span(a.y, b.y)
		for row := first; row <= last; row++ {
			start[row+1]++
		}
	})
	for row := range r.rows {
		start[row+1] += start[row]
	}
	crossings := make([]rowCrossing, start[r.rows])
	next := slices.Clone(start)
	segments(func(a, b position, west, east uint32) {
		first, last := span(a.y, b.y)
		for row := first; row <= last; row++ {
			y := float64(r.lo.Y) + float64(row) + 0.5
			crossings[next[row]] = rowCrossing{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y) - float64(r.lo.X), west, east}
			next[row]++
		}
	})
	for row := range r.rows {
		r.fillRow(row, crossings[start[row]:start[row+1]])
	}
}

// fillRow fills a row from border to border. Borders that are drawn without their light points may have come past each other: between
// them several areas hold a centre, or none, but what is beyond both of them is not changed by it.
func (r *raster) fillRow(row int, crossings []rowCrossing) {
	slices.SortFunc(crossings, func(a, b rowCrossing) int { return cmp.Compare(a.x, b.x) })
	cells := r.owner[row*r.cols : (row+1)*r.cols]
	holding := held{0}
	for i, c := range crossings[:max(len(crossings)-1, 0)] {
		owner := holding.cross(c.west, c.east)
		// A cell's centre is half a unit from its corner.
		from, to := int(math.Ceil(c.x-0.5)), int(math.Ceil(crossings[i+1].x-0.5))
		for col := from; col < to; col++ {
			cells[col] = owner
		}
		r.cells[owner] += int32(max(to-from, 0))
	}
}

// held is what a row has come into and not yet left, the latest last: one area, or 0, but between borders that have come past each
// other.
type held []uint32

// cross goes from one area into another, and returns what the row is in then.
func (h *held) cross(west, east uint32) uint32 {
	if len(*h) == 1 && (*h)[0] == west {
		(*h)[0] = east // nearly always, so the quicker for it
		return east
	}
	h.toggle(west)
	h.toggle(east)
	// Each crossing enters or leaves two, so their number stays odd.
	return (*h)[len(*h)-1]
}

func (h *held) toggle(aid uint32) {
	if i := slices.Index(*h, aid); i >= 0 {
		*h = slices.Delete(*h, i, i+1)
	} else {
		*h = append(*h, aid)
	}
}

// place gives an area without a cell the nearest one that is nobody's or whose owner has others: it looks around a point in ever
// larger squares, from the first that may have one. An owner down to its last cell keeps it, so a square once full stays so; and what
// is full around a point is so around those beside it, but for one unit.
func (r *raster) place(aid uint32, near Point) {
	col, row := r.clamp(near)
	reach := int(r.full[row*r.cols+col])
	for y := max(row-1, 0); y <= min(row+1, r.rows-1); y++ {
		for x := max(col-1, 0); x <= min(col+1, r.cols-1); x++ {
			reach = max(reach, int(r.full[y*r.cols+x])-1)
		}
	}
	for ; ; reach++ {
		r.full[row*r.cols+col] = uint16(reach)
		for p := range around(Point{int32(col), int32(row)}, int32(reach)) {
			if p.X < 0 || p.Y < 0 || int(p.X) >= r.cols || int(p.Y) >= r.rows {
				continue
			}
			cell := int(p.Y)*r.cols + int(p.X)
			if owner := r.owner[cell]; owner == 0 || r.cells[owner] > 1 {
				r.cells[owner]--
				r.owner[cell] = aid
				r.cells[aid] = 1
				r.standIns = append(r.standIns, aid)
				return
			}
		}
	}
}

func (r *raster) clamp(p Point) (col, row int) {
	return min(max(int(p.X-r.lo.X), 0), r.cols-1), min(max(int(p.Y-r.lo.Y), 0), r.rows-1)
}
