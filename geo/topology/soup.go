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

// soupBuilder collects labelled segments.
type soupBuilder struct {
	pointSet
	segments []labelled
}

func newSoupBuilder(points, segments int) *soupBuilder {
	return &soupBuilder{pointSet: newPointSet(points), segments: make([]labelled, 0, segments)}
}

// point returns the index of p, adding it when it is new.
func (b *soupBuilder) point(p Point) int32 { return b.number(p) }

// add adds a segment; one of no length is left out.
func (b *soupBuilder) add(p, q int32, label uint32) {
	if p != q {
		b.segments = append(b.segments, labelled{edge{min(p, q), max(p, q)}, label})
	}
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

// soup merges equal segments. A label that occurs twice on a segment cancels out (even–odd), and a segment left
// without labels is dropped: nothing changes across it.
func (b *soupBuilder) soup() *soup {
	segments := sortSegments(b.segments, len(b.points))
	s := &soup{points: b.points, edges: make([]edge, 0, len(segments)/2), labelStart: []int32{0}, labels: make([]uint32, 0, len(segments))}
	for i := 0; i < len(segments); {
		e := segments[i].edge
		before := len(s.labels)
		for i < len(segments) && segments[i].edge == e {
			label, times := segments[i].label, 0
			for i < len(segments) && segments[i].edge == e && segments[i].label == label {
				i, times = i+1, times+1
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
	s.dropUnusedPoints()
	return s
}

// dropUnusedPoints renumbers the points, keeping their order, so that all of them are end points of edges.
func (s *soup) dropUnusedPoints() {
	renumbered := make([]int32, len(s.points))
	for _, e := range s.edges {
		renumbered[e.u], renumbered[e.v] = 1, 1
	}
	var points []Point
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
		slices.SortFunc(sorted[start[u]:start[u+1]], func(a, b labelled) int {
			return cmp.Or(cmp.Compare(a.v, b.v), cmp.Compare(a.label, b.label))
		})
	}
	return sorted
}
