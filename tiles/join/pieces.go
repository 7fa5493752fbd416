package join

import (
	"sync/atomic"

	"hotspotmap/tiles/recent"
)

// Pieces are columns as the areas of tiles have them, those that were joined last. They are safe for concurrent use.
type Pieces struct {
	byKey *recent.Cache[pieceKey, *piece]
}

type pieceKey struct{ layer, column uint64 }

// NewPieces keeps so many bytes of pieces at most.
func NewPieces(bytes int) *Pieces { return &Pieces{recent.New[pieceKey, *piece](bytes)} }

// lastID is the last number that told a layer or a column from all others.
var lastID atomic.Uint64

func nextID() uint64 { return lastID.Add(1) }

// pieceOf returns a column as the areas of a tile have it.
func (j *Joiner) pieceOf(areas *areaLayer, chosen *Attributes, c *column) *piece {
	if chosen.pieces == nil {
		return j.newPiece(areas, chosen, c)
	}
	key := pieceKey{areas.id, c.id}
	p, known := chosen.pieces.byKey.Get(key)
	if !known {
		p = j.newPiece(areas, chosen, c)
		chosen.pieces.byKey.Put(key, p, p.bytes())
	}
	return p
}
