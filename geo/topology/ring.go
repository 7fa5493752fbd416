package topology

import (
	"cmp"
	"slices"
)

// Polygon is a set of closed rings (first point repeated): the exterior, then its holes. The shoelace sum
// Σ(x₁y₂ − x₂y₁) is positive for the exterior and negative for holes, which is what RFC 7946 asks for where y is up
// and what MVT 2.1 asks for where y is down.
type Polygon [][]Point

// Polygons returns the polygons of an area, the largest first. Each is simple in the OGC sense: its rings touch
// neither themselves nor each other but in single points, and its inside is connected. It is empty for an area
// without ground.
func (m *Mesh) Polygons(aid uint32) []Polygon {
	parts := m.parts(aid)
	polygons := make([]Polygon, len(parts))
	for i, part := range parts {
		polygons[i] = make(Polygon, len(part.rings))
		for j, r := range part.rings {
			polygons[i][j] = r.points
		}
	}
	return polygons
}

// ref is an arc as a ring walks it: i forwards, ^i backwards.
type ref int32

// leg is a ref with where it starts and ends, and the points next to those.
type leg struct {
	ref                    ref
	start, step, back, end Point
}

func (m *Mesh) leg(r ref) leg {
	if r >= 0 {
		p := m.Arcs[r].Points
		return leg{r, p[0], p[1], p[len(p)-2], p[len(p)-1]}
	}
	p := m.Arcs[^r].Points
	return leg{r, p[len(p)-1], p[len(p)-2], p[1], p[0]}
}

// loop is a ring as it is walked, and its closed path.
type loop struct {
	legs   []leg
	points []Point
}

// points returns the closed path of legs.
func (m *Mesh) points(legs []leg) []Point {
	n := 1
	for _, l := range legs {
		n += len(m.Arcs[max(l.ref, ^l.ref)].Points) - 1
	}
	path := append(make([]Point, 0, n), legs[0].start)
	for _, l := range legs {
		if l.ref >= 0 {
			path = append(path, m.Arcs[l.ref].Points[1:]...)
			continue
		}
		points := m.Arcs[^l.ref].Points
		for i := len(points) - 2; i >= 0; i-- {
			path = append(path, points[i])
		}
	}
	return path
}

// part is one connected piece of an area: its exterior ring, then its holes.
type part struct {
	rings []loop
	area  int64 // twice the exterior's
}

// parts assembles an area's rings from its arcs, the largest part first.
//
// Walks keep to one connected piece of the inside, so an area that touches itself in a point falls into parts there. A
// walk that comes by the same point twice, where a hole touches its exterior, is cut into simple rings.
func (m *Mesh) parts(aid uint32) []part {
	var parts []part
	var holes [][]loop // loose ones, by walk
	for _, walk := range m.walks(aid) {
		var exterior *part
		var inner []loop
		for _, legs := range cutWalk(walk) {
			ring := loop{legs, m.points(legs)}
			if area := shoelace(ring.points); area > 0 {
				parts = append(parts, part{rings: []loop{ring}, area: area})
				exterior = &parts[len(parts)-1]
			} else {
				inner = append(inner, ring)
			}
		}
		if exterior != nil {
			exterior.rings = append(exterior.rings, inner...)
		} else {
			holes = append(holes, inner)
		}
	}
	if len(parts) > 1 {
		slices.SortFunc(parts, func(a, b part) int {
			return cmp.Or(cmp.Compare(b.area, a.area), cmp.Compare(a.rings[0].legs[0].ref, b.rings[0].legs[0].ref))
		})
	}
	for _, inner := range holes {
		// Parts nest, so the smallest that holds the hole is the last one that does.
		for i := len(parts) - 1; i >= 0; i-- {
			if i == 0 || encloses(parts[i].rings[0].points, inner[0].points) {
				parts[i].rings = append(parts[i].rings, inner...)
				break
			}
		}
	}
	return parts
}

// walks returns the closed walks around the area's inside, which is on their left.
func (m *Mesh) walks(aid uint32) [][]leg {
	var fewLegs [few]leg // on the stack
	var fewUsed [few]bool
	out, used := fewLegs[:0], fewUsed[:]
	if n := len(m.borders[aid-1]); n > few {
		out, used = make([]leg, 0, n), make([]bool, n)
	}
	for _, i := range m.borders[aid-1] {
		if m.Arcs[i].Left == aid {
			out = append(out, m.leg(ref(i)))
		} else {
			out = append(out, m.leg(^ref(i)))
		}
	}
	slices.SortFunc(out, func(a, b leg) int {
		if order := compare(a.start, b.start); order != 0 {
			return order
		}
		return cmp.Compare(max(a.ref, ^a.ref), max(b.ref, ^b.ref))
	})
	var walks [][]leg
	backing := make([]leg, 0, len(out))
	for i := range out {
		if used[i] {
			continue
		}
		from := len(backing)
		for at := i; !used[at]; at = onward(out, out[at]) {
			used[at] = true
			backing = append(backing, out[at])
		}
		walks = append(walks, backing[from:len(backing):len(backing)])
	}
	return walks
}

// onward returns the position in out, sorted by start, of the leg that follows l around the same piece of the
// inside: of those that start where l ends, the first one clockwise from the way back.
func onward(out []leg, l leg) int {
	first := 0
	if len(out) > few {
		first, _ = slices.BinarySearchFunc(out, l.end, func(o leg, p Point) int { return compare(o.start, p) })
	}
	for out[first].start != l.end {
		first++
	}
	best := first
	for i := first + 1; i < len(out) && out[i].start == l.end; i++ {
		if clockwiseBefore(l.end, l.back, out[i].step, out[best].step) {
			best = i
		}
	}
	return best
}

// clockwiseBefore reports whether, turning clockwise around o from b, one meets p before q.
func clockwiseBefore(o, b, p, q Point) bool {
	turn := func(p Point) int {
		switch c := cross(o, b, p); {
		case c < 0:
			return 0
		case c == 0:
			return 1
		}
		return 2
	}
	if turn(p) != turn(q) {
		return turn(p) < turn(q)
	}
	return cross(o, p, q) < 0
}

// cutWalk splits a walk wherever it comes back to a point it has been at.
func cutWalk(walk []leg) [][]leg {
	if len(walk) == 1 || simple(walk) {
		return [][]leg{walk}
	}
	var rings [][]leg
	var path []leg
	visited := make(map[Point]int, len(walk)) // start → its position in path
	for _, l := range walk {
		visited[l.start] = len(path)
		path = append(path, l)
		if from, ok := visited[l.end]; ok {
			ring := slices.Clone(path[from:])
			for _, s := range ring {
				delete(visited, s.start)
			}
			rings, path = append(rings, ring), path[:from]
		}
	}
	return rings
}

// few is up to how many legs are looked through one after the other.
const few = 16

// simple reports whether a walk of a few legs comes by no point twice; of more it is not said.
func simple(walk []leg) bool {
	if len(walk) > few {
		return false
	}
	for i, l := range walk {
		for _, k := range walk[:i] {
			if k.start == l.start {
				return false
			}
		}
	}
	return true
}

// encloses reports whether a ring lies inside another. They may share points but neither cross nor share edges, so
// the middle of an edge of the inner one, an integer in doubled coordinates, is never on the outer one.
func encloses(outer, inner []Point) bool {
	x, y := int64(inner[0].X)+int64(inner[1].X), int64(inner[0].Y)+int64(inner[1].Y)
	inside := false
	for i := 1; i < len(outer); i++ {
		lo, hi := outer[i-1], outer[i]
		if lo.Y > hi.Y {
			lo, hi = hi, lo
		}
		if 2*int64(lo.Y) > y || y >= 2*int64(hi.Y) {
			continue
		}
		// Left of the upward edge: the ray from the point to the right meets it.
		if (int64(hi.X)-int64(lo.X))*(y-2*int64(lo.Y))-(int64(hi.Y)-int64(lo.Y))*(x-2*int64(lo.X)) > 0 {
			inside = !inside
		}
	}
	return inside
}
