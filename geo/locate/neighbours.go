package locate

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// WithinM lists for each point the others that are at most so many metres away over the ground. What is no place has none.
func WithinM(points []orb.Point, distanceM float64) geo.Neighbours {
	nodes := NewNearest(points).nodes
	lists := make(geo.Neighbours, len(points))
	for i, p := range points {
		if !finite(p) {
			continue
		}
		s := surroundings{self: i, to: inSpace(p), limitM: distanceM}
		s.search(nodes)
		slices.Sort(s.within)
		lists[i] = s.within
	}
	return lists
}

// KNearest lists for each point the k others nearest to it; of several at the same distance, those of the lowest positions.
// They need not be mutual. What is no place has none and is none.
func KNearest(points []orb.Point, k int) geo.Neighbours {
	nodes := NewNearest(points).nodes
	lists := make(geo.Neighbours, len(points))
	if k < 1 {
		return lists
	}
	for i, p := range points {
		if !finite(p) {
			continue
		}
		c := company{self: i, to: inSpace(p), found: make([]candidate, 0, k+1), k: k}
		c.search(nodes)
		for _, f := range c.found {
			lists[i] = append(lists[i], int32(f.position))
		}
		slices.Sort(lists[i])
	}
	return lists
}

// LinkIslands returns neighbour lists in which each area without neighbours and the area whose point is nearest to its own are
// each other's, and which areas those without were. A lone area stays one.
func LinkIslands(n geo.Neighbours, points []orb.Point) (linked geo.Neighbours, islands []int) {
	linked = slices.Clone(n)
	var nearest geo.Neighbours
	for i, list := range n {
		if len(list) > 0 {
			continue
		}
		if nearest == nil {
			nearest = KNearest(points, 1)
		}
		if len(nearest[i]) == 0 {
			continue
		}
		j := nearest[i][0]
		islands = append(islands, i)
		linked[i] = with(linked[i], j)
		linked[j] = with(linked[j], int32(i))
	}
	return linked, islands
}

// with returns a sorted list that holds a position too.
func with(list []int32, position int32) []int32 {
	at, found := slices.BinarySearch(list, position)
	if found {
		return list
	}
	return slices.Insert(slices.Clone(list), at, position)
}

// surroundings are the points within a distance of one.
type surroundings struct {
	self   int
	to     vector
	limitM float64
	within []int32
}

func (s *surroundings) search(nodes []node) {
	if len(nodes) == 0 {
		return
	}
	middle := len(nodes) / 2
	n := &nodes[middle]
	if n.position != s.self && overGround(math.Sqrt(squared(n.at, s.to))) <= s.limitM {
		s.within = append(s.within, int32(n.position))
	}
	near, far := nodes[:middle], nodes[middle+1:]
	across := s.to[n.axis] - n.at[n.axis]
	if across > 0 {
		near, far = far, near
	}
	s.search(near)
	if !(math.Abs(across) > s.limitM) { // a straight line is no longer than the way over the ground; from what is no place nothing follows
		s.search(far)
	}
}

// company is the k nearest of a point so far, nearest first.
type company struct {
	self, k int
	to      vector
	found   []candidate
}

func (c *company) search(nodes []node) {
	if len(nodes) == 0 {
		return
	}
	middle := len(nodes) / 2
	n := &nodes[middle]
	if n.position != c.self {
		c.add(candidate{n.position, squared(n.at, c.to)})
	}
	near, far := nodes[:middle], nodes[middle+1:]
	across := c.to[n.axis] - n.at[n.axis]
	if across > 0 {
		near, far = far, near
	}
	c.search(near)
	if len(c.found) < c.k || !(across*across > c.found[len(c.found)-1].squared) { // equal too: a tie may lie there with a lower position
		c.search(far)
	}
}

func (c *company) add(one candidate) {
	if math.IsNaN(one.squared) {
		return
	}
	at, _ := slices.BinarySearchFunc(c.found, one, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.squared, b.squared), cmp.Compare(a.position, b.position))
	})
	if at < c.k {
		c.found = slices.Insert(c.found, at, one)
		c.found = c.found[:min(len(c.found), c.k)]
	}
}
