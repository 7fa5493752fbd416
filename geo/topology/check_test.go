package topology

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"slices"
	"sort"
	"testing"
)

// The checks here share no code with the package: they test what it promises by brute force.

type segment struct{ a, b Point }

// checkMesh fails the test unless the mesh is planar and its polygons are what a mesh promises.
func checkMesh(t testing.TB, m *Mesh) {
	t.Helper()
	if err := meshError(m); err != nil {
		t.Fatal(err)
	}
}

func meshError(m *Mesh) error {
	var segments []segment
	junctions := make(map[Point]int)
	inner := make(map[Point]bool)
	for i, a := range m.Arcs {
		if len(a.Points) < 2 || a.Left == a.Right || int(max(a.Left, a.Right)) > m.Len() {
			return fmt.Errorf("arc %d has %d points and sides %d, %d", i, len(a.Points), a.Left, a.Right)
		}
		last := len(a.Points) - 1
		for j := 1; j <= last; j++ {
			segments = append(segments, segment{a.Points[j-1], a.Points[j]})
			if j < last && inner[a.Points[j]] {
				return fmt.Errorf("%v is inside two arcs", a.Points[j])
			}
			if j < last {
				inner[a.Points[j]] = true
			}
		}
		junctions[a.Points[0]]++
		junctions[a.Points[last]]++
	}
	for p, ends := range junctions {
		if inner[p] {
			return fmt.Errorf("%v is inside an arc and the end of another", p)
		}
		if ends == 2 {
			// Two ends of one closed arc, or the chain was not maximal.
			for _, a := range m.Arcs {
				if (a.Points[0] == p) != (a.Points[len(a.Points)-1] == p) {
					return fmt.Errorf("two arcs that could be one meet at %v", p)
				}
			}
		}
	}
	if err := crossingError(segments); err != nil {
		return err
	}
	if err := sidesError(m); err != nil {
		return err
	}
	return polygonError(m)
}

// crossingError looks at every pair of segments whose x ranges overlap. They may only share end points.
func crossingError(segments []segment) error {
	s := append([]segment(nil), segments...)
	for i := range s {
		if s[i].a.X > s[i].b.X {
			s[i].a, s[i].b = s[i].b, s[i].a
		}
	}
	sort.Slice(s, func(i, j int) bool { return s[i].a.X < s[j].a.X })
	for i, g := range s {
		for _, h := range s[i+1:] {
			if h.a.X > g.b.X {
				break
			}
			if max(g.a.Y, g.b.Y) < min(h.a.Y, h.b.Y) || max(h.a.Y, h.b.Y) < min(g.a.Y, g.b.Y) {
				continue
			}
			if meetsElsewhere(g, h) {
				return fmt.Errorf("segments %v and %v meet other than in a shared end", g, h)
			}
		}
	}
	return nil
}

func turn(a, b, c Point) int {
	v := (int64(b.X)-int64(a.X))*(int64(c.Y)-int64(b.Y)) - (int64(b.Y)-int64(a.Y))*(int64(c.X)-int64(b.X))
	if v > 0 {
		return 1
	}
	if v < 0 {
		return -1
	}
	return 0
}

func onSegment(g segment, p Point) bool {
	return turn(g.a, g.b, p) == 0 &&
		min(g.a.X, g.b.X) <= p.X && p.X <= max(g.a.X, g.b.X) && min(g.a.Y, g.b.Y) <= p.Y && p.Y <= max(g.a.Y, g.b.Y)
}

func meetsElsewhere(g, h segment) bool {
	if g.a == h.a && g.b == h.b || g.a == h.b && g.b == h.a {
		return true
	}
	for _, p := range []Point{h.a, h.b} {
		if p != g.a && p != g.b && onSegment(g, p) {
			return true
		}
	}
	for _, p := range []Point{g.a, g.b} {
		if p != h.a && p != h.b && onSegment(h, p) {
			return true
		}
	}
	return turn(g.a, g.b, h.a)*turn(g.a, g.b, h.b) < 0 && turn(h.a, h.b, g.a)*turn(h.a, h.b, g.b) < 0
}

func surveyor(ring []Point) int64 {
	var sum int64
	for i := 1; i < len(ring); i++ {
		sum += int64(ring[i-1].X)*int64(ring[i].Y) - int64(ring[i].X)*int64(ring[i-1].Y)
	}
	return sum
}

// polygonError checks every ring of every area: closed, simple, wound as promised; each directed edge used once; and
// the areas together exactly what they enclose.
func polygonError(m *Mesh) error {
	used := make(map[segment]uint32)
	var total int64
	for aid := uint32(1); int(aid) <= m.Len(); aid++ {
		for i, polygon := range m.Polygons(aid) {
			for j, ring := range polygon {
				if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
					return fmt.Errorf("area %d polygon %d ring %d is not closed or too short: %v", aid, i, j, ring)
				}
				area := surveyor(ring)
				if (j == 0) != (area > 0) || area == 0 {
					return fmt.Errorf("area %d polygon %d ring %d has shoelace %d", aid, i, j, area)
				}
				total += area
				seen := make(map[Point]bool)
				for k := 1; k < len(ring); k++ {
					if seen[ring[k]] {
						return fmt.Errorf("area %d polygon %d ring %d comes by %v twice", aid, i, j, ring[k])
					}
					seen[ring[k]] = true
					s := segment{ring[k-1], ring[k]}
					if other, ok := used[s]; ok {
						return fmt.Errorf("areas %d and %d both lie left of %v", aid, other, s)
					}
					used[s] = aid
					if other := used[segment{s.b, s.a}]; other == aid {
						return fmt.Errorf("area %d lies on both sides of %v", aid, s)
					}
				}
				if j > 0 && !holeInside(polygon[0], ring) {
					return fmt.Errorf("area %d polygon %d: hole %d is outside its exterior", aid, i, j)
				}
			}
			if err := holesNestError(polygon[1:]); err != nil {
				return fmt.Errorf("area %d polygon %d: %w", aid, i, err)
			}
		}
	}
	// What lies on the outside of nothing: the edges without an opposite bound the union.
	var union int64
	for s := range used {
		if _, ok := used[segment{s.b, s.a}]; !ok {
			union += int64(s.a.X)*int64(s.b.Y) - int64(s.b.X)*int64(s.a.Y)
		}
	}
	if union != total {
		return fmt.Errorf("areas add up to %d, their union is %d", total, union)
	}
	return nil
}

// holeInside tests the middle of a hole's first edge by winding number, in doubled coordinates.
func holeInside(outer, hole []Point) bool {
	px, py := int64(hole[0].X)+int64(hole[1].X), int64(hole[0].Y)+int64(hole[1].Y)
	winding := 0
	for i := 1; i < len(outer); i++ {
		ax, ay := 2*int64(outer[i-1].X), 2*int64(outer[i-1].Y)
		bx, by := 2*int64(outer[i].X), 2*int64(outer[i].Y)
		side := (bx-ax)*(py-ay) - (by-ay)*(px-ax)
		if ay <= py && by > py && side > 0 {
			winding++
		}
		if ay > py && by <= py && side < 0 {
			winding--
		}
	}
	return winding != 0
}

func holesNestError(holes [][]Point) error {
	for i, a := range holes {
		for j, b := range holes {
			if i != j && holeInside(a, b) {
				return fmt.Errorf("hole %d lies in hole %d", j+1, i+1)
			}
		}
	}
	return nil
}

// doubledArea is twice the area of all polygons of an area.
func doubledArea(m *Mesh, aid uint32) int64 {
	var sum int64
	for _, polygon := range m.Polygons(aid) {
		for _, ring := range polygon {
			sum += surveyor(ring)
		}
	}
	return sum
}

// pass is where a border passes a line half a unit below a whole y, and what is on either side of it.
type pass struct {
	low, high  Point // the ends of the edge, by y
	west, east uint32
}

// sidesError follows lines across the mesh, one through every connected piece of it unless there are very many: what is beyond a
// border must be what is before the next.
func sidesError(m *Mesh) error {
	var lines []int32
	for _, a := range m.Arcs {
		least := a.Points[0].Y
		for _, p := range a.Points {
			least = min(least, p.Y)
		}
		lines = append(lines, least)
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	const most = 2000
	every := len(lines)/most + 1
	passes := make(map[int32][]pass)
	for _, a := range m.Arcs {
		for i := 1; i < len(a.Points); i++ {
			p := pass{a.Points[i-1], a.Points[i], a.Left, a.Right}
			if p.low.Y > p.high.Y {
				p = pass{p.high, p.low, p.east, p.west}
			}
			first, _ := slices.BinarySearch(lines, p.low.Y)
			for j := first; j < len(lines) && lines[j] < p.high.Y; j++ {
				if j%every == 0 {
					passes[lines[j]] = append(passes[lines[j]], p)
				}
			}
		}
	}
	for y, on := range passes {
		slices.SortFunc(on, func(p, q pass) int { return p.compare(q, y) })
		last := uint32(0)
		for _, p := range on {
			if p.west != last {
				return fmt.Errorf("half a unit below y = %d edge %v–%v has %d on the west, and what is before it has %d on the east", y, p.low, p.high, p.west, last)
			}
			last = p.east
		}
		if last != 0 {
			return fmt.Errorf("half a unit below y = %d the last border has %d beyond it", y, last)
		}
	}
	return nil
}

// compare orders edges along the line half a unit below y, exactly where they pass it close to each other.
func (p pass) compare(q pass, y int32) int {
	at := func(p pass) float64 {
		return float64(p.low.X) + (float64(p.high.X)-float64(p.low.X))*(float64(y)+0.5-float64(p.low.Y))/(float64(p.high.Y)-float64(p.low.Y))
	}
	if a, b := at(p), at(q); math.Abs(a-b) > 1e-3 {
		return cmp.Compare(a, b)
	}
	exactly := func(p pass) *big.Rat {
		along := big.NewRat(2*(int64(y)-int64(p.low.Y))+1, 2*(int64(p.high.Y)-int64(p.low.Y)))
		x := new(big.Rat).Mul(big.NewRat(int64(p.high.X)-int64(p.low.X), 1), along)
		return x.Add(x, big.NewRat(int64(p.low.X), 1))
	}
	return exactly(p).Cmp(exactly(q))
}

// cutError fails when an edge passes a cut line without a point on it.
func cutError(m *Mesh, extent, buffer int32) error {
	for _, a := range m.Arcs {
		for i := 1; i < len(a.Points); i++ {
			p, q := a.Points[i-1], a.Points[i]
			for _, r := range [...][2]int32{{min(p.X, q.X), max(p.X, q.X)}, {min(p.Y, q.Y), max(p.Y, q.Y)}} {
				for k := r[0]/extent - 1; k <= r[1]/extent+1; k++ {
					for _, line := range []int32{k*extent - buffer, k*extent + buffer} {
						if r[0] < line && line < r[1] {
							return fmt.Errorf("edge %v–%v passes cut line %d", p, q, line)
						}
					}
				}
			}
		}
	}
	return nil
}

// absentError fails when an area has no polygon.
func absentError(m *Mesh) error {
	for aid := uint32(1); int(aid) <= m.Len(); aid++ {
		if doubledArea(m, aid) <= 0 {
			return fmt.Errorf("area %d has no ground", aid)
		}
	}
	return nil
}

// strayed is a point left too far from the border it was on.
type strayed struct {
	at       Point
	distance float64
}

func (s *strayed) Error() string { return fmt.Sprintf("%v is %g from the border", s.at, s.distance) }
