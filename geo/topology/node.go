package topology

import (
	"cmp"
	"slices"
)

// contact is a pair of edges of a soup that meet elsewhere than at a shared end point.
type contact struct {
	e, f int32
	how  meeting
}

// contacts returns the pairs of edges that cross or touch, each perhaps several times. None means the soup is planar.
// Unless fresh is nil, one of a pair must be fresh.
func contacts(s *soup, index *buckets, fresh []bool) []contact {
	var found []contact
	index.pairs(s.points, s.edges, func(e, f int32) {
		if fresh != nil && !fresh[e] && !fresh[f] {
			return
		}
		if how := meet(s.points[s.edges[e].u], s.points[s.edges[e].v], s.points[s.edges[f].u], s.points[s.edges[f].v]); how != apart {
			found = append(found, contact{e, f, how})
		}
	})
	return found
}

// bending is which edges noding bends through the hot pixels they meet.
type bending int8

const (
	// bendNear: all of them. No point ever passes from one side of a border to the other.
	bendNear bending = iota
	// bendContacts: those in contact. What is near but apart stays as it is, so that little changes. Where edges still meet after
	// several rounds, all are bent.
	bendContacts
)

// maxRounds is how often edges in contact alone are bent.
const maxRounds = 8

// node makes a soup planar by snap rounding (Hobby 1999): the pixel of every point and of every crossing is hot, and edges are bent
// through the centre of every hot pixel they meet. Borders may come to lie on one another.
//
// A soup that is planar already is returned as it is: this is the usual case for published boundaries, and no point of theirs
// moves or is added. With it come the index of its edges, and the contacts of the soup as given for reports.
func node(s *soup, bent bending) (*soup, *buckets, []contact) {
	index := bucketEdges(s.points, s.edges)
	first := contacts(s, index, nil)
	for round, found := 0, first; len(found) > 0; round++ {
		bends := func(int32) bool { return true }
		if bent == bendContacts && round < maxRounds {
			met := make([]bool, len(s.edges))
			for _, c := range found {
				met[c.e], met[c.f] = true, true
			}
			bends = func(e int32) bool { return met[e] }
		}
		var fresh []bool
		s, fresh = snapRound(s, index, found, bends)
		index = bucketEdges(s.points, s.edges)
		found = contacts(s, index, fresh)
	}
	return s, index, first
}

// hit says that an edge passes through the hot pixel of a point.
type hit struct{ edge, point int32 }

// snapRound bends the edges of a soup for which bends holds through hot pixels, and tells which edges of the result may be fresh:
// all others were in the soup as they are, where they had no contact with each other, or their pixels would have been hit.
func snapRound(s *soup, index *buckets, found []contact, bends func(e int32) bool) (bent *soup, fresh []bool) {
	b := newSoupBuilder(len(s.points) + len(found))
	for _, p := range s.points {
		b.point(p)
	}
	for _, c := range found {
		if c.how == crossing {
			e, f := s.edges[c.e], s.edges[c.f]
			b.point(crossingPoint(s.points[e.u], s.points[e.v], s.points[f.u], s.points[f.v]))
		}
	}
	var hits []hit
	for id, h := range b.points {
		for _, e := range index.at(h) {
			u, v := s.edges[e].u, s.edges[e].v
			if int32(id) != u && int32(id) != v && bends(e) && stabs(s.points[u], s.points[v], h) {
				hits = append(hits, hit{e, int32(id)})
			}
		}
	}
	slices.SortFunc(hits, func(g, h hit) int {
		if g.edge != h.edge {
			return cmp.Compare(g.edge, h.edge)
		}
		// Pixels are disjoint and the edge is monotone in x and in y, so comparing centres gives the order they are met in.
		from, to := s.points[s.edges[g.edge].u], s.points[s.edges[g.edge].v]
		p, q := b.points[g.point], b.points[h.point]
		if p.X != q.X {
			return cmp.Compare(p.X, q.X) * direction(from.X, to.X)
		}
		return cmp.Compare(p.Y, q.Y) * direction(from.Y, to.Y)
	})
	b.addSplit(s, hits)
	bent = b.soup()
	return bent, bent.edgesAt(b.points, hits)
}

// edgesAt tells which edges end at a point that was hit. The soup's points are among those given, in the same order.
func (s *soup) edgesAt(points []Point, hits []hit) []bool {
	hot := make([]bool, len(points))
	for _, h := range hits {
		hot[h.point] = true
	}
	n := 0
	for i, p := range points {
		if n < len(s.points) && s.points[n] == p {
			hot[n] = hot[i]
			n++
		}
	}
	ends := make([]bool, len(s.edges))
	for i, e := range s.edges {
		ends[i] = hot[e.u] || hot[e.v]
	}
	return ends
}

// direction is 1 when an axis is walked upwards or not at all, −1 when downwards.
func direction(from, to int32) int {
	if to < from {
		return -1
	}
	return 1
}

// addSplit adds the edges of s with their labels, each led through the points it hits. Hits are sorted by edge, then
// along it from u to v.
func (b *soupBuilder) addSplit(s *soup, hits []hit) {
	for i, e := range s.edges {
		labels := s.labelsOf(int32(i))
		last := e.u
		for len(hits) > 0 && hits[0].edge == int32(i) {
			for _, label := range labels {
				b.add(last, hits[0].point, label)
			}
			last, hits = hits[0].point, hits[1:]
		}
		for _, label := range labels {
			b.add(last, e.v, label)
		}
	}
}
