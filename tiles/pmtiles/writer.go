package pmtiles

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/paulmach/orb"

	"hotspotmap/tiles"
)

// Metadata is an archive's own description, as JSON clients know it.
type Metadata struct {
	Name         string        `json:"name,omitempty"`
	Description  string        `json:"description,omitempty"`
	Attribution  string        `json:"attribution,omitempty"`
	Type         string        `json:"type,omitempty"` // "overlay"
	VectorLayers []VectorLayer `json:"vector_layers"`
}

// VectorLayer describes one layer of the archive's tiles.
type VectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description,omitempty"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"` // name → "String", "Number" or "Boolean"
}

// Summary says what a [Writer] wrote.
type Summary struct {
	Tiles    int   // addressed
	Contents int   // distinct
	Bytes    int64 // of the file
}

// Writer writes an archive. Contents go to a scratch file beside the archive as they come; [Writer.Finish] puts the
// directory before them and gives the archive its name. A Writer that is not finished must be aborted.
type Writer struct {
	path     string
	metadata Metadata
	bounds   orb.Bound

	scratch  *os.File
	buffered *bufio.Writer
	written  uint64
	contents map[[sha256.Size]byte]entry
	entries  []entry
	tiles    int
	first    tiles.ID
	last     tiles.ID
}

// Create begins an archive of tiles within bounds at path.
func Create(path string, bounds orb.Bound, metadata Metadata) (*Writer, error) {
	scratch, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-tiles-*")
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	return &Writer{
		path: path, metadata: metadata, bounds: bounds,
		scratch: scratch, buffered: bufio.NewWriterSize(scratch, 1<<18),
		contents: map[[sha256.Size]byte]entry{},
	}, nil
}

// Add stores a tile's gzip bytes. Tiles come in ascending Hilbert order.
func (w *Writer) Add(id tiles.ID, content []byte) error {
	if !id.Valid() || len(content) == 0 {
		return fmt.Errorf("write %s: tile %v with %d bytes cannot be stored", w.path, id, len(content))
	}
	h := id.Hilbert()
	var run *entry
	if n := len(w.entries); n > 0 {
		run = &w.entries[n-1]
		if h < run.first+uint64(run.run) {
			return fmt.Errorf("write %s: tile %v came after %v, but lies before it on the Hilbert curve", w.path, id, w.last)
		}
	}
	sum := sha256.Sum256(content)
	stored, known := w.contents[sum]
	if !known {
		if _, err := w.buffered.Write(content); err != nil {
			return fmt.Errorf("write %s: %w", w.path, err)
		}
		stored = entry{offset: w.written, length: uint32(len(content)), run: 1}
		w.contents[sum] = stored
		w.written += uint64(len(content))
	}
	if w.tiles == 0 {
		w.first = id
	}
	w.tiles++
	w.last = id
	if run != nil && run.offset == stored.offset && h == run.first+uint64(run.run) {
		run.run++
		return nil
	}
	stored.first = h
	w.entries = append(w.entries, stored)
	return nil
}

// Abort gives the archive up and removes what was written.
func (w *Writer) Abort() {
	w.scratch.Close()
	os.Remove(w.scratch.Name())
}

// Finish writes the archive, which may have no tiles, to a temporary file, syncs it and renames it to its path.
func (w *Writer) Finish() (Summary, error) {
	defer w.Abort()
	size, err := w.assemble()
	if err != nil {
		return Summary{}, fmt.Errorf("write %s: %w", w.path, err)
	}
	return Summary{Tiles: w.tiles, Contents: len(w.contents), Bytes: size}, nil
}

func (w *Writer) assemble() (size int64, err error) {
	front, err := w.front()
	if err != nil {
		return 0, err
	}
	if err := w.buffered.Flush(); err != nil {
		return 0, err
	}
	if _, err := w.scratch.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	file, err := os.CreateTemp(filepath.Dir(w.path), "."+filepath.Base(w.path)+"-*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close(), os.Remove(file.Name()))
		}
	}()
	if _, err := file.Write(front); err != nil {
		return 0, err
	}
	if _, err := io.Copy(file, w.scratch); err != nil {
		return 0, err
	}
	if err := file.Chmod(0o644); err != nil {
		return 0, err
	}
	if err := file.Sync(); err != nil {
		return 0, err
	}
	if err := os.Rename(file.Name(), w.path); err != nil {
		return 0, err
	}
	return int64(len(front)) + int64(w.written), file.Close()
}

// front returns everything that stands before the tiles: header, root directory, metadata, leaf directories.
func (w *Writer) front() ([]byte, error) {
	metadata, err := json.Marshal(w.metadata)
	if err != nil {
		return nil, err
	}
	metadata = compress(metadata)
	root, leaves := splitDirectory(w.entries, rootEnd-headerLen)
	h := Header{
		MinZoom: w.first.Z, MaxZoom: w.last.Z, CentreZoom: w.first.Z,
		Centre: w.bounds.Center(), Bounds: w.bounds,
		Tiles: uint64(w.tiles), Entries: uint64(len(w.entries)), Contents: uint64(len(w.contents)),
	}
	h.root = span{headerLen, uint64(len(root))}
	h.metadata = span{h.root.offset + h.root.length, uint64(len(metadata))}
	h.leaves = span{h.metadata.offset + h.metadata.length, uint64(len(leaves))}
	h.data = span{h.leaves.offset + h.leaves.length, w.written}
	front := h.append(make([]byte, 0, h.data.offset))
	front = append(front, root...)
	front = append(front, metadata...)
	return append(front, leaves...), nil
}

// splitDirectory packs the entries into a root directory of at most most bytes and, when they do not fit, leaf
// directories of as many entries as it takes for the root to fit.
func splitDirectory(entries []entry, most int) (root, leaves []byte) {
	if root = compress(appendDirectory(nil, entries)); len(root) <= most {
		return root, nil
	}
	for size := 4096; ; size += size / 2 {
		var pointers []entry
		leaves = leaves[:0]
		for start := 0; start < len(entries); start += size {
			leaf := compress(appendDirectory(nil, entries[start:min(start+size, len(entries))]))
			pointers = append(pointers, entry{first: entries[start].first, offset: uint64(len(leaves)), length: uint32(len(leaf))})
			leaves = append(leaves, leaf...)
		}
		if root = compress(appendDirectory(nil, pointers)); len(root) <= most {
			return root, leaves
		}
	}
}
