package pmtiles

import (
	"fmt"
	"io"

	"hotspotmap/tiles"
)

// Limits on what a reader takes from a file it did not write.
const (
	maxEntries        = 1 << 21 // 160 MB of memory; a nation needs some ten thousand
	maxDirectoryBytes = 64 << 20
	maxMetadataBytes  = 16 << 20
	maxTileBytes      = 64 << 20
	maxDirectoryDepth = 4

	// directoryCost is charged for each directory besides its bytes: what it takes to start unpacking one. Without it a
	// small file that points to one leaf a million times would keep a reader busy for minutes.
	directoryCost = 1024
)

// loader flattens an archive's directories.
type loader struct {
	source  io.ReaderAt
	header  Header
	budget  int64 // of directory bytes still to be read
	entries []entry
}

// load appends the entries of a directory and of the leaves below it.
func (l *loader) load(at span, depth int) error {
	if depth == 0 {
		return fmt.Errorf("directories are nested more than %d deep", maxDirectoryDepth)
	}
	content, err := unpack(l.source, at, l.budget)
	if err != nil {
		return err
	}
	if l.budget -= int64(len(content)) + directoryCost; l.budget < 0 {
		return fmt.Errorf("the directories together have more than %d bytes", maxDirectoryBytes)
	}
	entries, err := readDirectory(content, maxEntries-len(l.entries))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.run > 0 {
			err = l.add(e)
		} else {
			err = l.loadLeaf(e, depth)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) loadLeaf(pointer entry, depth int) error {
	leaf := span{pointer.offset, uint64(pointer.length)}
	if !leaf.within(l.header.leaves.length) {
		return fmt.Errorf("the leaf directory of tile %d lies outside the leaf directories", pointer.first)
	}
	leaf.offset += l.header.leaves.offset
	if err := l.load(leaf, depth-1); err != nil {
		return fmt.Errorf("leaf directory of tile %d: %w", pointer.first, err)
	}
	return nil
}

func (l *loader) add(e entry) error {
	if n := len(l.entries); n > 0 {
		if last := l.entries[n-1]; e.first < last.first+uint64(last.run) {
			return fmt.Errorf("tile %d is listed after tile %d", e.first, last.first+uint64(last.run)-1)
		}
	}
	if e.first > tiles.MaxHilbert || uint64(e.run) > tiles.MaxHilbert-e.first+1 {
		return fmt.Errorf("tile %d is beyond zoom %d", e.first, tiles.MaxZoom)
	}
	content := span{e.offset, uint64(e.length)}
	if !content.within(l.header.data.length) || e.length > maxTileBytes {
		return fmt.Errorf("the %d bytes of tile %d lie outside the tile data or are more than %d", e.length, e.first, maxTileBytes)
	}
	e.offset += l.header.data.offset
	l.entries = append(l.entries, e)
	return nil
}

// unpack reads and decompresses a stretch of the file that was found to lie within it, to at most most bytes.
func unpack(source io.ReaderAt, s span, most int64) ([]byte, error) {
	if s.length > uint64(max(most, 0)) {
		return nil, fmt.Errorf("%d bytes, when at most %d are read", s.length, most)
	}
	packed := make([]byte, s.length)
	if _, err := source.ReadAt(packed, int64(s.offset)); err != nil {
		return nil, err
	}
	return tiles.Unpack(packed, most)
}
