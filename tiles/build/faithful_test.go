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
	t.Logf("zoom %d: at most %.2f units astray (%s), total area %.4f %% off, %d stand-ins, %d areas without a narrow part of theirs",
		z, farthest, farthestArea, 100*share, len(mesh.StandIns), narrowed)
	if beyond > 0 {
		t.Errorf("zoom %d: the borders of %d areas are more than %g units from the source's, that of %s %.2f", z, beyond, allowed, farthestArea, farthest)
	}
	if share > 0.001 {
		t.Errorf("zoom %d: the areas have %.3f %% more or less ground than in the source", z, 100*share)
	}
}
