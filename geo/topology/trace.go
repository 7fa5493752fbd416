package topology

import "math/bits"

// tracer follows the borders between the cells of a raster. Corners of cells are numbered row by row, one more than cells each way.
type tracer struct {
	*raster
	cuts   cutLines
	walked []uint8 // corner → the steps from it that have been walked
}

// The steps from a corner along the sides of cells, clockwise where y grows downwards.
const (
	eastward = iota
	southward
	westward
	northward
)

// arcs returns the borders between cells of different owners, in the form that chain gives them, with a point wherever they turn
// or cross a cut line.
func (r *raster) arcs(cuts cutLines) []Arc {
	t := tracer{r, cuts, make([]uint8, (r.cols+1)*(r.rows+1))}
	var arcs []Arc
	for _, loops := range [...]bool{false, true} {
		for y := 0; y <= r.rows; y++ {
			for x := 0; x <= r.cols; x++ {
				steps := t.steps(x, y)
				if steps == 0 || !loops && !junction(steps) {
					continue
				}
				for step := range 4 {
					if steps>>step&1 == 1 && t.walked[t.corner(x, y)]>>step&1 == 0 {
						arcs = append(arcs, canonical(t.walk(x, y, step), loops))
					}
				}
			}
		}
	}
	sortArcs(arcs)
	return arcs
}

func (t *tracer) corner(x, y int) int { return y*(t.cols+1) + x }

// at returns the owner of a cell, 0 outside the window.
func (t *tracer) at(col, row int) uint32 {
	if col < 0 || row < 0 || col >= t.cols || row >= t.rows {
		return 0
	}
	return t.owner[row*t.cols+col]
}

// steps returns, as bits, the steps from a corner that are borders.
func (t *tracer) steps(x, y int) (steps uint8) {
	nw, ne, sw, se := t.at(x-1, y-1), t.at(x, y-1), t.at(x-1, y), t.at(x, y)
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
	return steps
}

// junction reports whether more than two borders meet.
func junction(steps uint8) bool { return bits.OnesCount8(steps) > 2 }

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
	startX, startY := x, y
	for {
		t.walked[t.corner(x, y)] |= 1 << step
		x, y = x+stepX[step], y+stepY[step]
		back := (step + 2) % 4
		t.walked[t.corner(x, y)] |= 1 << back
		steps := t.steps(x, y)
		onward := bits.TrailingZeros8(steps &^ (1 << back))
		end := junction(steps) || x == startX && y == startY
		if end || onward != step {
			p := t.point(x, y)
			a.Points = append(t.cuts.appendCrossings(a.Points, a.Points[len(a.Points)-1], p), p)
		}
		if end {
			return a
		}
		step = onward
	}
}

// What a step adds to x and y.
var (
	stepX = [...]int{eastward: 1, southward: 0, westward: -1, northward: 0}
	stepY = [...]int{eastward: 0, southward: 1, westward: 0, northward: -1}
)

func (t *tracer) point(x, y int) Point { return Point{t.lo.X + int32(x), t.lo.Y + int32(y)} }
