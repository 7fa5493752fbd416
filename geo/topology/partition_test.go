package topology

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// partition draws a lattice of cells with wiggly shared borders, and gives each cell to an area or to none. The
// wiggles may cross, so some partitions are badly drawn.
func partition(t *rapid.T) []geo.Area {
	cols, rows := rapid.IntRange(1, 5).Draw(t, "cols"), rapid.IntRange(1, 5).Draw(t, "rows")
	side := math.Exp(rapid.Float64Range(math.Log(3e-5), math.Log(0.2)).Draw(t, "ln side"))
	return partitionInto(t, cols, rows, side, rapid.Float64Range(0, 0.5).Draw(t, "wiggle"))
}

func partitionInto(t *rapid.T, cols, rows int, side, wiggle float64) []geo.Area {
	steps := rapid.IntRange(1, 9).Draw(t, "steps")
	seed := rapid.Uint64().Draw(t, "seed")
	random := func() float64 { // splitmix64, in [−1, 1)
		seed += 0x9e3779b97f4a7c15
		z := (seed ^ seed>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return float64((z^z>>31)>>11)/(1<<52) - 1
	}
	corner := make([][]orb.Point, rows+1)
	for r := range corner {
		for c := 0; c <= cols; c++ {
			corner[r] = append(corner[r], orb.Point{
				-1.9 + side*(float64(c)+wiggle*random()),
				52.5 + side*(float64(r)+wiggle*random()),
			})
		}
	}
	path := func(a, b orb.Point) []orb.Point {
		points := []orb.Point{a}
		for i := 1; i < steps; i++ {
			f := float64(i) / float64(steps)
			points = append(points, orb.Point{
				a[0] + f*(b[0]-a[0]) + side*wiggle*random()/2,
				a[1] + f*(b[1]-a[1]) + side*wiggle*random()/2,
			})
		}
		return append(points, b)
	}
	across, up := make(map[[2]int][]orb.Point), make(map[[2]int][]orb.Point)
	for r := range corner {
		for c := range corner[r] {
			if c < cols {
				across[[2]int{r, c}] = path(corner[r][c], corner[r][c+1])
			}
			if r < rows {
				up[[2]int{r, c}] = path(corner[r][c], corner[r+1][c])
			}
		}
	}
	n := rapid.IntRange(1, cols*rows).Draw(t, "areas")
	areas := make([]geo.Area, n)
	for r := range rows {
		for c := range cols {
			owner := rapid.IntRange(-1, n-1).Draw(t, "owner")
			if cell := r*cols + c; cell < n {
				owner = cell // each area has a cell
			}
			if owner < 0 {
				continue
			}
			var ring orb.Ring
			ring = append(ring, across[[2]int{r, c}]...)
			ring = append(ring, up[[2]int{r, c + 1}]...)
			ring = append(ring, backwards(across[[2]int{r + 1, c}])...)
			ring = append(ring, backwards(up[[2]int{r, c}])...)
			areas[owner].Geometry = append(areas[owner].Geometry, orb.Polygon{ring})
		}
	}
	return areas
}

func backwards(path []orb.Point) []orb.Point {
	out := make([]orb.Point, len(path))
	for i, p := range path {
		out[len(path)-1-i] = p
	}
	return out
}

func TestPartitionsStayPlanar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		areas := partition(t)
		m, report, err := Build(areas, Options{SnapM: rapid.SampledFrom([]float64{0, 1, 20}).Draw(t, "snap")})
		if err != nil {
			t.Fatal(err)
		}
		if err := meshError(m); err != nil {
			t.Fatal(err)
		}
		if err := absentError(m); err != nil {
			t.Fatal(err)
		}
		for aid := uint32(1); int(aid) <= m.Len(); aid++ {
			if _, standIn := slices.BinarySearch(m.StandIns, aid); standIn != lost(report, aid) {
				t.Fatalf("area %d: stand-in %v, reported as lost %v", aid, standIn, !standIn)
			}
		}
		parents := make([]uint32, len(areas))
		for i := range parents {
			parents[i] = uint32(rapid.IntRange(0, 3).Draw(t, "parent"))
		}
		dissolved := m.Dissolve(parents, 3)
		if err := meshError(dissolved); err != nil {
			t.Fatalf("dissolved: %v", err)
		}
		for parent := uint32(1); parent <= 3; parent++ {
			var sum int64
			for i, p := range parents {
				if p == parent {
					sum += doubledArea(m, uint32(i+1))
				}
			}
			if got := doubledArea(dissolved, parent); got != sum {
				t.Fatalf("parent %d has %d, its areas %d", parent, got, sum)
			}
		}
	})
}

func TestZoomsOfPartitionsStayPlanar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _, err := Build(partition(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		extent := rapid.SampledFrom([]int{4096, 64, 16}).Draw(t, "extent")
		opts := ZoomOptions{Extent: extent, Buffer: extent / 64, ToleranceUnits: rapid.Float64Range(0, 8).Draw(t, "tolerance")}
		bound, share := m.bound(), rapid.Float64Range(0, 1)
		place := orb.Point{
			bound.Min[0] + share.Draw(t, "east")*(bound.Max[0]-bound.Min[0]),
			bound.Min[1] + share.Draw(t, "north")*(bound.Max[1]-bound.Min[1]),
		}
		for z := range 13 {
			zoomed, err := m.AtZoom(z, opts)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range []error{meshError(zoomed), absentError(zoomed), cutError(zoomed, int32(extent), int32(extent/64))} {
				if err != nil {
					t.Fatalf("zoom %d: %v", z, err)
				}
			}
			g := mercator{size: float64(int64(extent) << z)}
			_, thinning := m.thinning(g, opts.ToleranceUnits*thinned)
			plain := m.onGrid(g, opts, thinning, cutLines{every: int64(extent), buffer: int64(extent / 64)})
			if err := meshError(plain); err != nil {
				t.Fatalf("zoom %d: %v", z, err)
			}
			if err := strayError(plain, zoomed, opts.ToleranceUnits); err != nil {
				t.Fatalf("zoom %d: %v", z, err)
			}
			if err := ownerError(m, zoomed, g, place, opts.ToleranceUnits); err != nil {
				t.Fatalf("zoom %d: %v", z, err)
			}
		}
	})
}

// At a zoom at which areas are a few units wide much is mended, next to much that is not.
func TestZoomsOfManyAreasStayPlanar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units, wiggle := float64(rapid.IntRange(2, 12).Draw(t, "units")), float64(rapid.IntRange(1, 6).Draw(t, "tenths"))/10
		requirePlanarDrawing(t, partitionInto(t, 14, 14, units*coarseUnit, wiggle))
	})
}

// Areas that have only sea between them are mended together where it is narrow.
func TestZoomsOfIslandsStayPlanar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units, wiggle := float64(rapid.IntRange(5, 40).Draw(t, "units")), float64(rapid.IntRange(0, 5).Draw(t, "tenths"))/10
		areas := partitionInto(t, 6, 6, units*coarseUnit, wiggle)
		share := rapid.Float64Range(0.7, 1).Draw(t, "share")
		for i, a := range areas {
			for j, polygon := range a.Geometry {
				areas[i].Geometry[j] = orb.Polygon{shrunk(polygon[0], share)}
			}
		}
		requirePlanarDrawing(t, areas)
	})
}

// shrunk returns a ring with each point moved towards the middle of its box.
func shrunk(ring orb.Ring, share float64) orb.Ring {
	middle := ring.Bound().Center()
	out := make(orb.Ring, len(ring))
	for i, p := range ring {
		out[i] = orb.Point{middle[0] + share*(p[0]-middle[0]), middle[1] + share*(p[1]-middle[1])}
	}
	return out
}

// coarse is the grid of zoom 6, and coarseUnit its unit in degrees.
var coarse = mercator{size: 4096 << 6}

const coarseUnit = 360.0 / (4096 << 6)

// requirePlanarDrawing draws areas on a coarse grid, however few units wide they are there.
func requirePlanarDrawing(t *rapid.T, areas []geo.Area) {
	m, _, err := Build(areas, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := m.world()
	thin := rapid.SampledFrom([]float32{0, 0.5}).Draw(t, "thinning") * worldSize / float32(coarse.size)
	zoomed := m.regrid(coarse,
		func(i int) (position, bool) { return w.at[i].on(coarse.size), w.weight[i] >= thin },
		func(aid uint32) Point { return coarse.at(m.InsidePoint(aid)).point() },
		stripReach, cutLines{every: 32, buffer: 4})
	for _, err := range []error{meshError(zoomed), absentError(zoomed), cutError(zoomed, 32, 4)} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// strayError fails when a point of the plain mesh is further than the tolerance from the simplified one.
func strayError(plain, simplified *Mesh, tolerance float64) error {
	for _, a := range plain.Arcs {
		for _, p := range a.Points {
			nearest := math.Inf(1)
			for _, b := range simplified.Arcs {
				for i := 1; i < len(b.Points); i++ {
					nearest = min(nearest, distance(p, b.Points[i-1], b.Points[i]))
				}
			}
			if nearest > tolerance+1e-9 {
				return &strayed{p, nearest}
			}
		}
	}
	return nil
}

func lost(r Report, aid uint32) bool {
	for _, repair := range r.Repairs {
		if repair.AID == aid {
			for _, k := range repair.Kinds {
				if k == Lost {
					return true
				}
			}
		}
	}
	return false
}

// ownerError fails when a place further from every border than those may have moved is not of the area it was of.
func ownerError(base, zoomed *Mesh, g mercator, p orb.Point, tolerance float64) error {
	at := g.at(p)
	moved := func(q Point) position { return g.at(degrees{}.lonLat(float64(q.X), float64(q.Y))) }
	if distanceToBorders(base, moved, at) < tolerance+4 {
		return nil
	}
	was := ownerAt(base, moved, at)
	if is := ownerAt(zoomed, Point.position, at); is != was && !slices.Contains(zoomed.StandIns, is) {
		return fmt.Errorf("%v was of area %d and is of %d", at, was, is)
	}
	return nil
}

// ownerAt returns the area that holds a place, by how often a ray from it crosses each area's borders.
func ownerAt(m *Mesh, moved func(Point) position, at position) uint32 {
	inside := make(map[uint32]bool)
	for _, a := range m.Arcs {
		for i := 1; i < len(a.Points); i++ {
			p, q := moved(a.Points[i-1]), moved(a.Points[i])
			if (p.y > at.y) != (q.y > at.y) && (q.x-p.x)*(at.y-p.y)/(q.y-p.y)+p.x > at.x {
				inside[a.Left], inside[a.Right] = !inside[a.Left], !inside[a.Right]
			}
		}
	}
	for aid, in := range inside {
		if aid != 0 && in {
			return aid
		}
	}
	return 0
}
