package build

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// eachTile calls visit with every tile of an archive, unpacked.
func eachTile(t testing.TB, path string, visit func(id tiles.ID, raw []byte)) {
	t.Helper()
	r, err := pmtiles.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	err = r.All(func(id tiles.ID) error {
		packed, err := r.Tile(context.Background(), id)
		if err != nil {
			return err
		}
		unpacker, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(unpacker)
		if err != nil {
			return err
		}
		visit(id, raw)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestBirmingham builds the real city at zooms 8 to 12: every tile is valid and every area in each zoom.
func TestBirmingham(t *testing.T) {
	mesh, codes := birmingham(t)
	folder := t.TempDir()
	areas, hotspots := filepath.Join(folder, "areas.pmtiles"), filepath.Join(folder, "hotspots.pmtiles")
	levels := []Level{{
		Geography: "lsoa21", Mesh: mesh, MinZoom: 8, MaxZoom: 12, Codes: codes,
		Attributes: &Attributes{Fields: []Field{{Name: "code", Kind: String, Strings: codes}}},
	}}
	report, err := Polygons(context.Background(), levels, areas, hotspots, Info{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", report)
	for _, path := range []string{areas, hotspots} {
		seen := map[uint8]map[uint64]bool{}
		eachTile(t, path, func(id tiles.ID, raw []byte) {
			if err := mvt.ValidateStrict(raw); err != nil {
				t.Errorf("%s %v: %v", path, id, err)
			}
			layers, err := mvt.Decode(raw)
			if err != nil {
				t.Fatal(err)
			}
			if seen[id.Z] == nil {
				seen[id.Z] = map[uint64]bool{}
			}
			for _, f := range layers[0].Features {
				seen[id.Z][f.ID] = true
			}
		})
		for z := uint8(8); z <= 12; z++ {
			if len(seen[z]) != len(codes) {
				t.Errorf("zoom %d has %d of %d areas", z, len(seen[z]), len(codes))
			}
		}
	}
}
