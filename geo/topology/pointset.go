package topology

import "math/bits"

// pointSet numbers distinct points in the order in which they are met.
type pointSet struct {
	points []Point
	slots  []int32 // a table with open addressing: number + 1 of a point, 0 where there is none
	shift  int     // of a hash, to a slot
	last   int32   // the number given last
}

// newPointSet makes room for n points.
func newPointSet(n int) pointSet {
	s := pointSet{points: make([]Point, 0, n)}
	s.resize(bits.Len(uint(n + n/2 + 16)))
	return s
}

// number returns the number of p, adding it when it is new. Neighbours walk their border one after the other, mostly in
// opposite directions, so the points beside the last one are looked at first.
func (s *pointSet) number(p Point) int32 {
	if next := s.last + 1; int(next) < len(s.points) && s.points[next] == p {
		s.last = next
		return next
	}
	if before := s.last - 1; before >= 0 && s.points[before] == p {
		s.last = before
		return before
	}
	slot := s.slot(p)
	if id := s.slots[slot] - 1; id >= 0 {
		s.last = id
		return id
	}
	s.last = int32(len(s.points))
	s.points = append(s.points, p)
	s.slots[slot] = s.last + 1
	if 4*len(s.points) > 3*len(s.slots) {
		s.resize(bits.Len(uint(len(s.slots))))
	}
	return s.last
}

// appendWalk appends the numbers of a path's points.
func (s *pointSet) appendWalk(walk []int32, path []Point) []int32 {
	for _, p := range path {
		walk = append(walk, s.number(p))
	}
	return walk
}

// slot returns where p is in the table, or where it would be.
func (s *pointSet) slot(p Point) int {
	const golden = 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio: Knuth's multiplicative hashing
	key := uint64(uint32(p.X))<<32 | uint64(uint32(p.Y))
	slot := int((key ^ key>>29) * golden >> s.shift)
	for s.slots[slot] != 0 && s.points[s.slots[slot]-1] != p {
		slot = (slot + 1) & (len(s.slots) - 1)
	}
	return slot
}

// resize makes a table of 2^log slots.
func (s *pointSet) resize(log int) {
	s.slots, s.shift = make([]int32, 1<<log), 64-log
	for id, p := range s.points {
		s.slots[s.slot(p)] = int32(id + 1)
	}
}
