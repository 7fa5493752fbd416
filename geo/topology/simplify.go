package topology

import (
	"math"
	"slices"
)

// simplify makes a mesh simpler, which it takes apart: only what is returned is to be used then. It drops points of arcs, those without
// which the border strays least first, as long as every dropped point stays within tolerance of the border. Junctions, points for which
// keep holds and the arcs of stand-ins stay.
//
// Points are left out on both sides of a border, but around a city that is a few dozen units wide that does not even out. So all areas
// together are held to their ground, twice which is given: a point of their outline stays if without it they would have more
// than groundShare too much or too little, unless they already had, and would have less of it.
//
// The mesh stays planar and keeps every area, exactly: a point may go only if the triangle it spans with the points
// before and after holds no other point of the mesh, rim included, and no edge joins those two already. Then no edge
// can cross the new one, since it would have to enter the triangle through the old two.
func (m *Mesh) simplify(tolerance float64, keep func(Point) bool, ground float64) *Mesh {
	s := newSimplifier(m, tolerance, keep, ground)
	// What is in the way of a point may itself go later.
	for left := s.lightest(); ; {
		before := len(left)
		if left = slices.DeleteFunc(left, s.drop); len(left) == before || len(left) == 0 {
			break
		}
	}
	return newMesh(s.arcs(), m.n, m.grid, m.StandIns)
}

// groundShare is the share of their ground that all areas together may win or lose by leaving points out. As much again remains for
// rounding, of the thousandth that tiles are held to.
const groundShare = 0.0005

// simplifier holds the points of the loose arcs, those with a point that may go, one after the other and linked along each arc; and
// after them the points of other arcs that lie near.
type simplifier struct {
	mesh       *Mesh
	tolerance  float64
	at         []Point
	prev, next []int32   // −1 beyond an arc's ends
	weight     []float32 // how far the border strays without the point and all lighter ones, between points that stay
	twin       []bool    // another arc has the same two ends
	outline    []int8    // as of the arc
	gone       []bool
	first      []int32 // arc → its first point; −1 for one that is not loose
	index      *buckets
	// Twice the ground that all areas together have more than they should, and how much it may come to.
	won, mostWon int64
}

func newSimplifier(m *Mesh, tolerance float64, keep func(Point) bool, ground float64) *simplifier {
	s := &simplifier{
		mesh: m, tolerance: tolerance, first: make([]int32, len(m.Arcs)),
		won: int64(math.Round(float64(m.doubledGround()) - ground)), mostWon: int64(ground * groundShare),
	}
	frozen := make([]bool, m.n+1)
	for _, aid := range m.StandIns {
		frozen[aid] = true
	}
	lo, hi := m.box()
	near := newCells(lo, hi, len(m.Arcs))
	marked := make([]bool, near.cols*near.rows)
	twin := twins(m.Arcs)
	arc := weighing{light: light(tolerance)}
	for i, a := range m.Arcs {
		s.first[i] = -1
		if len(a.Points) == 2 || frozen[a.Left] || frozen[a.Right] || !arc.loose(a.Points, keep) {
			continue
		}
		s.add(int32(i), arc.weight, twin[i])
		lo, hi := bounds(a.Points)
		near.each(lo, hi, func(cell int) { marked[cell] = true })
	}
	s.gone = make([]bool, len(s.at))
	for i, a := range m.Arcs {
		if s.first[i] >= 0 {
			continue
		}
		for _, p := range a.Points {
			if marked[near.of(p)] {
				s.at = append(s.at, p)
			}
		}
	}
	s.index = bucketPoints(s.at)
	return s
}

// light returns the weight up to which a point is looked at: a hair more than the tolerance, so that rounding passes over none.
func light(tolerance float64) float32 { return float32(tolerance) + 1e-3 }

// weighing weighs the points of one arc after another.
type weighing struct {
	light  float32
	at     []position
	weight []float32
}

// loose weighs the points of an arc between those that stay, and reports whether any is light enough to go.
func (w *weighing) loose(points []Point, keep func(Point) bool) bool {
	w.at, w.weight = w.at[:0], slices.Grow(w.weight[:0], len(points))[:len(points)]
	for _, p := range points {
		w.at = append(w.at, p.position())
	}
	from, last := 0, len(points)-1
	for i := 1; i <= last; i++ {
		if i == last || keep(points[i]) {
			weigh(w.at[from:i+1], w.weight[from:i+1])
			from = i
		}
	}
	return slices.ContainsFunc(w.weight, func(weight float32) bool { return weight <= w.light })
}

// add adds an arc.
func (s *simplifier) add(arc int32, weight []float32, twin bool) {
	start := int32(len(s.at))
	s.first[arc] = start
	outline := s.mesh.Arcs[arc].outline()
	for i, p := range s.mesh.Arcs[arc].Points {
		id := start + int32(i)
		s.at, s.prev, s.next = append(s.at, p), append(s.prev, id-1), append(s.next, id+1)
		s.twin, s.outline = append(s.twin, twin), append(s.outline, outline)
	}
	s.weight = append(s.weight, weight...)
	s.prev[start], s.next[len(s.next)-1] = -1, -1
}

// lightest returns the points light enough to go, the lightest first.
func (s *simplifier) lightest() []int32 {
	// A weight's bits are in the order of weights, as none is negative, and with its point beside them make one number to sort by.
	var keys []uint64
	for p, weight := range s.weight {
		if weight <= light(s.tolerance) {
			keys = append(keys, uint64(math.Float32bits(weight))<<32|uint64(p))
		}
	}
	slices.Sort(keys)
	points := make([]int32, len(keys))
	for i, key := range keys {
		points[i] = int32(uint32(key))
	}
	return points
}

// drop drops a point if it may go, and reports whether it did.
func (s *simplifier) drop(p int32) bool {
	if !s.near(p) || !s.free(p) {
		return false
	}
	before, after := s.prev[p], s.next[p]
	won := s.won - int64(s.outline[p])*cross(s.at[before], s.at[p], s.at[after])
	if size := max(won, -won); size > s.mostWon && size > max(s.won, -s.won) {
		return false
	}
	s.won = won
	s.next[before], s.prev[after] = after, before
	s.gone[p] = true
	return true
}

// near reports whether the border stays within the tolerance of a point, and of those around it that are gone, without it.
func (s *simplifier) near(p int32) bool {
	before, after := s.prev[p], s.next[p]
	for q := before + 1; q < after; q++ {
		if distance(s.at[q], s.at[before], s.at[after]) > s.tolerance {
			return false
		}
	}
	return true
}

// twins finds the arcs that share both ends with another. Arcs are sorted by where they start, at the lesser end.
func twins(arcs []Arc) []bool {
	found := make([]bool, len(arcs))
	for i, a := range arcs {
		for j := i + 1; j < len(arcs) && arcs[j].Points[0] == a.Points[0]; j++ {
			if arcs[j].Points[len(arcs[j].Points)-1] == a.Points[len(a.Points)-1] {
				found[i], found[j] = true, true
			}
		}
	}
	return found
}

// free reports whether a point may go without an edge touching or crossing another.
func (s *simplifier) free(p int32) bool {
	before, after := s.prev[p], s.next[p]
	a, v, b := s.at[before], s.at[p], s.at[after]
	if a == b || s.joined(before, after) {
		return false
	}
	lo := Point{min(a.X, v.X, b.X), min(a.Y, v.Y, b.Y)}
	hi := Point{max(a.X, v.X, b.X), max(a.Y, v.Y, b.Y)}
	blocked := s.index.any(lo, hi, func(q int32) bool {
		return !(int(q) < len(s.gone) && s.gone[q]) && s.at[q] != a && s.at[q] != v && s.at[q] != b && inTriangle(a, v, b, s.at[q])
	})
	return !blocked
}

// joined reports whether an edge joins two points of one arc, other than through the point between them. A point
// inside an arc has no edges but the arc's, so only arcs between the same two ends need looking at beyond it.
func (s *simplifier) joined(before, after int32) bool {
	if p := s.prev[before]; p >= 0 && s.at[p] == s.at[after] {
		return true
	}
	if n := s.next[after]; n >= 0 && s.at[n] == s.at[before] {
		return true
	}
	if s.prev[before] >= 0 || s.next[after] >= 0 || !s.twin[before] {
		return false
	}
	a, b := s.at[before], s.at[after]
	return s.straight(a, b) || s.straight(b, a)
}

// straight reports whether an arc from a to b has come down to one edge. Arcs are sorted by where they start.
func (s *simplifier) straight(a, b Point) bool {
	arcs := s.mesh.Arcs
	i, _ := slices.BinarySearchFunc(arcs, a, func(arc Arc, p Point) int { return compare(arc.Points[0], p) })
	for ; i < len(arcs) && arcs[i].Points[0] == a; i++ {
		end := arcs[i].Points[len(arcs[i].Points)-1]
		if end == b && s.edges(int32(i)) == 1 {
			return true
		}
	}
	return false
}

// edges counts the edges of an arc, up to two.
func (s *simplifier) edges(arc int32) int {
	first := s.first[arc]
	if first >= 0 && s.next[s.next[first]] < 0 || first < 0 && len(s.mesh.Arcs[arc].Points) == 2 {
		return 1
	}
	return 2
}

// arcs returns what is left, in place of the mesh's.
func (s *simplifier) arcs() []Arc {
	arcs := s.mesh.Arcs
	backing := make([]Point, 0, len(s.prev))
	for i, first := range s.first {
		if first < 0 {
			continue
		}
		start := len(backing)
		for p := first; p >= 0; p = s.next[p] {
			backing = append(backing, s.at[p])
		}
		arcs[i].Points = slices.Clip(backing[start:])
	}
	return arcs
}

// distance returns how far p is from the segment a–b, 0 exactly when on it.
func distance(p, a, b Point) float64 {
	px, py := float64(p.X)-float64(a.X), float64(p.Y)-float64(a.Y)
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	along, length2 := px*dx+py*dy, dx*dx+dy*dy
	switch {
	case along <= 0:
		return math.Hypot(px, py)
	case along >= length2:
		return math.Hypot(px-dx, py-dy)
	}
	return math.Abs(float64(cross(a, b, p))) / math.Sqrt(length2)
}

// inTriangle reports whether p lies in the triangle a, b, c or on its rim.
func inTriangle(a, b, c, p Point) bool {
	ab, bc, ca := cross(a, b, p), cross(b, c, p), cross(c, a, p)
	if ab == 0 && bc == 0 && ca == 0 {
		return within(a, b, p) || within(b, c, p) || within(c, a, p)
	}
	return ab >= 0 && bc >= 0 && ca >= 0 || ab <= 0 && bc <= 0 && ca <= 0
}
