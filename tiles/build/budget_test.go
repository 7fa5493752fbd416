package build

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// crowded is a level whose fields, a through n and each as hard to compress as numbers are, are too much for a tile of zoom 6,
// less so for those of zoom 7, and no matter for those of zoom 8. Each of its choices has one field less.
func crowded(t *testing.T) Level {
	const side = 50
	squares, _ := checkerboard(t, side)
	level := Level{Geography: "square", Title: "Squares", Mesh: squares, MinZoom: 6, MaxZoom: 8, Codes: make([]string, side*side)}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 14 {
		field := join.Field{Name: string(rune('a' + i)), Kind: join.Number, Decimals: 9, Numbers: make([]float64, side*side)}
		for k := range field.Numbers {
			field.Numbers[k] = random.Float64()
		}
		level.Fields = append(level.Fields, field)
	}
	for n := len(level.Fields) - 1; n > 0; n-- {
		level.Fewer = append(level.Fewer, level.Fields[:n])
	}
	return level
}

// TestBudget builds more attributes than fit: no tile is too large, no area is lost, and what a zoom has, deeper ones have too.
func TestBudget(t *testing.T) {
	level := crowded(t)
	areas, hotspots, report := buildInto(t, []Level{level})
	if warnings := report.Warnings(); warnings != nil {
		t.Error(warnings)
	}
	atZoom := map[uint8]map[string]bool{}
	seen := map[uint8]map[uint64]bool{}
	eachTile(t, hotspots, func(id tiles.ID, raw []byte) {
		if len(raw) > budgetRawBytes {
			t.Errorf("tile %v has %d bytes", id, len(raw))
		}
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		if seen[id.Z] == nil {
			seen[id.Z], atZoom[id.Z] = map[uint64]bool{}, map[string]bool{}
		}
		for _, f := range layers[0].Features {
			seen[id.Z][f.ID] = true
			for name := range f.Attributes {
				atZoom[id.Z][name] = true
			}
		}
	})
	var counts []int
	for z := uint8(6); z <= 8; z++ {
		if len(seen[z]) != level.areas() {
			t.Errorf("zoom %d has %d of %d areas", z, len(seen[z]), level.areas())
		}
		for name := range atZoom[z] {
			if z < 8 && !atZoom[z+1][name] {
				t.Errorf("zoom %d has %s, and zoom %d has not", z, name, z+1)
			}
		}
		counts = append(counts, len(atZoom[z]))
	}
	if counts[0] >= counts[1] || counts[1] >= counts[2] || counts[2] != len(level.Fields) {
		t.Errorf("zooms 6 to 8 have %v of %d fields", counts, len(level.Fields))
	}
	largest := report.Archives[1].Largest
	if largest.GzipBytes < budgetGzipBytes*9/10 || largest.ShapesGzipBytes == 0 || largest.ShapesGzipBytes > largest.GzipBytes/2 {
		t.Errorf("the largest tile is %+v: with a field more it would be over the budget", largest)
	}
	for _, want := range []string{"Zoom 6 lacks h, i, j", ". Zoom 7 lacks "} {
		if !strings.Contains(report.Joined[0].LeftOut, want) {
			t.Errorf("%q does not say %q", report.Joined[0].LeftOut, want)
		}
	}
	requireDescription(t, hotspots, "Squares. "+report.Joined[0].LeftOut, len(level.Fields))

	again := filepath.Join(t.TempDir(), "hotspots.pmtiles")
	level.Mesh = nil
	info := Info{Name: "Squares", Attribution: "Nobody", Bounds: [4]float64{-2, 52, -1, 53}}
	if _, err := Rejoin(context.Background(), []Level{level}, areas, again, info); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, hotspots), read(t, again)) {
		t.Error("joined to the areas archive, it is another archive")
	}
}

func requireDescription(t *testing.T, path, want string, fields int) {
	t.Helper()
	r, err := pmtiles.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var metadata pmtiles.Metadata
	if err := json.Unmarshal(r.Metadata(), &metadata); err != nil {
		t.Fatal(err)
	}
	if layers := metadata.VectorLayers; len(layers) != 1 || layers[0].Description != want || len(layers[0].Fields) != fields ||
		layers[0].MinZoom != 6 || layers[0].MaxZoom != 8 {
		t.Errorf("the archive says %+v", layers)
	}
}

// TestBudgetCannotHold has no choice that is small enough: it takes the poorest, keeps the areas and warns.
func TestBudgetCannotHold(t *testing.T) {
	level := crowded(t)
	level.Fewer = level.Fewer[:2]
	_, _, report := buildInto(t, []Level{level})
	if len(report.Warnings()) != 1 || !strings.HasPrefix(report.Warnings()[0], "tiles over the budget") {
		t.Errorf("warnings %q", report.Warnings())
	}
	if got := report.Joined[0].LeftOut; !strings.HasPrefix(got, "Zooms 6 to 7 lack m and n.") {
		t.Errorf("it says %q", got)
	}
}

// TestBudgetWithAnotherLevel has a level without choices in the same tiles.
func TestBudgetWithAnotherLevel(t *testing.T) {
	level := crowded(t)
	_, rows := checkerboard(t, 50)
	row := Level{Geography: "row", Mesh: rows, MinZoom: 6, MaxZoom: 6, Fields: []join.Field{{Name: "n", Kind: join.Number, Numbers: make([]float64, 50)}}}
	_, _, report := buildInto(t, []Level{row, level})
	if warnings := report.Warnings(); warnings != nil {
		t.Error(warnings)
	}
	if joined := report.Joined; len(joined) != 2 || joined[0].LeftOut != "" || joined[1].LeftOut == "" {
		t.Errorf("%q and %q are left out", joined[0].LeftOut, joined[1].LeftOut)
	}
}

func TestBands(t *testing.T) {
	level := Level{MinZoom: 5, MaxZoom: 9, Fewer: make([][]join.Field, 3)}
	for _, tt := range []struct {
		name   string
		passed map[int]int
		want   []string
	}{
		{"none", nil, []string{"5–9"}},
		{"less and less", map[int]int{5: 3, 6: 2, 7: 2}, []string{"5–5", "6–7", "8–9"}},
		{"more in between", map[int]int{5: 1, 7: 2}, []string{"5–7", "8–9"}},
		{"more than there are", map[int]int{5: 9, 6: 3}, []string{"5–6", "7–9"}},
		{"the deepest too", map[int]int{9: 1}, []string{"5–9"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, band := range level.bands(tt.passed) {
				got = append(got, fmt.Sprintf("%d–%d", band.MinZoom, band.MaxZoom))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLack(t *testing.T) {
	field := func(name string, decimals int) join.Field { return join.Field{Name: name, Decimals: decimals} }
	all := []join.Field{field("code", 0), field("index", 3), field("rank", 0), field("people", 0)}
	for _, tt := range []struct {
		name string
		band Level
		want string
	}{
		{"nothing", Level{MinZoom: 8, MaxZoom: 9, Fields: all}, ""},
		{"one at one zoom", Level{MinZoom: 8, MaxZoom: 8, Fields: all[:3]}, "Zoom 8 lacks people."},
		{"two at two", Level{MinZoom: 8, MaxZoom: 9, Fields: all[:2]}, "Zooms 8 to 9 lack rank and people."},
		{"most", Level{MinZoom: 8, MaxZoom: 8, Fields: all[:1]}, "Zoom 8 has only code."},
		{"most and decimals", Level{MinZoom: 9, MaxZoom: 9, Fields: []join.Field{field("index", 0)}}, "Zoom 9 has only index to 0 decimals."},
		{"decimals", Level{MinZoom: 8, MaxZoom: 8, Fields: []join.Field{all[0], field("index", 1), all[2]}}, "Zoom 8 lacks people, and has index to 1 decimal."},
		{"decimals alone", Level{MinZoom: 8, MaxZoom: 9, Fields: []join.Field{all[0], field("index", 1), all[2], all[3]}}, "Zooms 8 to 9 have index to 1 decimal."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.band.lack(all); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
