package server

import (
	"crypto/sha256"

	"hotspotmap/data/release"
)

// Small tiles are kept, since asking the system for one takes long beside sending it, and large ones, since copying one does. Those
// between are read each time.
const (
	smallTileBytes     = 2 << 10
	largeTileBytes     = 40 << 10
	keepSmallTileBytes = 16 << 20
	keepLargeTileBytes = 16 << 20
)

// keptTiles are tiles as they are stored, by their hash, so that what is kept serves every release that has it.
type keptTiles struct{ small, large *recent[tileSum, []byte] }

type tileSum = [sha256.Size]byte

func newKeptTiles() keptTiles {
	return keptTiles{newRecent[tileSum, []byte](keepSmallTileBytes), newRecent[tileSum, []byte](keepLargeTileBytes)}
}

// of returns what keeps tiles of a size; nil when they are not kept.
func (k keptTiles) of(bytes int) *recent[tileSum, []byte] {
	switch {
	case bytes <= smallTileBytes:
		return k.small
	case bytes >= largeTileBytes:
		return k.large
	}
	return nil
}

// readTile returns a tile as it is stored, not to be modified: from memory where it is kept, or else in *buffer, which is made as large
// as it must be.
func (s *Server) readTile(stored release.StoredTile, sum tileSum, buffer *[]byte) ([]byte, error) {
	kept := s.tiles.of(stored.Len())
	if kept == nil {
		content, err := stored.Append((*buffer)[:0])
		*buffer = content
		return content, err
	}
	if content, ok := kept.get(sum); ok {
		return content, nil
	}
	content, err := stored.Append(nil)
	if err != nil {
		return nil, err
	}
	kept.put(sum, content, len(content)+entryBytes)
	return content, nil
}
