package topology

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// finer is how many times finer than the base grid a suspect polygon is looked at.
const finer = 100

// crossed returns the parts whose rings cross or touch themselves, from the contacts between the edges of a soup and
// what reading made suspect. Rounding to the base grid can close the narrowest of necks, so each suspect is looked at
// again as it was drawn: only what is wrong there is the publisher's.
func (in *intake) crossed(s *soup, met []contact) []uint32 {
	suspects := slices.Clone(in.suspects)
	for _, c := range met {
		for _, label := range s.labelsOf(c.e) {
			if slices.Contains(s.labelsOf(c.f), label) {
				suspects = append(suspects, label)
			}
		}
	}
	slices.Sort(suspects)
	return slices.DeleteFunc(slices.Compact(suspects), func(label uint32) bool { return validRings(in.drawn(label)) })
}

// validRings reports whether a polygon's rings are simple and do not cross each other. One too wide to be looked at is
// not called valid.
func validRings(polygon orb.Polygon) bool {
	b := newSoupBuilder(0)
	origin := polygon.Bound().Center()
	var visited visits
	for r, source := range polygon {
		ring, ok := fineRing(source, origin)
		if !ok {
			return false
		}
		if len(ring) == 0 {
			continue
		}
		walk := b.appendWalk(nil, ring)
		if visited.twice(walk[1:]) {
			return false
		}
		b.addWalk(walk, uint32(r))
	}
	s := b.soup()
	for _, c := range contacts(s, bucketEdges(s.points, s.edges), nil) {
		sameRing := s.labelsOf(c.e)[0] == s.labelsOf(c.f)[0]
		if c.how == crossing || sameRing {
			return false
		}
	}
	return true
}

// fineRing brings a ring onto a finer grid around an origin; ok is false when it reaches too far for one.
func fineRing(source orb.Ring, origin orb.Point) (ring []Point, ok bool) {
	const most = maxEdge / 2
	for _, position := range source {
		x := math.Round((position[0] - origin[0]) * perDegree * finer)
		y := math.Round((position[1] - origin[1]) * perDegree * finer)
		if math.Abs(x) > most || math.Abs(y) > most {
			return nil, false
		}
		if p := (Point{int32(x), int32(y)}); len(ring) == 0 || ring[len(ring)-1] != p {
			ring = append(ring, p)
		}
	}
	if len(ring) > 1 && ring[0] != ring[len(ring)-1] {
		ring = append(ring, ring[0])
	}
	return ring, true
}
