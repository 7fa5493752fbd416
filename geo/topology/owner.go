package topology

import "slices"

// dispute is a face that several areas claim, or a hairline gap that none does, and who was given it.
type dispute struct {
	claimants []uint32 // aids; for a gap the areas around it
	gap       bool
	owner     uint32
}

// rules decide who owns a face.
type rules struct {
	// aid returns the area a label stands for.
	aid func(label uint32) uint32
	// precedes reports whether label a's area is given what labels a and b both cover.
	precedes func(a, b uint32) bool
	// hairline reports whether an unclaimed bounded face is too narrow to be a real hole. Nil keeps every hole.
	hairline func(doubledArea int64, boundary []edge) bool
	// length measures an edge, to find which area a hairline gap shares the longest border with.
	length func(e edge) float64
}

// own decides for every face of a subdivision which area has it, 0 for none:
//
//   - a face one area claims is that area's;
//   - a face several claim goes to the one that precedes the others;
//   - a hairline gap goes to the area it shares the longest border with, the lesser aid when equal;
//   - any other face is outside.
func (d *subdivision) own(r rules) (owners []uint32, disputes []dispute) {
	owners = make([]uint32, len(d.covers))
	for face, labels := range d.covers {
		if len(labels) == 0 {
			continue
		}
		first := labels[0]
		for _, label := range labels[1:] {
			if r.precedes(label, first) {
				first = label
			}
		}
		owners[face] = r.aid(first)
		if aids := distinctAIDs(labels, r.aid); len(aids) > 1 {
			disputes = append(disputes, dispute{claimants: aids, owner: owners[face]})
		}
	}
	if r.hairline != nil {
		disputes = append(disputes, d.ownGaps(owners, r)...)
	}
	return owners, disputes
}

// ownGaps fills in the owners of hairline gaps.
func (d *subdivision) ownGaps(owners []uint32, r rules) []dispute {
	var disputes []dispute
	boundaries := make(map[int32][]int32) // unclaimed face → its half-edges
	for h, face := range d.face {
		if face != 0 && owners[face] == 0 {
			boundaries[face] = append(boundaries[face], int32(h))
		}
	}
	for face := range int32(len(owners)) {
		halves, ok := boundaries[face]
		if !ok {
			continue
		}
		var area int64
		edges := make([]edge, len(halves))
		shared := make(map[uint32]float64)
		origin := d.points[d.from(halves[0])]
		for i, h := range halves {
			edges[i] = d.edges[h>>1]
			area += cross(origin, d.points[d.from(h)], d.points[d.to(h)])
			if other := owners[d.face[h^1]]; other != 0 {
				shared[other] += r.length(edges[i])
			}
		}
		if !r.hairline(area, edges) {
			continue
		}
		var gap dispute
		for aid := range shared {
			gap.claimants = append(gap.claimants, aid)
		}
		slices.Sort(gap.claimants)
		for _, aid := range gap.claimants {
			if gap.owner == 0 || shared[aid] > shared[gap.owner] {
				gap.owner = aid
			}
		}
		gap.gap = true
		disputes = append(disputes, gap)
		owners[face] = gap.owner
	}
	return disputes
}

// borders returns the edges between faces of different owners, joined into arcs.
func (d *subdivision) borders(owners []uint32) []Arc {
	pieces := make([]Arc, 0, len(d.edges))
	backing := make([]Point, 0, 2*len(d.edges))
	for i, e := range d.edges {
		left, right := owners[d.face[2*i]], owners[d.face[2*i+1]]
		if left == right {
			continue
		}
		backing = append(backing, d.points[e.u], d.points[e.v])
		pieces = append(pieces, Arc{Points: backing[len(backing)-2:], Left: left, Right: right})
	}
	return chain(pieces)
}

func distinctAIDs(labels []uint32, aid func(uint32) uint32) []uint32 {
	aids := make([]uint32, len(labels))
	for i, label := range labels {
		aids[i] = aid(label)
	}
	slices.Sort(aids)
	return slices.Compact(aids)
}
