package topology

import "math/bits"

// tracer follows the borders between the cells of a raster. Corners of cells are numbered row by row, one more than cells each way.
type tracer struct {
	*raster
	cuts  cutLines
	steps []uint8 // corner → the steps from it that are borders still to be followed, as bits, and whether it is a junction
}

// The steps from a corner along the sides of cells, clockwise where y grows downwards.
const (
	eastward = iota
	southward
	westward
	northward
)

const (
	allSteps   = 1<<4 - 1
	atJunction = 1 << 4 // more than two borders meet
)

// What a step adds to x and y.
var (
	stepX = [...]int{eastward: 1, southward: 0, westward: -1, northward: 0}
	stepY = [...]int{eastward: 0, southward: 1, westward: 0, northward: -1}
)

// arcs returns the borders between cells of different owners, in the form that chain gives them, with a point wherever they turn
// or cross a cut line.
func (r *raster) arcs(cuts cutLines) []Arc {
	t := tracer{r, cuts, r.steps()}
	var arcs []Arc
	for _, loops := range [...]bool{false, true} {
		for corner, steps := range t.steps {
			if steps&allSteps == 0 || !loops && steps&atJunction == 0 {
				continue
			}
			for step := range 4 {
				if t.steps[corner]>>step&1 == 1 {
					arcs = append(arcs, canonical(t.walk(corner%(r.cols+1), corner/(r.cols+1), step), loops))
				}
			}
		}
	}
	sortArcs(arcs)
	return arcs
}

// steps returns what leaves each corner. Outside the window is nobody's.
func (r *raster) steps() []uint8 {
	all := make([]uint8, (r.cols+1)*(r.rows+1))
	nobody := make([]uint32, r.cols)
	above := nobody
	for y := range r.rows + 1 {
		below := nobody
		if y < r.rows {
			below = r.owner[y*r.cols : (y+1)*r.cols]
		}
		row := all[y*(r.cols+1) : (y+1)*(r.cols+1)]
		var nw, sw uint32
		for x := range row {
			var ne, se uint32
			if x < r.cols {
				ne, se = above[x], below[x]
			}
			if ne != se || sw != se || nw != sw {
				row[x] = stepsBetween(nw, ne, sw, se)
			}
			nw, sw = ne, se
		}
		above = below
	}
	return all
}

// stepsBetween returns what leaves a corner between four cells.
func stepsBetween(nw, ne, sw, se uint32) (steps uint8) {
	if ne != se {
		steps |= 1 << eastward
	}
	if sw != se {
		steps |= 1 << southward
	}
	if nw != sw {
		steps |= 1 << westward
	}
	if nw != ne {
		steps |= 1 << northward
	}
	if bits.OnesCount8(steps) > 2 {
		steps |= atJunction
	}
	return steps
}

// walk follows a border from a corner by a step, to a junction or back to where it began.
func (t *tracer) walk(x, y, step int) Arc {
	a := Arc{Points: []Point{t.point(x, y)}}
	switch step {
	case eastward:
		a.Left, a.Right = t.at(x, y), t.at(x, y-1)
	case southward:
		a.Left, a.Right = t.at(x-1, y), t.at(x, y)
	case westward:
		a.Left, a.Right = t.at(x-1, y-1), t.at(x-1, y)
	case northward:
		a.Left, a.Right = t.at(x, y-1), t.at(x-1, y-1)
	}
	for {
		t.steps[t.corner(x, y)] &^= 1 << step
		x, y = x+stepX[step], y+stepY[step]
		corner := t.corner(x, y)
		t.steps[corner] &^= 1 << ((step + 2) % 4)
		onward := bits.TrailingZeros8(t.steps[corner] & allSteps)
		// Back where a loop began no step is left.
		end := t.steps[corner]&atJunction != 0 || t.steps[corner]&allSteps == 0
		if end || onward != step {
			last, p := a.Points[len(a.Points)-1], t.point(x, y)
			a.Points = append(t.cuts.appendCrossings(a.Points, last.position(), p.position()), p)
		}
		if end {
			return a
		}
		step = onward
	}
}

func (t *tracer) corner(x, y int) int { return y*(t.cols+1) + x }

func (t *tracer) point(x, y int) Point { return Point{t.lo.X + int32(x), t.lo.Y + int32(y)} }

// at returns the owner of a cell, 0 outside the window.
func (t *tracer) at(col, row int) uint32 {
	if col < 0 || row < 0 || col >= t.cols || row >= t.rows {
		return 0
	}
	return t.owner[row*t.cols+col]
}
