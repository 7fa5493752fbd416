package build

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hotspotmap/data/demo"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// TestFaithful measures what is drawn against what was published, area by area and zoom by zoom: how far the border in
// the tiles strays from the border in the source and the other way round (the Hausdorff distance), and what of the
// total area is lost or won. The source is the file as it is, before borders that nearly match were made to.
func TestFaithful(t *testing.T) {
	for _, place := range []struct {
		name    string
		read    func(t testing.TB) []geo.Area
		minZoom int
		long    bool
		geos    bool // judges the polygons of every tile; a nation has too many tiles to start it for each
	}{
		{"Birmingham", func(t testing.TB) []geo.Area {
			return realAreas(t, "birmingham/lsoa21_bsc_wgs84.geojson", "LSOA21CD")
		}, 8, false, true},
		{"Greater Manchester", func(t testing.TB) []geo.Area {
			return realAreas(t, "greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code")
		}, 8, true, true},
		{"England and Wales", func(t testing.TB) []geo.Area {
			return realAreas(t, "national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD")
		}, 9, true, false},
		{"the demo's district", demoAreas, 8, false, true},
	} {
		t.Run(place.name, func(t *testing.T) {
			if place.long && testing.Short() {
				t.Skip("takes long")
			}
			areas := place.read(t)
			mesh, report, err := topology.Build(areas, topology.Options{SnapM: 1})
			if err != nil {
				t.Fatal(err)
			}
			repaired := map[uint32]bool{}
			for _, r := range report.Repairs {
				repaired[r.AID] = true
			}
			t.Logf("%d areas, %d of them repaired", len(areas), len(repaired))
			path := filepath.Join(t.TempDir(), "areas.pmtiles")
			level := Level{Geography: "areas", Mesh: mesh, MinZoom: place.minZoom, MaxZoom: 12}
			if _, err := Polygons(context.Background(), []Level{level}, path, path+".joined", Info{}); err != nil {
				t.Fatal(err)
			}
			requireFaithful(t, path, level, areas, repaired)
			if place.geos {
				requireGDALOpens(t, path, level.Geography)
			}
		})
	}
}

// demoAreas returns the areas of the synthetic district that the demo shows.
func demoAreas(t testing.TB) []geo.Area {
	t.Helper()
	folder := t.TempDir()
	if err := demo.Write(folder); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "areas.geojson")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	areas, _, _, err := boundary.Read(f, path, boundary.Options{Code: "AREA26CD", Name: "AREA26NM"})
	if err != nil {
		t.Fatal(err)
	}
	return areas
}

// requireFaithful holds the borders of every area to one tile unit at the deepest zoom, and to one pixel of a tile drawn
// 512 pixels wide at the others, and the total area to a thousandth. Exempt are stand-ins, areas that the source draws
// wrongly, and places where the source is narrower than what a grid can show: such an inlet or tail is not drawn.
func requireFaithful(t *testing.T, path string, level Level, areas []geo.Area, repaired map[uint32]bool) {
	t.Helper()
	drawn := make([][]segment, len(areas)) // of one zoom
	zoom := uint8(level.MinZoom)
	eachTile(t, path, func(id tiles.ID, raw []byte) {
		if id.Z != zoom {
			requireZoomFaithful(t, int(zoom), level, areas, repaired, drawn)
			zoom = id.Z
			for i := range drawn {
				drawn[i] = drawn[i][:0]
			}
		}
		addBorders(t, drawn, id, raw)
	})
	requireZoomFaithful(t, int(zoom), level, areas, repaired, drawn)
}

// addBorders adds the borders a tile shows, on the zoom's grid, to those of each area. What runs along the sides of the
// tile's box is no border; where one does, it is inside the box of the tile beside it.
func addBorders(t *testing.T, drawn [][]segment, id tiles.ID, raw []byte) {
	t.Helper()
	layers, err := mvt.Decode(raw)
	if err != nil {
		t.Fatalf("tile %v: %v", id, err)
	}
	b := box{-tiles.Buffer, -tiles.Buffer, tiles.Extent + tiles.Buffer, tiles.Extent + tiles.Buffer}
	for _, f := range layers[0].Features {
		segments := map[segment]int{}
		addSegments(t, segments, f)
		for s := range segments {
			if b.beyond(s.from)&b.beyond(s.to) == 0 {
				drawn[f.ID-1] = append(drawn[f.ID-1], s.moved(int32(id.X)*tiles.Extent, int32(id.Y)*tiles.Extent))
			}
		}
	}
}

func requireZoomFaithful(t *testing.T, z int, level Level, areas []geo.Area, repaired map[uint32]bool, drawn [][]segment) {
	t.Helper()
	mesh, err := level.Mesh.AtZoom(z, topology.ZoomOptions{
		Extent: tiles.Extent, Buffer: tiles.Buffer, ToleranceUnits: tolerance(z, level.MaxZoom),
	})
	if err != nil {
		t.Fatal(err)
	}
	allowed := 8.0 // of 4096 units: a pixel of 512
	if z == level.MaxZoom {
		allowed = 1
	}
	farthest, farthestArea := 0.0, ""
	var area, sourceArea float64
	narrowed, beyond := 0, 0
	for i, a := range areas {
		border := linesOf(drawn[i])
		source := sourceLines(a, z)
		area, sourceArea = area+areaOf(border), sourceArea+areaOf(source)
		if aid := uint32(i + 1); repaired[aid] || slices.Contains(mesh.StandIns, aid) {
			continue
		}
		d := stray(border, source)
		if missed := stray(source, border); missed > allowed {
			narrowed++
			d = max(d, strayWhereWide(source, border, allowed))
		} else {
			d = max(d, missed)
		}
		if d > allowed {
			beyond++
		}
		if d > farthest {
			farthest, farthestArea = d, a.Code
		}
	}
	share := math.Abs(area/sourceArea - 1)
	t.Logf("zoom %d: at most %.2f units astray (%s), %d beyond %g, total area %.4f %% off, %d stand-ins, %d areas without a narrow part of theirs",
		z, farthest, farthestArea, beyond, allowed, 100*share, len(mesh.StandIns), narrowed)
	if farthest > allowed+bent || beyond > len(areas)/1000 {
		t.Errorf("zoom %d: the borders of %d areas are more than %g units from the source's, that of %s %.2f", z, beyond, allowed, farthestArea, farthest)
	}
	if share > 0.001 {
		t.Errorf("zoom %d: the areas have %.3f %% more or less ground than in the source", z, 100*share)
	}
}

// bent is how much more than a unit a border may be astray where two moves of half a unit's diagonal add up: its own
// points' to the grid, and the border's to a point it passes. That may happen to one area in a thousand.
const bent = math.Sqrt2 - 1

// narrow is the width, in units, up to which both sides of a strip may come to lie on one another: each is moved by up
// to half a unit either way.
const narrow = math.Sqrt2

// strayWhereWide is stray but for where another line runs the other way within a narrow strip's width. What is no more
// than allowed it does not measure.
func strayWhereWide(from, to []line, allowed float64) float64 {
	var of func(l line) float64
	of = func(l line) float64 {
		d := l.stray(to, allowed)
		switch {
		case d <= allowed:
			return 0
		case math.Hypot(l.bx-l.ax, l.by-l.ay) > 0.1:
			mx, my := (l.ax+l.bx)/2, (l.ay+l.by)/2
			return max(of(line{l.ax, l.ay, mx, my}), of(line{mx, my, l.bx, l.by}))
		case slices.ContainsFunc(from, l.stripWith):
			return 0
		}
		return d
	}
	farthest := 0.0
	for _, l := range from {
		farthest = max(farthest, of(l))
	}
	return farthest
}

// stripWith reports whether another line runs the other way within a narrow strip's width.
func (l line) stripWith(other line) bool {
	return (l.bx-l.ax)*(other.bx-other.ax)+(l.by-l.ay)*(other.by-other.ay) < 0 && other.distance(l.ax, l.ay) <= narrow
}

// line is a segment of a border, in units of a zoom's grid but not on it, the area to its left as segment has it.
type line struct{ ax, ay, bx, by float64 }

// linesOf returns segments, each once, as lines.
func linesOf(segments []segment) []line {
	seen := make(map[segment]bool, len(segments))
	var lines []line
	for _, s := range segments {
		if !seen[s] {
			seen[s] = true
			lines = append(lines, line{float64(s.from.X), float64(s.from.Y), float64(s.to.X), float64(s.to.Y)})
		}
	}
	return lines
}

// sourceLines returns the borders of an area as published, exteriors wound one way and holes the other. A straight line
// in degrees is none on a map, but to bend by a thousandth of a unit one here would have to be hundreds of metres long.
func sourceLines(a geo.Area, z int) []line {
	size := float64(int64(tiles.Extent) << z)
	var lines []line
	for _, polygon := range a.Geometry {
		for i, published := range polygon {
			ring := make([][2]float64, len(published))
			for j, p := range published {
				ring[j] = [2]float64{
					(p[0] + 180) / 360 * size,
					(0.5 - math.Atanh(math.Sin(p[1]*math.Pi/180))/(2*math.Pi)) * size,
				}
			}
			var around []line
			for j := 1; j < len(ring); j++ {
				around = append(around, line{ring[j-1][0], ring[j-1][1], ring[j][0], ring[j][1]})
			}
			if (areaOf(around) > 0) != (i == 0) {
				for j, l := range around {
					around[j] = line{l.bx, l.by, l.ax, l.ay}
				}
			}
			lines = append(lines, around...)
		}
	}
	return lines
}

// areaOf returns the area that closed borders go around, in square units. It is measured from a place nearby, so that
// no digits are lost.
func areaOf(lines []line) float64 {
	var sum float64
	for _, l := range lines {
		ox, oy := lines[0].ax, lines[0].ay
		sum += (l.ax-ox)*(l.by-oy) - (l.ay-oy)*(l.bx-ox)
	}
	return sum / 2
}

// strayPrecision is how exactly stray measures, in units.
const strayPrecision = 0.005

// stray returns how far a place on one set of lines can be from the nearest of another: the directed Hausdorff
// distance.
func stray(from, to []line) float64 {
	farthest := 0.0
	for _, l := range from {
		farthest = max(farthest, l.stray(to, farthest))
	}
	return farthest
}

// stray returns how far a place on the line can be from the nearest of others, or at most known if it is no more. How
// far it is from one line is convex along it, hence no more between two places than at the farther of them: that bounds
// the distance, and halving brings the bound to it.
func (l line) stray(to []line, known float64) float64 {
	least, nearA, nearB := math.Inf(1), math.Inf(1), math.Inf(1)
	for _, other := range to {
		a, b := other.distance(l.ax, l.ay), other.distance(l.bx, l.by)
		least, nearA, nearB = min(least, max(a, b)), min(nearA, a), min(nearB, b)
	}
	if least <= known || least-max(nearA, nearB) < strayPrecision {
		return least
	}
	mx, my := (l.ax+l.bx)/2, (l.ay+l.by)/2
	known = max(known, line{l.ax, l.ay, mx, my}.stray(to, known))
	return max(known, line{mx, my, l.bx, l.by}.stray(to, known))
}

// distance returns how far a place is from the line.
func (l line) distance(x, y float64) float64 {
	dx, dy := l.bx-l.ax, l.by-l.ay
	along := 0.0
	if length2 := dx*dx + dy*dy; length2 > 0 {
		along = min(max(((x-l.ax)*dx+(y-l.ay)*dy)/length2, 0), 1)
	}
	return math.Hypot(x-l.ax-along*dx, y-l.ay-along*dy)
}

// TestStray measures shapes whose distance is known.
func TestStray(t *testing.T) {
	side := []line{{0, 0, 10, 0}}
	for _, c := range []struct {
		name     string
		from, to []line
		want     float64
	}{
		{"itself", side, side, 0},
		{"a parallel", side, []line{{0, 3, 10, 3}}, 3},
		{"beyond an end", side, []line{{0, 0, 6, 0}}, 4},
		{"halves", side, []line{{0, 0, 5, 0}, {5, 0, 10, 0}}, 0},
		{"the middle is farthest, though both ends are near", side, []line{{0, 0, 0, 9}, {10, 0, 10, 9}}, 5},
	} {
		if got := stray(c.from, c.to); math.Abs(got-c.want) > strayPrecision {
			t.Errorf("%s: %.3f, want %g", c.name, got, c.want)
		}
	}
}
