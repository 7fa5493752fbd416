package topology

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

var tiles = ZoomOptions{Extent: 4096, Buffer: 64, ToleranceUnits: 4}

// TestCleanDataIsLeftAlone: boundaries that match already keep every point, with and without snapping.
func TestCleanDataIsLeftAlone(t *testing.T) {
	areas := birmingham(t)
	for _, snapM := range []float64{0, 1} {
		m, report, err := Build(areas, Options{SnapM: snapM})
		if err != nil {
			t.Fatal(err)
		}
		checkMesh(t, m)
		if len(report.Repairs) > 0 {
			t.Errorf("snap %g: repaired %v", snapM, report.Repairs)
		}
		for i, a := range areas {
			got, want := vertices(m.MultiPolygon(uint32(i+1))), vertices(a.Geometry)
			if !slices.Equal(got, want) {
				t.Errorf("snap %g: area %s has %d points, source has %d, or others", snapM, a.Code, len(got), len(want))
			}
		}
	}
}

// vertices lists the distinct positions of a multipolygon on the base grid, sorted.
func vertices(polygons orb.MultiPolygon) []Point {
	var points []Point
	for _, polygon := range polygons {
		for _, r := range polygon {
			for _, p := range r {
				points = append(points, Point{int32(math.Round(p[0] * 1e7)), int32(math.Round(p[1] * 1e7))})
			}
		}
	}
	slices.SortFunc(points, compare)
	return slices.Compact(points)
}

func TestNeighboursOfBirmingham(t *testing.T) {
	areas := birmingham(t)
	m, _, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	queen, rook := bruteNeighbours(areas)
	if got := m.Neighbours(); !equalNeighbours(got, queen) {
		t.Errorf("queen neighbours differ from brute force")
	}
	if got := m.Rook(); !equalNeighbours(got, rook) {
		t.Errorf("rook neighbours differ from brute force")
	}
}

// bruteNeighbours compares the segments of every pair of areas as they were drawn.
func bruteNeighbours(areas []geo.Area) (queen, rook geo.Neighbours) {
	segments := make([][]segment, len(areas))
	for i, a := range areas {
		for _, polygon := range a.Geometry {
			for _, r := range polygon {
				for j := 1; j < len(r); j++ {
					p, q := vertices(orb.MultiPolygon{{{r[j-1]}}})[0], vertices(orb.MultiPolygon{{{r[j]}}})[0]
					if p != q {
						segments[i] = append(segments[i], segment{p, q})
					}
				}
			}
		}
	}
	queen, rook = make(geo.Neighbours, len(areas)), make(geo.Neighbours, len(areas))
	for i := range areas {
		for j := range i {
			if !areas[i].Geometry.Bound().Pad(1e-6).Intersects(areas[j].Geometry.Bound()) {
				continue
			}
			touch, share := false, false
			for _, g := range segments[i] {
				for _, h := range segments[j] {
					touch = touch || onSegment(g, h.a) || onSegment(h, g.a) || onSegment(g, h.b) || onSegment(h, g.b)
					share = share || g == h || g.a == h.b && g.b == h.a
				}
			}
			if touch {
				queen[i], queen[j] = append(queen[i], int32(j)), append(queen[j], int32(i))
			}
			if share {
				rook[i], rook[j] = append(rook[i], int32(j)), append(rook[j], int32(i))
			}
		}
	}
	return queen, rook
}

func equalNeighbours(a, b geo.Neighbours) bool {
	return slices.EqualFunc(a, b, func(x, y []int32) bool {
		x, y = slices.Clone(x), slices.Clone(y)
		slices.Sort(x)
		slices.Sort(y)
		return slices.Equal(x, y)
	})
}

func TestZoomsOfRealAreas(t *testing.T) {
	for name, areas := range map[string][]geo.Area{
		"Birmingham":         birmingham(t),
		"Greater Manchester": greaterManchester(t),
	} {
		t.Run(name, func(t *testing.T) {
			m, _, err := Build(areas, Options{SnapM: 1})
			if err != nil {
				t.Fatal(err)
			}
			checkMesh(t, m)
			for _, z := range []int{0, 4, 5, 8, 10, 12, 16} {
				zoomed := checkedZoom(t, m, z)
				t.Logf("zoom %d: %d arcs, %d vertices, %d stand-ins", z, len(zoomed.Arcs), zoomed.Vertices(), len(zoomed.StandIns))
			}
		})
	}
}

// checkedZoom brings a mesh to a zoom, and fails the test where that is not a mesh with every area.
func checkedZoom(t *testing.T, m *Mesh, z int) *Mesh {
	t.Helper()
	zoomed, err := m.AtZoom(z, tiles)
	if err != nil {
		t.Fatal(err)
	}
	checkMesh(t, zoomed)
	for _, err := range []error{absentError(zoomed), cutError(zoomed, 4096, 64)} {
		if err != nil {
			t.Fatalf("zoom %d: %v", z, err)
		}
	}
	return zoomed
}

func TestInsidePointsOfRealAreas(t *testing.T) {
	areas := greaterManchester(t)
	m, _, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	for aid := uint32(1); int(aid) <= m.Len(); aid++ {
		p := toDegrees(m.InsidePoint(aid))
		hits := 0
		for _, polygon := range m.Polygons(aid) {
			for _, r := range polygon {
				if holeInside(r, []Point{p, p}) {
					hits++
				}
			}
		}
		if hits != 1 {
			t.Errorf("area %s: inside point %v is in %d of its rings", areas[aid-1].Code, p, hits)
		}
	}
}

func TestNation(t *testing.T) {
	if testing.Short() {
		t.Skip("35,672 areas take some seconds")
	}
	areas := readGeoJSON(t, "national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD")
	m, report, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	checkMesh(t, m)
	// The publisher's set has a handful of overlaps and slivers of a few square metres, and no more may be touched.
	if len(report.Repairs) > 10 {
		t.Errorf("%d areas repaired", len(report.Repairs))
	}
	for _, r := range report.Repairs {
		if math.Abs(r.AfterM2-r.BeforeM2) > 50 {
			t.Errorf("area %s (%s) went from %.1f to %.1f m²", areas[r.AID-1].Code, r.What(), r.BeforeM2, r.AfterM2)
		}
	}
	for _, z := range []int{1, 4, 5, 6, 8} {
		checkedZoom(t, m, z)
	}
}
