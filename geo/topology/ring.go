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
		for _, ring := range part.rings {
			polygons[i] = append(polygons[i], m.points(ring))
		}
	}
	return polygons
}

// ref is an arc as a ring walks it: i forwards, ^i backwards.
type ref int32

// start returns where a ref starts and the step from there.
func (m *Mesh) start(r ref) (at, step Point) {
	if r >= 0 {
		points := m.Arcs[r].Points
		return points[0], points[1]
	}
	points := m.Arcs[^r].Points
	return points[len(points)-1], points[len(points)-2]
}

// points returns a ring's closed path.
func (m *Mesh) points(ring []ref) []Point {
	first, _ := m.start(ring[0])
	path := []Point{first}
	for _, r := range ring {
		if r >= 0 {
			path = append(path, m.Arcs[r].Points[1:]...)
			continue
		}
		points := m.Arcs[^r].Points
		for i := len(points) - 2; i >= 0; i-- {
			path = append(path, points[i])
		}
	}
	return path
}

// part is one connected piece of an area: its exterior ring, then its holes.
type part struct {
	rings [][]ref
	area  int64 // twice the exterior's
}

// parts assembles an area's rings from its arcs, the largest part first.
//
// Walks keep to one connected piece of the inside, so an area that touches itself in a point falls into parts there. A
// walk that comes by the same point twice, where a hole touches its exterior, is cut into simple rings.
func (m *Mesh) parts(aid uint32) []part {
	var parts []part
	var holes [][][]ref // loose ones, by walk
	for _, walk := range m.walks(aid) {
		var exterior *part
		var inner [][]ref
		for _, ring := range m.cut(walk) {
			if area := shoelace(m.points(ring)); area > 0 {
				parts = append(parts, part{rings: [][]ref{ring}, area: area})
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
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(b.area, a.area), cmp.Compare(a.rings[0][0], b.rings[0][0]))
	})
	for _, inner := range holes {
		// Parts nest, so the smallest that holds the hole is the last one that does.
		for i := len(parts) - 1; i >= 0; i-- {
			if i == 0 || encloses(m.points(parts[i].rings[0]), m.points(inner[0])) {
				parts[i].rings = append(parts[i].rings, inner...)
				break
			}
		}
	}
	return parts
}

// walks returns the closed walks around the area's inside, which is on their left.
func (m *Mesh) walks(aid uint32) [][]ref {
	var out []ref
	for _, i := range m.borders[aid-1] {
		if m.Arcs[i].Left == aid {
			out = append(out, ref(i))
		} else {
			out = append(out, ^ref(i))
		}
	}
	slices.SortFunc(out, func(a, b ref) int {
		p, _ := m.start(a)
		q, _ := m.start(b)
		return cmp.Or(compare(p, q), cmp.Compare(max(a, ^a), max(b, ^b)))
	})
	used := make([]bool, len(out))
	var walks [][]ref
	for i := range out {
		if used[i] {
			continue
		}
		var walk []ref
		for at := i; !used[at]; at = m.onward(out, out[at]) {
			used[at] = true
			walk = append(walk, out[at])
		}
		walks = append(walks, walk)
	}
	return walks
}

// onward returns the position in out, sorted by start, of the ref that follows r around the same piece of the
// inside: of those that start where r ends, the first one clockwise from the way back.
func (m *Mesh) onward(out []ref, r ref) int {
	at, back := m.start(^r)
	first, _ := slices.BinarySearchFunc(out, at, func(o ref, p Point) int {
		q, _ := m.start(o)
		return compare(q, p)
	})
	best := first
	_, bestStep := m.start(out[first])
	for i := first + 1; i < len(out); i++ {
		p, step := m.start(out[i])
		if p != at {
			break
		}
		if clockwiseBefore(at, back, step, bestStep) {
			best, bestStep = i, step
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

// cut splits a walk wherever it comes back to a point it has been at.
func (m *Mesh) cut(walk []ref) [][]ref {
	if len(walk) == 1 {
		return [][]ref{walk}
	}
	var rings [][]ref
	var path []ref
	visited := make(map[Point]int, len(walk)) // start → its position in path
	for _, r := range walk {
		at, _ := m.start(r)
		visited[at] = len(path)
		path = append(path, r)
		end, _ := m.start(^r)
		if from, ok := visited[end]; ok {
			ring := slices.Clone(path[from:])
			for _, s := range ring {
				p, _ := m.start(s)
				delete(visited, p)
			}
			rings, path = append(rings, ring), path[:from]
		}
	}
	return rings
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
