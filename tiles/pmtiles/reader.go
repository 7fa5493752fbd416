package pmtiles

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"hotspotmap/tiles"
)

// Reader reads an archive. It is safe for concurrent use.
type Reader struct {
	source   io.ReaderAt
	close    func() error
	header   Header
	metadata []byte
	entries  []entry  // of all directories, in order, offsets from the start of the file
	firsts   []uint64 // of the entries, which are found by them: so close together that most stay in the processor's cache
	known    []known  // of the entries' contents
	shelf    *Shelf   // nil: none is kept

	hashing sync.Mutex // of who writes a hash
}

// Open opens an archive and reads its directory.
func Open(path string) (*Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	info, err := file.Stat()
	if err == nil {
		var r *Reader
		if r, err = NewReader(file, info.Size()); err == nil {
			r.close = file.Close
			return r, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("open archive %s: %w", path, err), file.Close())
}

// NewReader reads the directory of an archive of size bytes.
func NewReader(source io.ReaderAt, size int64) (*Reader, error) {
	head := make([]byte, min(headerLen, size))
	if _, err := source.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	h, err := readHeader(head)
	if err != nil {
		return nil, err
	}
	for _, part := range []struct {
		name string
		span span
	}{{"root directory", h.root}, {"metadata", h.metadata}, {"leaf directories", h.leaves}, {"tile data", h.data}} {
		if !part.span.within(uint64(size)) {
			return nil, fmt.Errorf("the header places the %s at byte %d, %d long, but the file has %d bytes",
				part.name, part.span.offset, part.span.length, size)
		}
	}
	var metadata []byte
	if h.metadata.length > 0 {
		if metadata, err = unpack(source, h.metadata, maxMetadataBytes); err != nil {
			return nil, fmt.Errorf("read metadata: %w", err)
		}
	}
	l := loader{source: source, header: h, budget: maxDirectoryBytes}
	if err := l.load(h.root, maxDirectoryDepth); err != nil {
		return nil, fmt.Errorf("read directory: %w", err)
	}
	firsts := make([]uint64, len(l.entries))
	for i, e := range l.entries {
		firsts[i] = e.first
	}
	return &Reader{
		source: source, close: func() error { return nil }, header: h, metadata: metadata,
		entries: l.entries, firsts: firsts, known: make([]known, len(l.entries)),
	}, nil
}

// KeepOn has contents kept on a shelf once they are read. It is called before anything is.
func (r *Reader) KeepOn(shelf *Shelf) { r.shelf = shelf }

// Find returns the content of a tile, or [tiles.ErrNoTile].
func (r *Reader) Find(id tiles.ID) (Content, error) {
	if !id.Valid() {
		return Content{}, tiles.ErrNoTile
	}
	h := id.Hilbert()
	i, found := slices.BinarySearch(r.firsts, h)
	if !found {
		i-- // the entry before may reach so far
	}
	if i < 0 || h-r.firsts[i] >= uint64(r.entries[i].run) {
		return Content{}, tiles.ErrNoTile
	}
	return Content{r, i}, nil
}

// Tile returns the stored gzip bytes of a tile, or [tiles.ErrNoTile].
func (r *Reader) Tile(ctx context.Context, id tiles.ID) ([]byte, error) {
	return r.AppendTile(ctx, nil, id)
}

// AppendTile appends the stored gzip bytes of a tile to dst, or returns dst and [tiles.ErrNoTile].
func (r *Reader) AppendTile(ctx context.Context, dst []byte, id tiles.ID) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return dst, err
	}
	content, err := r.Find(id)
	if err != nil {
		return dst, err
	}
	return content.Append(dst)
}

// All calls visit for every tile in Hilbert order until it returns an error.
func (r *Reader) All(visit func(id tiles.ID) error) error {
	for _, e := range r.entries {
		for i := range uint64(e.run) {
			id, err := tiles.FromHilbert(e.first + i)
			if err != nil {
				return err
			}
			if err := visit(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// Header returns the archive's header.
func (r *Reader) Header() Header { return r.header }

// Metadata returns the archive's metadata, a JSON object.
func (r *Reader) Metadata() []byte { return slices.Clone(r.metadata) }

// Close closes the file.
func (r *Reader) Close() error { return r.close() }
