package demo

import (
	"math/rand/v2"
)

// borders draws the borders between areas.
type borders struct {
	seeds []seedPoint
	cells []cell
	of    []int
}

// ring is a closed border, its first point repeated, with the area on its left.
type ring []point

// rings returns the borders of an area: the outer one first, then those of holes. Three cells meet at a vertex, so of an
// area's sides only one can start there, and following them is unambiguous.
func (b borders) rings(a area) ([]ring, error) {
	next := map[triple]side{}
	owner := map[triple]int{}
	var starts []triple
	for _, i := range a.cells {
		for _, s := range b.cells[i].sides {
			if b.of[s.beyond] == b.of[i] {
				continue
			}
			if _, taken := next[s.from]; taken {
				return nil, errNotClosed
			}
			next[s.from], owner[s.from] = s, i
			starts = append(starts, s.from)
		}
	}
	var rings []ring
	for _, start := range starts {
		if _, todo := next[start]; !todo {
			continue
		}
		var r ring
		for at := start; ; {
			s, known := next[at]
			if !known {
				return nil, errNotClosed
			}
			r = append(r, b.line(s, owner[at])...)
			delete(next, at)
			if at = s.to; at == start {
				break
			}
		}
		r = append(r, r[0])
		if r.area() > 0 && len(rings) > 0 {
			rings = append([]ring{r}, rings...)
		} else {
			rings = append(rings, r)
		}
	}
	return rings, nil
}

// area is the signed area of a ring: positive when it runs anticlockwise.
func (r ring) area() float64 {
	sum := 0.0
	for i := range len(r) - 1 {
		sum += r[i].minus(r[0]).cross(r[i+1].minus(r[0]))
	}
	return sum / 2
}

// line is a side drawn as a border: its first point and those along it, without the last. Both cells of a side draw the same
// line, one backwards.
func (b borders) line(s side, of int) []point {
	low, high := min(of, s.beyond), max(of, s.beyond)
	from, to := s.from.place(b.seeds), s.to.place(b.seeds)
	if of == low {
		return append([]point{from}, b.wiggle(from, to, low, high)...)
	}
	line := b.wiggle(to, from, low, high)
	back := []point{from}
	for i := len(line) - 1; i >= 0; i-- {
		back = append(back, line[i])
	}
	return back
}

// wiggle returns points between two vertices, moved sideways by midpoint displacement. They stay between the lines from the
// vertices to the seeds of the two cells, and those kites do not overlap: so no two borders can cross, whatever the dice say.
func (b borders) wiggle(from, to point, low, high int) []point {
	const finest = 26.0 // metres between points
	length := from.distance(to)
	n := 1
	for n < 8 && length/float64(n) > mul(2, finest) {
		n *= 2
	}
	if n == 1 {
		return nil
	}
	along := to.minus(from).times(1 / length)
	toSeed := b.seeds[low].point.minus(from)
	foot, height := toSeed.dot(along), toSeed.cross(along)
	steepest := mul(0.8, max(height, -height)) / max(foot, -foot, length-foot, foot-length)
	slope := min(steepest, 0.42)

	r := rand.New(rand.NewPCG(seed^partBorders, uint64(low)<<32|uint64(high)))
	offsets := displaced(r, n)
	points := make([]point, n-1)
	for k := 1; k < n; k++ {
		at := mul(length, float64(k)/float64(n))
		side := mul(mul(offsets[k], slope), min(at, length-at))
		points[k-1] = from.plus(along.times(at)).plus(along.left().times(side))
	}
	return points
}

// displaced returns n+1 offsets from −1 to 1, 0 at both ends: each midpoint is moved from between its neighbours, by less and
// less as they come closer. n is a power of two.
func displaced(r *rand.Rand, n int) []float64 {
	offsets := make([]float64, n+1)
	most := 0.95
	for span := n; span > 1; span /= 2 {
		for k := span / 2; k < n; k += span {
			halfway := (offsets[k-span/2] + offsets[k+span/2]) / 2
			offsets[k] = clamp(halfway+scatter(r, most), -1, 1)
		}
		most = mul(most, 0.62)
	}
	return offsets
}
