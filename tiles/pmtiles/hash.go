package pmtiles

import (
	"context"
	"crypto/sha256"

	"hotspotmap/tiles"
)

// SHA256 returns the hash of the stored bytes of a tile, or [tiles.ErrNoTile]. It is worked out once for each content, so
// that whoever has the tile already need not wait for it to be read.
func (r *Reader) SHA256(ctx context.Context, id tiles.ID) ([sha256.Size]byte, error) {
	at, found := r.find(id)
	if !found {
		return [sha256.Size]byte{}, tiles.ErrNoTile
	}
	if sum, known := r.hashes.Load(at.offset); known {
		return sum.([sha256.Size]byte), nil
	}
	content, err := r.Tile(ctx, id)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	sum := sha256.Sum256(content)
	r.hashes.Store(at.offset, sum)
	return sum, nil
}
