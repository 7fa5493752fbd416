package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// checkerboard returns the mesh of n × n squares of 0.05° near Birmingham, and the mesh of their rows.
func checkerboard(t testing.TB, n int) (squares, rows *topology.Mesh) {
	t.Helper()
	var areas []geo.Area
	var parents []uint32
	for y := range n {
		for x := range n {
			w, s := -2+0.05*float64(x), 52+0.05*float64(y)
			e, n := w+0.05, s+0.05
			areas = append(areas, geo.Area{
				Code:     fmt.Sprintf("S%02d%02d", y, x),
				Geometry: orb.MultiPolygon{{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}},
			})
			parents = append(parents, uint32(y+1))
		}
	}
	squares, _, err := topology.Build(areas, topology.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return squares, squares.Dissolve(parents, n)
}

// buildInto builds levels in a new folder and returns the paths of both archives.
func buildInto(t testing.TB, levels []Level) (areas, hotspots string, report Report) {
	t.Helper()
	folder := t.TempDir()
	areas, hotspots = filepath.Join(folder, "areas.pmtiles"), filepath.Join(folder, "hotspots.pmtiles")
	info := Info{Name: "Squares", Attribution: "Nobody", Bounds: [4]float64{-2, 52, -1, 53}}
	report, err := Polygons(context.Background(), levels, areas, hotspots, info)
	if err != nil {
		t.Fatal(err)
	}
	return areas, hotspots, report
}

// TestLevels builds two levels whose bands meet and overlap: layers, attributes, metadata and report.
func TestLevels(t *testing.T) {
	squares, rows := checkerboard(t, 3)
	levels := []Level{
		{Geography: "row", Title: "Rows", Mesh: rows, MinZoom: 6, MaxZoom: 8, Fields: []join.Field{
			{Name: "code", Kind: join.String, Strings: []string{"R1", "R2", "R3"}},
		}},
		{Geography: "square", Title: "Squares", Mesh: squares, MinZoom: 8, MaxZoom: 9, Fields: []join.Field{
			{Name: "code", Kind: join.String, Strings: []string{"a", "b", "c", "", "e", "f", "g", "h", "i"}},
			{Name: "rank", Kind: join.Number, Numbers: []float64{1, 2, 3, 4, 5, 6, 7, 8, math.NaN()}},
			{Name: "index", Kind: join.Number, Decimals: 1, Numbers: []float64{12.34, 2, 3, 4, 5, 6, 7, 8, 9}},
		}},
	}
	areas, hotspots, report := buildInto(t, levels)

	layersAt := map[uint8]map[string]bool{}
	attributes := map[uint64]map[string]any{}
	eachTile(t, hotspots, func(id tiles.ID, raw []byte) {
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		if layersAt[id.Z] == nil {
			layersAt[id.Z] = map[string]bool{}
		}
		for _, layer := range layers {
			layersAt[id.Z][layer.Name] = true
			for _, f := range layer.Features {
				if layer.Name == "square" {
					attributes[f.ID] = map[string]any{}
					for key, value := range f.Attributes {
						attributes[f.ID][key] = value.Any()
					}
				}
			}
		}
	})
	wantLayers := map[uint8]map[string]bool{
		6: {"row": true}, 7: {"row": true}, 8: {"row": true, "square": true}, 9: {"square": true},
	}
	if diff := cmp.Diff(wantLayers, layersAt); diff != "" {
		t.Errorf("layers by zoom: %s", diff)
	}
	for aid, want := range map[uint64]map[string]any{
		1: {"code": "a", "rank": int64(1), "index": 12.3},
		4: {"rank": int64(4), "index": 4.0},
		9: {"code": "i", "index": 9.0},
	} {
		if diff := cmp.Diff(want, attributes[aid]); diff != "" {
			t.Errorf("attributes of square %d: %s", aid, diff)
		}
	}
	eachTile(t, areas, func(id tiles.ID, raw []byte) {
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, layer := range layers {
			for _, f := range layer.Features {
				if f.Attributes != nil {
					t.Errorf("areas tile %v has attributes", id)
				}
			}
		}
	})
	requireMetadata(t, hotspots)

	var zooms []string
	for _, z := range report.Zooms {
		zooms = append(zooms, fmt.Sprintf("%s %d: %d", z.Geography, z.Zoom, z.Areas))
	}
	want := []string{"row 6: 3", "row 7: 3", "row 8: 3", "square 8: 9", "square 9: 9"}
	if diff := cmp.Diff(want, zooms); diff != "" {
		t.Errorf("the report's zooms: %s", diff)
	}
	for _, a := range report.Archives {
		if info, err := os.Stat(a.Path); err != nil || info.Size() != a.Bytes || a.Tiles == 0 || a.Largest.Features == 0 {
			t.Errorf("the report says %+v (%v)", a, err)
		}
	}
}

func requireMetadata(t *testing.T, path string) {
	t.Helper()
	r, err := pmtiles.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got pmtiles.Metadata
	if err := json.Unmarshal(r.Metadata(), &got); err != nil {
		t.Fatal(err)
	}
	want := pmtiles.Metadata{Name: "Squares", Attribution: "Nobody", Type: "overlay", VectorLayers: []pmtiles.VectorLayer{
		{ID: "row", Description: "Rows", MinZoom: 6, MaxZoom: 8, Fields: map[string]string{"code": "String"}},
		{ID: "square", Description: "Squares", MinZoom: 8, MaxZoom: 9, Fields: map[string]string{"code": "String", "rank": "Number", "index": "Number"}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("metadata: %s", diff)
	}
	if h := r.Header(); h.MinZoom != 6 || h.MaxZoom != 9 {
		t.Errorf("the header has zooms %d to %d", h.MinZoom, h.MaxZoom)
	}
}

// TestSameBytesOnAnyCores builds with one core and with several.
func TestSameBytesOnAnyCores(t *testing.T) {
	squares, rows := checkerboard(t, 8)
	levels := []Level{
		{Geography: "row", Mesh: rows, MinZoom: 5, MaxZoom: 9},
		{Geography: "square", Mesh: squares, MinZoom: 7, MaxZoom: 11},
	}
	var first []byte
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		areas, _, _ := buildInto(t, levels)
		runtime.GOMAXPROCS(before)
		file, err := os.ReadFile(areas)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = file
		}
		if !bytes.Equal(first, file) {
			t.Errorf("with %d cores the archive differs", cores)
		}
	}
}

func TestPolygonsRefuses(t *testing.T) {
	squares, _ := checkerboard(t, 2)
	level := func(change func(*Level)) []Level {
		l := Level{Geography: "square", Mesh: squares, MinZoom: 8, MaxZoom: 9}
		change(&l)
		return []Level{l}
	}
	fields := func(f ...join.Field) func(*Level) {
		return func(l *Level) { l.Fields = f }
	}
	tests := []struct {
		name   string
		levels []Level
		want   string
	}{
		{"nothing to draw", nil, "no geography"},
		{"a band upside down", level(func(l *Level) { l.MinZoom = 10 }), "must ascend"},
		{"a zoom too deep", level(func(l *Level) { l.MaxZoom = 17 }), "16 or less"},
		{"a geography twice", append(level(func(*Level) {}), level(func(*Level) {})...), "given twice"},
		{"too few values", level(fields(join.Field{Name: "n", Kind: join.Number, Numbers: []float64{1}})), `"n" has 1 values for 4 areas`},
		{"an attribute twice", level(fields(
			join.Field{Name: "n", Kind: join.Number, Numbers: make([]float64, 4)}, join.Field{Name: "n", Kind: join.Number, Numbers: make([]float64, 4)},
		)), `two attributes are named "n"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			_, err := Polygons(context.Background(), tt.levels, filepath.Join(folder, "a"), filepath.Join(folder, "h"), Info{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
				t.Errorf("it left %v (%v)", left, err)
			}
		})
	}
}

// TestLostAreasAreNamed checks the count that guards every zoom.
func TestLostAreasAreNamed(t *testing.T) {
	squares, _ := checkerboard(t, 2)
	b := &builder{levels: []Level{{Geography: "square", Mesh: squares, Codes: []string{"a", "b", "c", "d"}}}}
	_, err := b.count(0, 8, []piece{{aid: 1}, {aid: 3}, {aid: 1}})
	if err == nil || !strings.Contains(err.Error(), "2 of 4 areas of square have no shape at zoom 8 (b, d)") {
		t.Errorf("error %v", err)
	}
}

func TestPolygonsStopsWhenCancelled(t *testing.T) {
	squares, _ := checkerboard(t, 2)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	folder := t.TempDir()
	levels := []Level{{Geography: "square", Mesh: squares, MinZoom: 8, MaxZoom: 9}}
	if _, err := Polygons(ctx, levels, filepath.Join(folder, "a"), filepath.Join(folder, "h"), Info{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that the context was cancelled", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("it left %v (%v)", left, err)
	}
}

func TestWarning(t *testing.T) {
	a := &archive{}
	for i := range uint32(12) {
		a.over = append(a.over, Tile{ID: tiles.ID{Z: 9, X: i}, RawBytes: 600_400, GzipBytes: 200_600, Features: 3})
	}
	got := a.warning()
	for _, want := range []string{"500 kB", "150 kB", "9/0/0: 3 features, 600 kB, 201 kB as gzip", "and 2 more"} {
		if !strings.Contains(got, want) {
			t.Errorf("the warning %q does not say %q", got, want)
		}
	}
}
