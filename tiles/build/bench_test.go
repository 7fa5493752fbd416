package build

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
)

// twelve returns made-up attributes: the code and eleven numbers of no, one and two decimals.
func twelve(codes []string) []join.Field {
	fields := []join.Field{{Name: "code", Kind: join.String, Strings: codes}}
	for c := range 11 {
		f := join.Field{Name: fmt.Sprintf("indicator_%d", c), Kind: join.Number, Decimals: c % 3, Numbers: make([]float64, len(codes))}
		for i := range f.Numbers {
			f.Numbers[i] = float64(i*7919*(c+1)%10007) / 13
		}
		fields = append(fields, f)
	}
	return fields
}

// BenchmarkPolygons builds both archives, twelve attributes an area, from the base mesh to disk.
func BenchmarkPolygons(b *testing.B) {
	for _, place := range []struct {
		name, file       string
		minZoom, maxZoom int
	}{
		{"Birmingham", "birmingham/lsoa21_bsc_wgs84.geojson", 8, 12},
		{"EnglandAndWales", "national/lsoa21_ew_bsc_wgs84.geojson.gz", 9, 12},
	} {
		b.Run(place.name, func(b *testing.B) {
			mesh, codes := realMesh(b, place.file, "LSOA21CD")
			folder := b.TempDir()
			level := Level{
				Geography: "lsoa21", Mesh: mesh, MinZoom: place.minZoom, MaxZoom: place.maxZoom,
				Codes: codes, Fields: twelve(codes),
			}
			for b.Loop() {
				report, err := Polygons(context.Background(), []Level{level},
					filepath.Join(folder, "areas.pmtiles"), filepath.Join(folder, "hotspots.pmtiles"), Info{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(report.Archives[0].Tiles), "tiles")
				b.ReportMetric(float64(report.Archives[0].Bytes)/1e6, "areas-MB")
				b.ReportMetric(float64(report.Archives[1].Bytes)/1e6, "hotspots-MB")
			}
		})
	}
}

// BenchmarkCut cuts Birmingham's areas into tiles of zoom 12 and encodes the pieces: what a build does besides making
// meshes and compressing.
func BenchmarkCut(b *testing.B) {
	base, _ := birmingham(b)
	mesh, err := base.AtZoom(12, topology.ZoomOptions{Extent: tiles.Extent, Buffer: tiles.Buffer})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		pieces, err := cutLevel(context.Background(), 12, 0, mesh, tiles.Buffer)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(pieces)), "pieces")
	}
}
