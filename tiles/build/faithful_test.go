package build

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/data/demo"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/tilestest"
)

// TestFaithful measures what is drawn against what was published, area by area and zoom by zoom: how far the border in
// the tiles strays from the border in the source and the other way round (the Hausdorff distance), and what of the
// total area is lost or won. The source is the file as it is, before borders that nearly match were made to. For wards
// and authorities it is what the small areas that they are made of have around them. Every tile is also held to
// neighbours that fit, and to what others read in it.
func TestFaithful(t *testing.T) {
	for _, place := range []struct {
		name    string
		read    func(t testing.TB) []geo.Area
		minZoom int
		parents []parents
		long    bool
	}{
		{"Birmingham", func(t testing.TB) []geo.Area {
			return realAreas(t, "birmingham/lsoa21_bsc_wgs84.geojson", "LSOA21CD")
		}, 8, []parents{{"WD24CD", 4, 7}}, false},
		{"Greater Manchester", func(t testing.TB) []geo.Area {
			return realAreas(t, "greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code")
		}, 8, []parents{{"LAD24CD", 4, 5}, {"WD24CD", 6, 7}}, true},
		{"England and Wales", func(t testing.TB) []geo.Area {
			return realAreas(t, "national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD")
		}, 9, []parents{{"LAD24CD", 4, 6}, {"WD24CD", 7, 8}}, true},
		{"the demo's district", demoAreas, 8, nil, false},
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
			var bands []band
			for _, p := range place.parents {
				bands = append(bands, p.dissolve(t, mesh, areas))
			}
			bands = append(bands, band{Level{Geography: "areas", Mesh: mesh, MinZoom: place.minZoom, MaxZoom: deepest}, areas, repaired})
			var levels []Level
			for _, b := range bands {
				levels = append(levels, b.Level)
			}
			path := filepath.Join(t.TempDir(), "areas.pmtiles")
			if _, err := Polygons(context.Background(), levels, path, path+".joined", Info{}); err != nil {
				t.Fatal(err)
			}
			requireFaithful(t, path, bands)
			requireExact(t, path, levels...)
			requireMapboxReadsTheSame(t, path)
			requireGDALOpens(t, path)
		})
	}
}

// deepest is the last zoom of every place.
const deepest = 12

// band is a level with the areas as they were published, of which some were repaired.
type band struct {
	Level
	areas    []geo.Area
	repaired map[uint32]bool
}

// parents are areas that are made of small ones, by a column of the lookup of England and Wales, and the zooms that the
// examples show them at.
type parents struct {
	column           string
	minZoom, maxZoom int
}

// dissolve makes the parents of areas.
func (p parents) dissolve(t *testing.T, mesh *topology.Mesh, areas []geo.Area) band {
	t.Helper()
	parentOf := p.lookup(t)
	var codes []string
	for _, a := range areas {
		codes = append(codes, parentOf[a.Code])
	}
	of := slices.Clone(codes)
	slices.Sort(codes)
	codes = slices.Compact(codes)
	aids := make([]uint32, len(of))
	for i, code := range of {
		position, _ := slices.BinarySearch(codes, code)
		aids[i] = uint32(position + 1)
	}
	b := band{Level: Level{Geography: p.column, Mesh: mesh.Dissolve(aids, len(codes)), MinZoom: p.minZoom, MaxZoom: p.maxZoom}}
	for i, code := range codes {
		b.areas = append(b.areas, geo.Area{Code: code, Geometry: b.Mesh.MultiPolygon(uint32(i + 1))})
	}
	return b
}

// lookup reads the parent of each small area.
func (p parents) lookup(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(tilestest.RealData(t, "national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacker, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unpacker).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	area, parent := slices.Index(rows[0], "LSOA21CD"), slices.Index(rows[0], p.column)
	parentOf := make(map[string]string, len(rows))
	for _, row := range rows[1:] {
		parentOf[row[area]] = row[parent]
	}
	return parentOf
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
// 512 pixels wide at the others. Exempt are stand-ins; areas that the source draws wrongly are held to what was made of
// them. The total area is held to a thousandth. No two bands share a zoom.
func requireFaithful(t *testing.T, path string, bands []band) {
	t.Helper()
	drawn := map[int][][]segment{} // by zoom and area
	for _, b := range bands {
		for z := b.MinZoom; z <= b.MaxZoom; z++ {
			drawn[z] = make([][]segment, len(b.areas))
		}
	}
	eachTile(t, path, func(id tiles.ID, raw []byte) { addBorders(t, drawn[int(id.Z)], id, raw) })
	for _, b := range bands {
		for z := b.MinZoom; z <= b.MaxZoom; z++ {
			b.requireZoomFaithful(t, z, drawn[z])
		}
	}
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

func (b band) requireZoomFaithful(t *testing.T, z int, drawn [][]segment) {
	t.Helper()
	mesh, err := b.Mesh.AtZoom(z, topology.ZoomOptions{
		Extent: tiles.Extent, Buffer: tiles.Buffer, ToleranceUnits: tolerance(z, deepest),
	})
	if err != nil {
		t.Fatal(err)
	}
	allowed := 8.0 // of 4096 units: a pixel of 512
	if z == deepest {
		allowed = 1
	}
	farthest, farthestArea := 0.0, ""
	var area, sourceArea float64
	beyond := 0
	for i, a := range b.areas {
		border := linesOf(drawn[i])
		source := sourceLines(a, z)
		area, sourceArea = area+areaOf(border), sourceArea+areaOf(source)
		aid := uint32(i + 1)
		if slices.Contains(mesh.StandIns, aid) {
			continue
		}
		if b.repaired[aid] {
			a.Geometry = b.Mesh.MultiPolygon(aid)
			source = sourceLines(a, z)
		}
		d := max(stray(border, source), stray(source, border))
		if d > allowed {
			beyond++
		}
		if d > farthest {
			farthest, farthestArea = d, a.Code
		}
	}
	share := math.Abs(area/sourceArea - 1)
	t.Logf("zoom %d, %d of %s: at most %.2f units astray (%s), total area %.4f %% off, %d stand-ins",
		z, len(b.areas), b.Geography, farthest, farthestArea, 100*share, len(mesh.StandIns))
	if beyond > 0 {
		t.Errorf("zoom %d: the borders of %d areas are more than %g units from the source's, that of %s %.2f", z, beyond, allowed, farthestArea, farthest)
	}
	if share > 0.001 {
		t.Errorf("zoom %d: the areas have %.3f %% more or less ground than in the source", z, 100*share)
	}
}
