package topology

import "slices"

// dispute is a face that several areas claim, or a hairline gap that none does, and who was given it.
type dispute struct {
	claimants []uint32 // aids; for a gap the areas around it
	gap       bool
	owner     uint32
	face      shape
}

// shape is the extent of a face.
type shape struct {
	doubledArea int64 // in square grid units
	boundary    []edge
	points      []Point
}

// perimeter adds up the boundary as length measures it.
func (s shape) perimeter(length func(p, q Point) float64) float64 {
	var sum float64
	for _, e := range s.boundary {
		sum += length(s.points[e.u], s.points[e.v])
	}
	return sum
}

// rules decide who owns a face.
type rules struct {
	// aid returns the area a label stands for.
	aid func(label uint32) uint32
	// precedes reports whether label a's area is given what labels a and b both cover.
	precedes func(a, b uint32) bool
	// hairline reports whether an unclaimed bounded face is too narrow to be a real hole. Nil keeps every hole.
	hairline func(shape) bool
	// length measures an edge, to find which area a hairline gap shares the longest border with.
	length func(p, q Point) float64
}

// with returns rules that know stand-ins too, and links of strips, and give them what they cover.
func (r rules) with(links []link) rules {
	known := r
	r.aid = func(label uint32) uint32 {
		switch {
		case label >= standInLabel:
			return label - standInLabel
		case label > stripLabel:
			return links[label-stripLabel-1].aid
		}
		return known.aid(label)
	}
	r.precedes = func(a, b uint32) bool {
		if a > stripLabel || b > stripLabel {
			return a > b
		}
		return known.precedes(a, b)
	}
	return r
}

// own decides for every face of a subdivision which area has it, 0 for none:
//
//   - a face one area claims is that area's;
//   - a face several claim goes to the one that precedes the others;
//   - a hairline gap goes to the area it shares the longest border with, the lesser aid when equal;
//   - any other face is outside.
func (d *subdivision) own(r rules) (owners []uint32, disputes []dispute) {
	owners = make([]uint32, len(d.covers))
	claimants := make(map[int32][]uint32) // of faces with none, or several
	for face, labels := range d.covers {
		if len(labels) == 1 {
			owners[face] = r.aid(labels[0])
			continue
		}
		if len(labels) > 0 {
			owners[face] = r.aid(first(labels, r.precedes))
		}
		if aids := distinctAIDs(labels, r.aid); len(aids) != 1 && face != 0 {
			claimants[int32(face)] = aids
		}
	}
	sides := make(map[int32][]int32) // face → its half-edges
	for h, face := range d.face {
		if _, ok := claimants[face]; ok {
			sides[face] = append(sides[face], int32(h))
		}
	}
	for face := range int32(len(owners)) {
		aids, ok := claimants[face]
		if !ok {
			continue
		}
		if s := d.shape(sides[face]); len(aids) > 0 {
			disputes = append(disputes, dispute{claimants: aids, owner: owners[face], face: s})
		} else if r.hairline != nil && r.hairline(s) {
			gap := d.closeGap(sides[face], owners, r.length)
			gap.face, owners[face] = s, gap.owner
			disputes = append(disputes, gap)
		}
	}
	return owners, disputes
}

// first returns the label that precedes all others.
func first(labels []uint32, precedes func(a, b uint32) bool) uint32 {
	best := labels[0]
	for _, label := range labels[1:] {
		if precedes(label, best) {
			best = label
		}
	}
	return best
}

// shape measures the face that half-edges go around.
func (d *subdivision) shape(halves []int32) shape {
	s := shape{points: d.points}
	origin := d.points[d.from(halves[0])]
	for _, h := range halves {
		s.boundary = append(s.boundary, d.edges[h>>1])
		s.doubledArea += cross(origin, d.points[d.from(h)], d.points[d.to(h)])
	}
	return s
}

// closeGap finds the owner of a gap from its half-edges. No two unclaimed faces share an edge, so all the owners
// around it are known.
func (d *subdivision) closeGap(halves []int32, owners []uint32, length func(p, q Point) float64) dispute {
	gap := dispute{gap: true}
	shared := make(map[uint32]float64)
	for _, h := range halves {
		aid := owners[d.face[h^1]]
		if _, ok := shared[aid]; !ok {
			gap.claimants = append(gap.claimants, aid)
		}
		shared[aid] += length(d.points[d.from(h)], d.points[d.to(h)])
	}
	slices.Sort(gap.claimants)
	gap.owner = first(gap.claimants, func(a, b uint32) bool { return shared[a] > shared[b] })
	return gap
}

// borders returns the edges between faces of different owners, joined into arcs.
func (d *subdivision) borders(owners []uint32) []Arc {
	c := chainer{points: d.points, ends: d.edges, used: make([]bool, len(d.edges)), left: func(half int32) uint32 { return owners[d.face[half]] }}
	for i := range d.edges {
		c.used[i] = c.left(int32(2*i)) == c.left(int32(2*i+1))
	}
	return c.arcs()
}

func distinctAIDs(labels []uint32, aid func(uint32) uint32) []uint32 {
	aids := make([]uint32, len(labels))
	for i, label := range labels {
		aids[i] = aid(label)
	}
	slices.Sort(aids)
	return slices.Compact(aids)
}
