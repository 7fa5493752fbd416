package locate

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Nearest finds the nearest of a set of points. It is safe for concurrent use.
//
// It is a balanced k-d tree laid out in a slice: the node of a range is its middle, with what lies below it on the node's
// axis before it and what lies above after it.
type Nearest struct {
	nodes []node
}

type node struct {
	at       vector
	axis     int
	position int // in the points given
}

// NewNearest indexes points given as longitude and latitude.
func NewNearest(points []orb.Point) *Nearest {
	nodes := make([]node, len(points))
	for i, p := range points {
		nodes[i] = node{at: inSpace(p), position: i}
	}
	divide(nodes)
	return &Nearest{nodes: nodes}
}

// divide arranges nodes as a tree, splitting each range on the axis on which it is widest.
func divide(nodes []node) {
	if len(nodes) < 2 {
		return
	}
	axis, widest := 0, -1.0
	for k := range 3 {
		low, high := math.Inf(1), math.Inf(-1)
		for _, n := range nodes {
			low, high = min(low, n.at[k]), max(high, n.at[k])
		}
		if high-low > widest {
			axis, widest = k, high-low
		}
	}
	slices.SortFunc(nodes, func(a, b node) int {
		return cmp.Or(cmp.Compare(a.at[axis], b.at[axis]), cmp.Compare(a.position, b.position))
	})
	middle := len(nodes) / 2
	nodes[middle].axis = axis
	divide(nodes[:middle])
	divide(nodes[middle+1:])
}

// To returns the position of the point nearest to p and its distance in metres; of several at the same distance, the lowest
// position. It returns -1 and NaN when there are no points or p is no place.
func (x *Nearest) To(p orb.Point) (position int, distanceM float64) {
	if !finite(p) {
		return -1, math.NaN()
	}
	found := candidate{position: -1, squared: math.Inf(1)}
	found.search(x.nodes, inSpace(p))
	if found.position < 0 {
		return -1, math.NaN()
	}
	return found.position, overGround(math.Sqrt(found.squared))
}

// candidate is the nearest point so far, with its squared straight line.
type candidate struct {
	position int
	squared  float64
}

func (c *candidate) search(nodes []node, to vector) {
	if len(nodes) == 0 {
		return
	}
	middle := len(nodes) / 2
	n := &nodes[middle]
	if d := squared(n.at, to); d < c.squared || d == c.squared && n.position < c.position {
		c.position, c.squared = n.position, d
	}
	near, far := nodes[:middle], nodes[middle+1:]
	across := to[n.axis] - n.at[n.axis]
	if across > 0 {
		near, far = far, near
	}
	c.search(near, to)
	if across*across <= c.squared { // equal too: a tie may lie there with a lower position
		c.search(far, to)
	}
}

// Within calls found for every point within a distance of p, in metres: with its position and its distance. The order is that of
// the tree, which is the same for the same points.
func (x *Nearest) Within(p orb.Point, withinM float64, found func(position int, distanceM float64)) {
	if !finite(p) || !(withinM >= 0) {
		return
	}
	straightM := 2 * meanRadiusM * math.Sin(min(withinM/(2*meanRadiusM), math.Pi/2))
	within(x.nodes, inSpace(p), straightM*straightM*(1+1e-9), withinM, found) // a little more, as the distance itself decides
}

func within(nodes []node, to vector, mostSquared, withinM float64, found func(int, float64)) {
	if len(nodes) == 0 {
		return
	}
	middle := len(nodes) / 2
	n := &nodes[middle]
	if d := squared(n.at, to); d <= mostSquared {
		if distanceM := overGround(math.Sqrt(d)); distanceM <= withinM {
			found(n.position, distanceM)
		}
	}
	across := to[n.axis] - n.at[n.axis]
	if across <= 0 || across*across <= mostSquared {
		within(nodes[:middle], to, mostSquared, withinM, found)
	}
	if across >= 0 || across*across <= mostSquared {
		within(nodes[middle+1:], to, mostSquared, withinM, found)
	}
}
