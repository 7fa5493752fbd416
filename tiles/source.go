package tiles

import (
	"context"
	"errors"
)

// ErrNoTile says that a source has nothing to draw at a valid tile: not a failure, but an empty place.
var ErrNoTile = errors.New("no tile here")

// Source holds tiles.
type Source interface {
	// Tile returns the gzip bytes of a tile as they are stored, or [ErrNoTile]. The caller owns the bytes.
	Tile(ctx context.Context, id ID) ([]byte, error)
}
