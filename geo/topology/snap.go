package topology

import (
	"cmp"
	"math"
	"slices"
)

// maxSnapM bounds the snap distance: beyond it borders are different, not badly drawn.
const maxSnapM = 20

// detour is how many times the snap distance two places must be apart along the border to count as two sides of a
// mismatch. Nearer ones are the shape of one border: a corner drawn finely where two areas meet at the coast.
const detour = 3

// snap makes borders the same that nearly are, and returns the labels whose segments it changed.
//
// It looks only at loose edges, those that bound one area: a border drawn alike from both sides bounds two and never
// moves. Of two loose points within snapM of each other that belong to different areas one moves to the other: to the
// one that bounds more areas, else to the lesser aid's. Then a loose edge within snapM of a loose point of other areas
// is bent through it. No coordinate is made up.
func snap(s *soup, aids []uint32, snapM float64) (*soup, []uint32) {
	if snapM == 0 {
		return s, nil
	}
	l := findLoose(s, aids, snapM)
	merged, moved := l.mergePoints()
	if merged != s {
		l = findLoose(merged, aids, snapM)
	}
	bent, bentLabels := l.bendEdges()
	return bent, append(moved, bentLabels...)
}

// near returns the box around p that holds every place within snapM of it.
func (l *loose) near(p Point) (k metres, lo, hi Point) {
	k = metresAt(p)
	dx, dy := reach(l.snapM, k.perX), reach(l.snapM, k.perY)
	clamp := func(v int64) int32 { return int32(min(max(v, math.MinInt32), math.MaxInt32)) }
	lo = Point{clamp(int64(p.X) - dx), clamp(int64(p.Y) - dy)}
	hi = Point{clamp(int64(p.X) + dx), clamp(int64(p.Y) + dy)}
	return k, lo, hi
}

// reach is a distance in whole units, rounded up. At a pole a unit of longitude has no length and all are in reach.
func reach(distanceM, perUnit float64) int64 {
	return int64(min(math.Ceil(distanceM/perUnit), math.MaxInt32))
}

// closeness is a pair of loose points that may be two drawings of one.
type closeness struct {
	distanceM float64
	p, q      int32 // p stays: it bounds more areas, or the lesser aid, or is the lesser
}

// cluster is a set of loose points taken for drawings of one, all within the snap distance of its head. No two of them
// bound the same area, so that fine detail drawn from one side is not collapsed.
type cluster struct {
	head    int32
	members []int32
	aids    []uint32
}

// mergePoints moves loose points onto one another, the nearest pairs first.
func (l *loose) mergePoints() (*soup, []uint32) {
	clusters := make(map[int32]*cluster)
	of := func(p int32) *cluster {
		if clusters[p] == nil {
			clusters[p] = &cluster{head: p, members: []int32{p}, aids: l.aids(p)}
		}
		return clusters[p]
	}
	for _, c := range l.closePairs() {
		into, from := of(c.p), of(c.q)
		if !l.reaches(into, from) {
			into, from = from, into
		}
		if into == from || !disjoint(into.aids, from.aids) || !l.reaches(into, from) {
			continue
		}
		into.members = append(into.members, from.members...)
		for _, aid := range from.aids {
			into.aids = union(into.aids, aid)
		}
		for _, p := range from.members {
			clusters[p] = into
		}
	}
	return l.moveToHeads(clusters)
}

// reaches reports whether a cluster's points are all within the snap distance of another's head.
func (l *loose) reaches(into, from *cluster) bool {
	head := l.soup.points[into.head]
	k := metresAt(head)
	return !slices.ContainsFunc(from.members, func(p int32) bool {
		return k.distance(head, l.soup.points[p]) > l.snapM
	})
}

// moveToHeads moves the points of clusters to their heads, and returns the labels whose segments that changes.
func (l *loose) moveToHeads(clusters map[int32]*cluster) (*soup, []uint32) {
	if len(clusters) == 0 {
		return l.soup, nil
	}
	var labels []uint32
	target := func(p int32) int32 {
		if c := clusters[p]; c != nil {
			return c.head
		}
		return p
	}
	b := l.soup.builder()
	for i, e := range l.soup.edges {
		u, v := target(e.u), target(e.v)
		for _, label := range l.labelsOf(int32(i)) {
			b.add(u, v, label)
			if u != e.u || v != e.v {
				labels = append(labels, label)
			}
		}
	}
	return b.soup(), labels
}

// closePairs returns the pairs of loose points of different areas within the snap distance, the nearest first.
func (l *loose) closePairs() []closeness {
	positions := make([]Point, len(l.points))
	for i, p := range l.points {
		positions[i] = l.soup.points[p]
	}
	index := bucketPoints(positions)
	var pairs []closeness
	for i, p := range l.points {
		at := positions[i]
		k, lo, hi := l.near(at)
		index.any(lo, hi, func(j int32) bool {
			q := l.points[j]
			if int(j) <= i || !disjoint(l.aids(p), l.aids(q)) {
				return false
			}
			if d := k.distance(at, positions[j]); d <= l.snapM && l.alongBorder(p, q) > detour*l.snapM {
				pairs = append(pairs, l.ordered(p, q, d))
			}
			return false
		})
	}
	slices.SortFunc(pairs, func(a, b closeness) int {
		return cmp.Or(cmp.Compare(a.distanceM, b.distanceM), cmp.Compare(a.p, b.p), cmp.Compare(a.q, b.q))
	})
	return pairs
}

func (l *loose) ordered(p, q int32, d float64) closeness {
	byPrecedence := cmp.Or(
		cmp.Compare(len(l.aids(q)), len(l.aids(p))),
		slices.Compare(l.aids(p), l.aids(q)),
		compare(l.soup.points[p], l.soup.points[q]),
	)
	if byPrecedence > 0 {
		p, q = q, p
	}
	return closeness{d, p, q}
}

// bend is a loose edge that passes near a loose point of other areas.
type bend struct {
	hit
	along float64
}

// bendEdges leads loose edges through the loose points of other areas that they pass within the snap distance.
func (l *loose) bendEdges() (*soup, []uint32) {
	var edges []edge
	for _, e := range l.edges {
		edges = append(edges, l.soup.edges[e])
	}
	index := bucketEdges(l.soup.points, edges)
	seen := make(map[hit]bool)
	var bends []bend
	var labels []uint32
	for _, p := range l.points {
		at := l.soup.points[p]
		k, lo, hi := l.near(at)
		index.any(lo, hi, func(i int32) bool {
			h := hit{l.edges[i], p}
			u, v := edges[i].u, edges[i].v
			label := l.labelsOf(h.edge)[0]
			if p == u || p == v || seen[h] || slices.Contains(l.aids(p), l.aid[label]) {
				return false
			}
			distanceM, along := k.toSegment(at, l.soup.points[u], l.soup.points[v])
			if distanceM > l.snapM || distanceM == 0 || along <= 0 || along >= 1 {
				return false
			}
			lengthM := k.distance(l.soup.points[u], l.soup.points[v])
			if min(l.alongBorder(p, u)+along*lengthM, l.alongBorder(p, v)+(1-along)*lengthM) <= detour*l.snapM {
				return false
			}
			seen[h] = true
			bends, labels = append(bends, bend{h, along}), append(labels, label)
			return false
		})
	}
	if len(bends) == 0 {
		return l.soup, nil
	}
	slices.SortFunc(bends, func(a, b bend) int {
		return cmp.Or(cmp.Compare(a.edge, b.edge), cmp.Compare(a.along, b.along), cmp.Compare(a.point, b.point))
	})
	hits := make([]hit, len(bends))
	for i, b := range bends {
		hits[i] = b.hit
	}
	b := l.soup.builder()
	b.addSplit(l.soup, hits)
	return b.soup(), labels
}
