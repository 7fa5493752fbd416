package topology

import (
	"math"
	"slices"
)

// loose is a soup with its loose edges.
type loose struct {
	*soup
	snapM  float64
	edges  []int32    // loose edges
	points []int32    // loose points: the ends of loose edges
	number []int32    // point → 1 + where it is in points, 0 when it is not loose
	sets   [][]uint32 // of each of points, the areas its loose edges bound, sorted
	start  []int32    // point → where its half-edges are in out, once asked for
	out    []int32
	aid    []uint32 // label → area
}

func findLoose(s *soup, aids []uint32, snapM float64) *loose {
	l := &loose{soup: s, snapM: snapM, number: make([]int32, len(s.points)), aid: aids}
	for i, e := range s.edges {
		if len(s.labelsOf(int32(i))) == 1 {
			l.edges = append(l.edges, int32(i))
			l.number[e.u], l.number[e.v] = 1, 1
		}
	}
	for p, is := range l.number {
		if is == 1 {
			l.points = append(l.points, int32(p))
			l.number[p] = int32(len(l.points))
		}
	}
	l.sets = make([][]uint32, len(l.points))
	for _, i := range l.edges {
		label := s.labelsOf(i)[0]
		for _, p := range [...]int32{s.edges[i].u, s.edges[i].v} {
			if set := &l.sets[l.number[p]-1]; len(*set) == 0 {
				*set = aids[label : label+1 : label+1]
			} else {
				*set = union(*set, aids[label])
			}
		}
	}
	return l
}

// aids returns the areas that the loose edges of a loose point bound, sorted.
func (l *loose) aids(p int32) []uint32 { return l.sets[l.number[p]-1] }

// alongBorder returns the length in metres of the shortest way from p to q along edges, +Inf when it is more than
// detour times the snap distance.
func (l *loose) alongBorder(p, q int32) float64 {
	if l.start == nil {
		l.start, l.out = l.outgoing()
	}
	k := metresAt(l.soup.points[p])
	lengths := map[int32]float64{p: 0}
	shortest := math.Inf(1)
	for queue := []int32{p}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at == q {
			shortest = min(shortest, lengths[at])
			continue
		}
		for _, h := range l.out[l.start[at]:l.start[at+1]] {
			to := l.to(h)
			length := lengths[at] + k.distance(l.soup.points[at], l.soup.points[to])
			if before, ok := lengths[to]; length <= detour*l.snapM && (!ok || length < before) {
				lengths[to] = length
				queue = append(queue, to)
			}
		}
	}
	return shortest
}

// union returns a sorted set with one more member.
func union(set []uint32, member uint32) []uint32 {
	i, found := slices.BinarySearch(set, member)
	if found {
		return set
	}
	return slices.Insert(slices.Clone(set), i, member)
}

// disjoint reports whether two sets have no member in common.
func disjoint(a, b []uint32) bool {
	return !slices.ContainsFunc(a, func(v uint32) bool { return slices.Contains(b, v) })
}
