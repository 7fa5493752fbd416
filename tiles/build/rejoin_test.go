package build

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/pmtiles"
)

// TestRejoinIsWhatPolygonsWrites changes the attributes of two levels and compares both ways to the new archive.
func TestRejoinIsWhatPolygonsWrites(t *testing.T) {
	squares, rows := checkerboard(t, 3)
	levels := func(rank float64) []Level {
		return []Level{
			{Geography: "row", Title: "Rows", Mesh: rows, Codes: []string{"R1", "R2", "R3"}, MinZoom: 6, MaxZoom: 8},
			{Geography: "square", Title: "Squares", Mesh: squares, Codes: strings.Split("abcdefghi", ""), MinZoom: 8, MaxZoom: 9,
				Fields: []join.Field{{Name: "rank", Kind: join.Number, Numbers: []float64{rank, 2, 3, 4, 5, 6, 7, 8, 9}}}},
		}
	}
	info := Info{Name: "Squares", Attribution: "Nobody", Bounds: [4]float64{-2, 52, -1, 53}}
	before, _, _ := buildInto(t, levels(1))
	_, want, _ := buildInto(t, levels(10))
	got := filepath.Join(t.TempDir(), "hotspots.pmtiles")
	report, err := Rejoin(context.Background(), levels(10), before, got, info)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, got), read(t, want)) {
		t.Error("the archive differs from the one Polygons writes")
	}
	if report.Archives[0].Tiles == 0 || report.Archives[0].Largest.Features != 12 {
		t.Errorf("report %+v", report)
	}
}

// TestJoinedTilesAreWhatPolygonsWrites joins the fields to each tile of areas by itself.
func TestJoinedTilesAreWhatPolygonsWrites(t *testing.T) {
	squares, _ := checkerboard(t, 3)
	level := Level{Geography: "square", Mesh: squares, MinZoom: 8, MaxZoom: 10, Fields: []join.Field{
		{Name: "name", Kind: join.String, Strings: []string{"", "b", "c", "d", "e", "f", "g", "h", "Llŷn"}},
		{Name: "share", Kind: join.Number, Decimals: 2, Numbers: []float64{0.25, math.NaN(), -3, 4, 5, 6, 7, 8, 9}},
	}}
	areasPath, hotspotsPath, _ := buildInto(t, []Level{level})
	attributes, err := join.NewAttributes(9, level.Fields...)
	if err != nil {
		t.Fatal(err)
	}
	choose := func(string) (join.Attributes, error) { return attributes, nil }
	joined, joiner := contents(t, hotspotsPath), join.NewJoiner()
	for id, areas := range contents(t, areasPath) {
		read, err := join.ReadAreas(areas)
		if err != nil {
			t.Fatal(err)
		}
		tile, _, err := joiner.Join(read, choose)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(tile, joined[id]) {
			t.Errorf("tile %v differs from the one Polygons writes", id)
		}
	}
}

// contents returns the unpacked tiles of an archive.
func contents(t *testing.T, path string) map[tiles.ID][]byte {
	t.Helper()
	reader, err := pmtiles.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	all := map[tiles.ID][]byte{}
	err = reader.All(func(id tiles.ID) error {
		stored, err := reader.Tile(context.Background(), id)
		if err != nil {
			return err
		}
		unpacker, err := gzip.NewReader(bytes.NewReader(stored))
		if err != nil {
			return err
		}
		all[id], err = io.ReadAll(unpacker)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("the archive has no tiles")
	}
	return all
}

func TestRejoinRefusesOtherAreas(t *testing.T) {
	squares, _ := checkerboard(t, 3)
	level := Level{Geography: "square", Mesh: squares, MinZoom: 8, MaxZoom: 8}
	areas, _, _ := buildInto(t, []Level{level})
	out := filepath.Join(t.TempDir(), "hotspots.pmtiles")
	for name, c := range map[string]struct {
		level Level
		want  string
	}{
		"another geography": {Level{Geography: "circle", Codes: make([]string, 9), MinZoom: 8, MaxZoom: 8}, `layer "square"`},
		"another zoom":      {Level{Geography: "square", Codes: make([]string, 9), MinZoom: 9, MaxZoom: 9}, `layer "square"`},
		"fewer areas":       {Level{Geography: "square", Codes: make([]string, 4), MinZoom: 8, MaxZoom: 8}, "which has 4 areas"},
	} {
		_, err := Rejoin(context.Background(), []Level{c.level}, areas, out, Info{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: an archive was left", name)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
