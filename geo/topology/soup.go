package topology

import (
	"cmp"
	"slices"
)

// edge joins two points of a soup, u < v by index.
type edge struct{ u, v int32 }

// soup is a set of distinct segments between distinct points. Each edge carries its labels: what changes from
// inside to outside when one steps across it.
type soup struct {
	points     []Point
	edges      []edge   // sorted
	labelStart []int32  // of each edge's labels; one longer than edges
	labels     []uint32 // sorted within an edge, each once
}

func (s *soup) labelsOf(edge int32) []uint32 {
	return s.labels[s.labelStart[edge]:s.labelStart[edge+1]]
}

// Half-edge 2e walks edge e from u to v, and 2e+1 back.

func (s *soup) from(half int32) int32 {
	if half&1 == 0 {
		return s.edges[half>>1].u
	}
	return s.edges[half>>1].v
}

func (s *soup) to(half int32) int32 { return s.from(half ^ 1) }

// outgoing lists the half-edges that leave each point p: out[start[p]:start[p+1]].
func (s *soup) outgoing() (start, out []int32) {
	start = make([]int32, len(s.points)+1)
	for _, e := range s.edges {
		start[e.u+1]++
		start[e.v+1]++
	}
	for i := 1; i < len(start); i++ {
		start[i] += start[i-1]
	}
	out = make([]int32, 2*len(s.edges))
	fill := slices.Clone(start)
	for i, e := range s.edges {
		out[fill[e.u]], out[fill[e.v]] = int32(2*i), int32(2*i+1)
		fill[e.u]++
		fill[e.v]++
	}
	return start, out
}

// labelled is one segment as it is added.
type labelled struct {
	edge
	label uint32
}

// soupBuilder collects labelled segments. Most of them lead from one point to the next in number, and take little room.
type soupBuilder struct {
	pointSet
	onward   [][2]uint32 // of each point: up to two labels + 1 of the segment to the next point; there may be fewer than points
	segments []labelled  // all others
}

// newSoupBuilder makes room for so many distinct points.
func newSoupBuilder(points int) *soupBuilder { return &soupBuilder{pointSet: newPointSet(points)} }

// builder returns one for segments between points of the soup alone.
func (s *soup) builder() *soupBuilder { return &soupBuilder{pointSet: pointSet{points: s.points}} }

// point returns the index of p, adding it when it is new.
func (b *soupBuilder) point(p Point) int32 { return b.number(p) }

// add adds a segment; one of no length is left out.
func (b *soupBuilder) add(p, q int32, label uint32) {
	if p == q {
		return
	}
	e := edge{min(p, q), max(p, q)}
	if e.v == e.u+1 && b.addOnward(e.u, label) {
		return
	}
	b.segments = append(b.segments, labelled{e, label})
}

// addOnward adds the segment to the next point, if there is room for its label.
func (b *soupBuilder) addOnward(p int32, label uint32) bool {
	if int(p) >= len(b.onward) {
		b.onward = append(slices.Grow(b.onward, cap(b.points)-len(b.onward)), make([][2]uint32, len(b.points)-len(b.onward))...)
	}
	for i, known := range b.onward[p] {
		if known == 0 {
			b.onward[p][i] = label + 1
			return true
		}
	}
	return false
}

// addPath adds the segments of a path.
func (b *soupBuilder) addPath(path []Point, label uint32) {
	last := b.point(path[0])
	for _, p := range path[1:] {
		next := b.point(p)
		b.add(last, next, label)
		last = next
	}
}

// addWalk adds the segments of a path whose points are numbered.
func (b *soupBuilder) addWalk(walk []int32, label uint32) {
	for i, p := range walk[1:] {
		b.add(walk[i], p, label)
	}
}

// soup merges equal segments. A label that occurs twice on a segment cancels out (even–odd), and a segment left
// without labels is dropped: nothing changes across it. The builder is of no use afterwards.
func (b *soupBuilder) soup() *soup {
	b.slots = nil // leaves room for the soup
	segments := sortSegments(b.segments, len(b.points))
	size := len(b.onward) + len(segments)
	s := &soup{points: b.points, edges: make([]edge, 0, size), labelStart: make([]int32, 1, size+1), labels: make([]uint32, 0, 2*len(b.onward)+len(segments))}
	var labels []uint32
	for u := range int32(len(b.points)) {
		labels = labels[:0]
		if int(u) < len(b.onward) {
			for _, label := range b.onward[u] {
				if label != 0 {
					labels = append(labels, label-1)
				}
			}
		}
		e := edge{u, u + 1}
		for len(segments) > 0 && segments[0].u == u {
			if segments[0].edge != e {
				s.add(e, labels)
				e, labels = segments[0].edge, labels[:0]
			}
			labels, segments = append(labels, segments[0].label), segments[1:]
		}
		s.add(e, labels)
	}
	s.dropUnusedPoints()
	return s
}

// add adds an edge with those labels that occur an odd number of times.
func (s *soup) add(e edge, labels []uint32) {
	slices.Sort(labels)
	before := len(s.labels)
	for i := 0; i < len(labels); {
		label, times := labels[i], 0
		for ; i < len(labels) && labels[i] == label; i++ {
			times++
		}
		if times%2 == 1 {
			s.labels = append(s.labels, label)
		}
	}
	if len(s.labels) > before {
		s.edges = append(s.edges, e)
		s.labelStart = append(s.labelStart, int32(len(s.labels)))
	}
}

// dropUnusedPoints renumbers the points, keeping their order, so that all of them are end points of edges.
func (s *soup) dropUnusedPoints() {
	renumbered := make([]int32, len(s.points))
	for _, e := range s.edges {
		renumbered[e.u], renumbered[e.v] = 1, 1
	}
	var unused int
	for _, used := range renumbered {
		unused += 1 - int(used)
	}
	if unused == 0 {
		return
	}
	points := make([]Point, 0, len(s.points)-unused)
	for old, used := range renumbered {
		if used == 1 {
			renumbered[old] = int32(len(points))
			points = append(points, s.points[old])
		}
	}
	s.points = points
	for i, e := range s.edges {
		s.edges[i] = edge{renumbered[e.u], renumbered[e.v]}
	}
}

// sortSegments returns the segments by edge, then label: a counting sort by u, then a small sort for each u.
func sortSegments(segments []labelled, points int) []labelled {
	start := make([]int32, points+1)
	for _, s := range segments {
		start[s.u+1]++
	}
	for i := 1; i <= points; i++ {
		start[i] += start[i-1]
	}
	sorted := make([]labelled, len(segments))
	fill := slices.Clone(start)
	for _, s := range segments {
		sorted[fill[s.u]] = s
		fill[s.u]++
	}
	for u := range points {
		if start[u+1]-start[u] < 2 {
			continue
		}
		slices.SortFunc(sorted[start[u]:start[u+1]], func(a, b labelled) int {
			return cmp.Or(cmp.Compare(a.v, b.v), cmp.Compare(a.label, b.label))
		})
	}
	return sorted
}
