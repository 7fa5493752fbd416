package topology

import (
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

// outline returns on which side of a border around all areas together they are: 1 left, −1 right; 0 for other borders.
func (a Arc) outline() int8 {
	switch {
	case a.Right == 0 && a.Left != 0:
		return 1
	case a.Left == 0 && a.Right != 0:
		return -1
	}
	return 0
}

// reversed returns the same border walked the other way.
func (a Arc) reversed() Arc {
	points := slices.Clone(a.Points)
	slices.Reverse(points)
	return Arc{Points: points, Left: a.Right, Right: a.Left}
}

// sortArcs sorts arcs by their first two points.
func sortArcs(arcs []Arc) {
	// The first points as numbers, side by side, are quicker to compare than each where it lies.
	type placed struct {
		first uint64
		arc   int32
	}
	order := make([]placed, len(arcs))
	for i, a := range arcs {
		p := a.Points[0]
		order[i] = placed{uint64(uint32(p.X)^1<<31)<<32 | uint64(uint32(p.Y)^1<<31), int32(i)}
	}
	slices.SortFunc(order, func(a, b placed) int {
		switch {
		case a.first < b.first:
			return -1
		case a.first > b.first:
			return 1
		}
		return compare(arcs[a.arc].Points[1], arcs[b.arc].Points[1])
	})
	unsorted := slices.Clone(arcs)
	for i, p := range order {
		arcs[i] = unsorted[p.arc]
	}
}

// canonical returns an arc between junctions, or a loop that is alone, with the start and the direction that chain gives it.
func canonical(a Arc, alone bool) Arc {
	last := len(a.Points) - 1
	order := compare(a.Points[0], a.Points[last])
	if order == 0 {
		if alone {
			return canonicalLoop(a)
		}
		order = compare(a.Points[1], a.Points[last-1])
	}
	if order > 0 {
		return a.reversed()
	}
	return a
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
