package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// TestTilePacker packs one tile after another and reads each with the standard library, wherever its texts begin.
func TestTilePacker(t *testing.T) {
	packer := newTilePacker()
	rapid.Check(t, func(t *rapid.T) {
		tile := bytes.Repeat(rapid.SliceOf(rapid.Byte()).Draw(t, "tile"), rapid.IntRange(1, 2000).Draw(t, "times"))
		packed := packer.pack(tile, rapid.IntRange(0, len(tile)).Draw(t, "text"))
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		r.Multistream(false) // browsers read one member
		read, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(read, tile) {
			t.Fatalf("%d bytes became %d: %v", len(tile), len(read), err)
		}
	})
}
