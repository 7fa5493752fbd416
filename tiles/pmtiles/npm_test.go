package pmtiles

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"testing"

	"hotspotmap/tiles/tilestest"
)

// TestNpmReader reads our archives with the reader browsers use, with and without leaf directories.
func TestNpmReader(t *testing.T) {
	tilestest.NodeModule(t, "pmtiles")
	for name, list := range map[string][]tile{"root directory only": scatter(300), "leaf directories": scatter(30_000)} {
		t.Run(name, func(t *testing.T) {
			path, summary := write(t, t.TempDir(), list)
			var got struct {
				Header struct {
					SpecVersion, NumAddressedTiles, NumTileContents       int
					MinZoom, MaxZoom, InternalCompression, TileType       int
					TileCompression                                       int
					RootDirectoryOffset, RootDirectoryLength              int
					LeafDirectoryLength, TileDataOffset                   int
					Clustered                                             bool
					MinLon, MinLat, MaxLon, MaxLat, CenterLon, CenterZoom float64
				}
				Metadata Metadata
				Tiles    map[string]string
			}
			args := []string{path, "7/0/0"}
			for i := 0; i < len(list); i += 1 + len(list)/500 {
				args = append(args, list[i].id.String())
			}
			tilestest.Node(t, "testdata/read.mjs", &got, args...)
			h := got.Header
			if h.SpecVersion != 3 || h.NumAddressedTiles != summary.Tiles || h.NumTileContents != summary.Contents ||
				h.MinZoom != 8 || h.MaxZoom != 12 || h.InternalCompression != 2 || h.TileCompression != 2 || h.TileType != 1 ||
				!h.Clustered || h.MinLon != -8.2 || h.MinLat != 49.8 || h.MaxLon != 1.8 || h.MaxLat != 60.9 || h.CenterZoom != 8 {
				t.Errorf("header %+v of %+v", h, summary)
			}
			if leaves := h.LeafDirectoryLength > 0; leaves != (name == "leaf directories") {
				t.Errorf("%d bytes of leaf directories", h.LeafDirectoryLength)
			}
			if got.Metadata.Name != "Test" || len(got.Metadata.VectorLayers) != 1 || got.Metadata.VectorLayers[0].ID != "lsoa21" {
				t.Errorf("metadata %+v", got.Metadata)
			}
			if got.Tiles["7/0/0"] != "" {
				t.Error("it found a tile of zoom 7, where there is none")
			}
			for _, tile := range list {
				if sum, asked := got.Tiles[tile.id.String()]; asked && sum != sumOf(t, tile) {
					t.Errorf("tile %v has the SHA-256 %q", tile.id, sum)
				}
			}
		})
	}
}

// sumOf returns the SHA-256 of an unpacked tile.
func sumOf(t *testing.T, tile tile) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader([]byte(tile.content)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
