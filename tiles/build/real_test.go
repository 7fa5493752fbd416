package build

import (
	"context"
	"path/filepath"
	"testing"

	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/mvt"
)

// TestBirmingham builds the real city as the service would: every area at every zoom, no gap, no overlap, all valid.
func TestBirmingham(t *testing.T) {
	mesh, codes := birmingham(t)
	folder := t.TempDir()
	areas, hotspots := filepath.Join(folder, "areas.pmtiles"), filepath.Join(folder, "hotspots.pmtiles")
	level := Level{
		Geography: "lsoa21", Mesh: mesh, MinZoom: 8, MaxZoom: 12, Codes: codes,
		Fields: []join.Field{{Name: "code", Kind: join.String, Strings: codes}},
	}
	report, err := Polygons(context.Background(), []Level{level}, areas, hotspots, Info{})
	if err != nil {
		t.Fatal(err)
	}
	for _, zoom := range report.Zooms {
		if zoom.Areas != len(codes) {
			t.Errorf("the report counts %d of %d areas at zoom %d", zoom.Areas, len(codes), zoom.Zoom)
		}
	}
	requireExact(t, areas, level)
	requireExact(t, hotspots, level)
	requireMapboxReadsTheSame(t, hotspots)
	requireGDALOpens(t, hotspots)
}

// TestPiecesAddUp cuts Birmingham into tiles without a buffer, which is a partition: an area's pieces have its area.
func TestPiecesAddUp(t *testing.T) {
	base, _ := birmingham(t)
	for _, z := range []int{8, 10, 12, 14} {
		mesh, err := base.AtZoom(z, topology.ZoomOptions{Extent: tiles.Extent, Buffer: 0, ToleranceUnits: 4})
		if err != nil {
			t.Fatal(err)
		}
		pieces, err := cutLevel(context.Background(), uint8(z), 0, mesh, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]int64, mesh.Len()+1)
		for _, p := range pieces {
			rings, err := mvt.Feature{Type: mvt.Polygons, Geometry: p.commands()}.Rings()
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rings {
				got[p.aid] += mvt.SignedArea2(r)
			}
		}
		for aid := uint32(1); int(aid) <= mesh.Len(); aid++ {
			if want := sumOfAreas2(openRings(mesh.Polygons(aid))); got[aid] != want {
				t.Errorf("zoom %d: the pieces of area %d have %d half units, the area %d", z, aid, got[aid], want)
			}
		}
	}
}
