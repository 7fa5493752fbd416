package demo

import (
	"cmp"
	"fmt"
	"slices"
)

// outside is the neighbour of a cell beyond the last seed.
const outside = -1

// triple names a Voronoi vertex by the three cells that meet there, in ascending order.
type triple [3]int

// side is one side of a cell, with the cell on its left: from one vertex to another, and the cell beyond it.
type side struct {
	from, to triple
	beyond   int
}

// cell is a Voronoi cell: the part of the plane that is nearer to its seed than to any other. Its sides run anticlockwise.
type cell struct{ sides []side }

// voronoi returns the cells of the seeds in the town. The others have no sides.
func voronoi(seeds []seedPoint) ([]cell, error) {
	near := newBuckets(400)
	for i, s := range seeds {
		near.add(s.point, i)
	}
	cells := make([]cell, len(seeds))
	for i, s := range seeds {
		if !s.town {
			continue
		}
		var err error
		if cells[i], err = cellOf(seeds, near, i); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// corner is a corner of a cell in the making, and the neighbour across the side that starts there.
type corner struct {
	at     point
	beyond int
}

// cellOf clips a square by the bisector with each neighbour, nearest first, until the rest are too far to matter.
func cellOf(seeds []seedPoint, near buckets, i int) (cell, error) {
	const reach = 1300.0 // more than twice the farthest corner of any cell in the town
	middle := seeds[i].point
	corners := []corner{
		{point{-extent, -extent}, outside}, {point{extent, -extent}, outside},
		{point{extent, extent}, outside}, {point{-extent, extent}, outside},
	}
	candidates := near.within(middle, reach)
	slices.SortFunc(candidates, func(a, b int) int {
		return cmp.Or(cmp.Compare(seeds[a].distance(middle), seeds[b].distance(middle)), cmp.Compare(a, b))
	})
	closed := false
	for _, j := range candidates {
		if j == i {
			continue
		}
		farthest := 0.0
		for _, c := range corners {
			farthest = max(farthest, c.at.distance(middle))
		}
		if closed = seeds[j].distance(middle) > mul(2, farthest); closed {
			break
		}
		corners = clip(corners, middle, seeds[j].point, j)
	}
	if !closed {
		return cell{}, fmt.Errorf("cell %d has no neighbour on one side: the seeds do not reach far enough", i)
	}
	var c cell
	for k, here := range corners {
		before, after := corners[(k+len(corners)-1)%len(corners)], corners[(k+1)%len(corners)]
		c.sides = append(c.sides, side{
			from: tripleOf(i, before.beyond, here.beyond), to: tripleOf(i, here.beyond, after.beyond), beyond: here.beyond,
		})
	}
	return c, nil
}

// clip keeps the part of a convex polygon that is nearer to middle than to other.
func clip(corners []corner, middle, other point, id int) []corner {
	halfway, away := between(middle, other, 0.5), other.minus(middle)
	excess := func(p point) float64 { return p.minus(halfway).dot(away) }
	var kept []corner
	for k, c := range corners {
		next := corners[(k+1)%len(corners)]
		here, there := excess(c.at), excess(next.at)
		if here <= 0 {
			kept = append(kept, c)
		}
		switch {
		case here <= 0 && there > 0: // going out: the new side starts here
			kept = append(kept, corner{between(c.at, next.at, here/(here-there)), id})
		case here > 0 && there <= 0: // coming back
			kept = append(kept, corner{between(c.at, next.at, here/(here-there)), c.beyond})
		}
	}
	return kept
}

func tripleOf(a, b, c int) triple {
	t := triple{a, b, c}
	slices.Sort(t[:])
	return t
}

// place is where a vertex is: the centre of the circle through its three seeds. It depends on nothing else, so all three cells
// agree on it to the last digit.
func (t triple) place(seeds []seedPoint) point {
	origin := seeds[t[0]].point
	b, c := seeds[t[1]].minus(origin), seeds[t[2]].minus(origin)
	bb, cc := b.dot(b), c.dot(c)
	twice := mul(2, b.cross(c))
	return origin.plus(point{(mul(c.y, bb) - mul(b.y, cc)) / twice, (mul(b.x, cc) - mul(c.x, bb)) / twice})
}
