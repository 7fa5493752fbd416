package build

import (
	"context"
	"math"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// placeIn returns the place that lies dx units east and dy units south of a tile's north-west corner: the inverse of
// Web Mercator.
func placeIn(id tiles.ID, dx, dy float64) orb.Point {
	n := math.Exp2(float64(id.Z))
	x, y := (float64(id.X)+dx/tiles.Extent)/n, (float64(id.Y)+dy/tiles.Extent)/n
	return orb.Point{360*x - 180, math.Atan(math.Sinh(math.Pi*(1-2*y))) * 180 / math.Pi}
}

// TestPoints puts sites in the middle of a tile, on its edges and on the sides of its neighbours' boxes.
func TestPoints(t *testing.T) {
	here := tiles.ID{Z: 10, X: 506, Y: 336}
	tests := []struct {
		name   string
		dx, dy float64
		want   map[tiles.ID]mvt.Point
	}{
		{"the middle", 2048, 2048, map[tiles.ID]mvt.Point{here: {X: 2048, Y: 2048}}},
		{"the corner of four tiles", 0, 0, map[tiles.ID]mvt.Point{
			here:                    {X: 0, Y: 0},
			{Z: 10, X: 505, Y: 336}: {X: 4096, Y: 0},
			{Z: 10, X: 506, Y: 335}: {X: 0, Y: 4096},
			{Z: 10, X: 505, Y: 335}: {X: 4096, Y: 4096},
		}},
		{"on the side of the western neighbour's box", 64, 2048, map[tiles.ID]mvt.Point{
			here:                    {X: 64, Y: 2048},
			{Z: 10, X: 505, Y: 336}: {X: 4160, Y: 2048},
		}},
		{"one unit beyond it", 65, 2048, map[tiles.ID]mvt.Point{here: {X: 65, Y: 2048}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sites.pmtiles")
			sites := []geo.Site{{ID: "libraries-1", At: placeIn(here, tt.dx, tt.dy)}}
			if _, err := Points(context.Background(), sites, 10, 10, path, Info{}); err != nil {
				t.Fatal(err)
			}
			got := map[tiles.ID]mvt.Point{}
			eachTile(t, path, func(id tiles.ID, raw []byte) {
				if err := mvt.ValidateStrict(raw); err != nil {
					t.Errorf("tile %v: %v", id, err)
				}
				layers, err := mvt.Decode(raw)
				if err != nil {
					t.Fatal(err)
				}
				parts, err := layers[0].Features[0].Rings()
				if err != nil {
					t.Fatal(err)
				}
				got[id] = parts[0][0]
			})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSiteAttributes(t *testing.T) {
	sites := []geo.Site{
		{
			ID: "libraries-1", Kind: "library", Name: "Aston", At: orb.Point{-1.88, 52.5}, Access: geo.Public, Postcode: "B6 5RP",
			Facts: []geo.Fact{{Key: "address", Value: "1 High Street"}, {Key: "name", Value: "Aston Library"}, {Key: "empty"}},
		},
		{ID: "libraries-2", Kind: "library", At: orb.Point{-1.88, 52.5}, Access: geo.Restricted, Closed: true},
	}
	path := filepath.Join(t.TempDir(), "sites.pmtiles")
	report, err := Points(context.Background(), sites, 0, 3, path, Info{})
	if err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{
			"id": "libraries-1", "kind": "library", "name": "Aston", "access": "public", "open": true, "postcode": "B6 5RP",
			"address": "1 High Street", "fact_name": "Aston Library",
		},
		{"id": "libraries-2", "kind": "library", "access": "restricted", "open": false},
	}
	eachTile(t, path, func(id tiles.ID, raw []byte) {
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		var got []map[string]any
		for _, f := range layers[0].Features {
			attributes := map[string]any{}
			for key, value := range f.Attributes {
				attributes[key] = value.Any()
			}
			got = append(got, attributes)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("tile %v: %s", id, diff)
		}
	})
	wantFields := map[string]string{
		"id": "String", "kind": "String", "name": "String", "access": "String", "open": "Boolean", "postcode": "String",
		"address": "String", "fact_name": "String", "empty": "String",
	}
	if diff := cmp.Diff(wantFields, SiteFields(sites)); diff != "" {
		t.Error(diff)
	}
	if len(report.Zooms) != 4 || report.Archives[0].Tiles < 4 {
		t.Errorf("the report says %+v", report)
	}
}

// TestNoSites checks that a project without sites has an archive all the same, which opens and is empty.
func TestNoSites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sites.pmtiles")
	if _, err := Points(context.Background(), nil, 8, 12, path, Info{}); err != nil {
		t.Fatal(err)
	}
	r, err := pmtiles.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if h := r.Header(); h.Tiles != 0 {
		t.Errorf("it has %d tiles", h.Tiles)
	}
}

func TestPointsRefusesABandUpsideDown(t *testing.T) {
	if _, err := Points(context.Background(), nil, 9, 8, filepath.Join(t.TempDir(), "x"), Info{}); err == nil {
		t.Error("zooms 9 to 8 were taken")
	}
}
