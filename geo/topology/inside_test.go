package topology

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

func TestInsidePoint(t *testing.T) {
	for name, c := range map[string]struct {
		area geo.Area
		want orb.Point // in fixture units
		near float64   // how far off it may be
	}{
		"square":           {area(orb.Polygon{box(0, 0, 4, 4)}), orb.Point{2, 2}, 0.05},
		"the larger part":  {area(orb.Polygon{box(0, 0, 1, 1)}, orb.Polygon{box(5, 5, 9, 9)}), orb.Point{7, 7}, 0.05},
		"beside the hole":  {area(orb.Polygon{box(0, 0, 10, 4), box(1, 1, 3, 3)}), orb.Point{5, 2}, 0.1},
		"L, at its corner": {area(orb.Polygon{ring(0, 0, 10, 0, 10, 2, 2, 2, 2, 10, 0, 10)}), orb.Point{1.17, 1.17}, 0.1},
	} {
		t.Run(name, func(t *testing.T) {
			m, _, err := Build([]geo.Area{c.area}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := m.InsidePoint(1)
			if math.Hypot(got[0]*1000-c.want[0], got[1]*1000-c.want[1]) > c.near {
				t.Errorf("inside point at (%.3f, %.3f), want (%.2f, %.2f)", got[0]*1000, got[1]*1000, c.want[0], c.want[1])
			}
		})
	}
}

// A sliver one grid unit wide has no grid point inside, and still has an inside point.
func TestInsidePointOfASliver(t *testing.T) {
	m, _, err := Build([]geo.Area{area(orb.Polygon{ring(0, 0, 100, 0.0001, 0, 0.0001)})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := m.InsidePoint(1)
	x, y := p[0]*1000, p[1]*1000
	if !(x > 0 && y < 0.0001 && y > x*1e-6) {
		t.Errorf("(%g, %g) is not in the triangle (0 0, 100 0.0001, 0 0.0001)", x, y)
	}
}

func TestInsidePointsAreInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _, err := Build(partition(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for aid := uint32(1); int(aid) <= m.Len(); aid++ {
			polygons := m.Polygons(aid)
			if len(polygons) == 0 {
				continue
			}
			p := m.InsidePoint(aid)
			if p != m.InsidePoint(aid) {
				t.Fatalf("area %d has two inside points", aid)
			}
			inside := false
			for _, r := range polygons[0] {
				if rayCrossings(r, p[0]*1e7, p[1]*1e7)%2 == 1 {
					inside = !inside
				}
			}
			if !inside {
				t.Fatalf("area %d: %v is outside %v", aid, p, polygons[0])
			}
		}
	})
}

// rayCrossings counts the edges a ray upwards meets.
func rayCrossings(r []Point, x, y float64) int {
	crossings := 0
	for i := 1; i < len(r); i++ {
		ax, ay, bx, by := float64(r[i-1].X), float64(r[i-1].Y), float64(r[i].X), float64(r[i].Y)
		if (ax <= x) != (bx <= x) && ay+(x-ax)/(bx-ax)*(by-ay) > y {
			crossings++
		}
	}
	return crossings
}
