package topology

import (
	"math"
	"slices"
)

// simplify drops points of arcs, the least noticeable first, as long as every dropped point stays within tolerance of
// the border. Junctions, points for which keep holds and the arcs of stand-ins stay.
//
// The mesh stays planar and keeps every area, exactly: a point may go only if the triangle it spans with the points
// before and after holds no other point of the mesh, rim included, and no edge joins those two already. Then no edge
// can cross the new one, since it would have to enter the triangle through the old two.
func (m *Mesh) simplify(tolerance float64, keep func(Point) bool) *Mesh {
	s := newSimplifier(m, tolerance, keep)
	s.queue.init()
	for len(s.queue) > 0 {
		c := s.queue.pop()
		if c.version != s.version[c.point] || !s.free(c.point) {
			continue
		}
		before, after := s.prev[c.point], s.next[c.point]
		s.next[before], s.prev[after] = after, before
		s.gone[c.point] = true
		s.offer(before)
		s.offer(after)
	}
	return newMesh(s.arcs(), m.n, m.grid, m.StandIns)
}

// simplifier holds the points of the loose arcs, those with a point that may go, one after the other and linked along each arc; and
// after them the points of other arcs that lie near.
type simplifier struct {
	mesh       *Mesh
	tolerance  float64
	at         []Point
	prev, next []int32 // −1 beyond an arc's ends
	fixed      []bool
	twin       []bool // another arc has the same two ends
	gone       []bool
	version    []int32 // changes when a neighbour goes, which makes queued candidates stale
	first      []int32 // arc → its first point; −1 for one that is not loose
	index      *buckets
	queue      candidates
}

func newSimplifier(m *Mesh, tolerance float64, keep func(Point) bool) *simplifier {
	s := &simplifier{mesh: m, tolerance: tolerance, first: make([]int32, len(m.Arcs))}
	frozen := make([]bool, m.n+1)
	for _, aid := range m.StandIns {
		frozen[aid] = true
	}
	lo, hi := m.box()
	near := newCells(lo, hi, len(m.Arcs))
	twin := twins(m.Arcs)
	marked := make([]bool, near.cols*near.rows)
	for i, a := range m.Arcs {
		s.first[i] = -1
		if !frozen[a.Left] && !frozen[a.Right] && s.add(int32(i), twin[i], keep) {
			lo, hi := bounds(a.Points)
			near.each(lo, hi, func(cell int) { marked[cell] = true })
		}
	}
	s.gone, s.version = make([]bool, len(s.at)), make([]int32, len(s.at))
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

// add adds an arc and queues its points that may go. It reports whether there are any; without, the arc is left out.
func (s *simplifier) add(arc int32, twin bool, keep func(Point) bool) bool {
	points := s.mesh.Arcs[arc].Points
	start, queued := int32(len(s.at)), len(s.queue)
	last := len(points) - 1
	for j := 1; j < last; j++ {
		if stray := distance(points[j], points[j-1], points[j+1]); stray <= s.tolerance && !keep(points[j]) {
			s.queue = append(s.queue, candidate{error: stray, point: start + int32(j)})
		}
	}
	if len(s.queue) == queued {
		return false
	}
	s.first[arc] = start
	for j, p := range points {
		id := start + int32(j)
		s.at, s.prev, s.next = append(s.at, p), append(s.prev, id-1), append(s.next, id+1)
		s.fixed, s.twin = append(s.fixed, j == 0 || j == last || keep(p)), append(s.twin, twin)
	}
	s.prev[start], s.next[len(s.next)-1] = -1, -1
	return true
}

// offer queues a point whose neighbour went if it may go within the tolerance.
func (s *simplifier) offer(p int32) {
	s.version[p]++
	if c, ok := s.candidate(p); ok {
		s.queue.push(c)
	}
}

// candidate returns a point as it would be queued, and whether it may go within the tolerance.
func (s *simplifier) candidate(p int32) (c candidate, ok bool) {
	if s.fixed[p] {
		return candidate{}, false
	}
	before, after := s.prev[p], s.next[p]
	stray := 0.0
	for q := before + 1; q < after; q++ {
		stray = max(stray, distance(s.at[q], s.at[before], s.at[after]))
		if stray > s.tolerance {
			return candidate{}, false
		}
	}
	return candidate{stray, p, s.version[p]}, true
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

// arcs returns what is left.
func (s *simplifier) arcs() []Arc {
	arcs := slices.Clone(s.mesh.Arcs)
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
