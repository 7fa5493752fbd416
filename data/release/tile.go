package release

import (
	"context"
	"crypto/sha256"
	"fmt"

	"hotspotmap/tiles"
	"hotspotmap/tiles/pmtiles"
)

// Tileset returns what the manifest says of a tileset.
func (r *Release) Tileset(id string) (Tileset, bool) {
	for _, tileset := range r.manifest.Tilesets {
		if tileset.ID == id {
			return tileset, true
		}
	}
	return Tileset{}, false
}

// AppendTile appends a tile as it is stored, gzip, to dst. The error is [tiles.ErrNoTile] when the tileset has no such tile.
func (r *Release) AppendTile(ctx context.Context, dst []byte, tileset string, id tiles.ID) ([]byte, error) {
	archive, err := r.archive(tileset)
	if err != nil {
		return dst, err
	}
	return archive.AppendTile(ctx, dst, id)
}

// TileSHA256 is the hash of what [Release.Tile] returns, with the same errors.
func (r *Release) TileSHA256(ctx context.Context, tileset string, id tiles.ID) ([sha256.Size]byte, error) {
	archive, err := r.archive(tileset)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	return archive.SHA256(ctx, id)
}

// Tile returns a tile as it is stored, gzip. The error is [tiles.ErrNoTile] when the tileset has no such tile.
func (r *Release) Tile(ctx context.Context, tileset string, id tiles.ID) ([]byte, error) {
	return r.AppendTile(ctx, nil, tileset, id)
}

func (r *Release) archive(tileset string) (*pmtiles.Reader, error) {
	archive, ok := r.archives[tileset]
	if !ok {
		return nil, fmt.Errorf("release %s has no tileset %q", r.Short(), tileset)
	}
	return archive, nil
}
