package release

import (
	"context"
	"fmt"

	"hotspotmap/tiles"
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

// Tile returns a tile as it is stored, gzip. The error is [tiles.ErrNoTile] when the tileset has no such tile.
func (r *Release) Tile(ctx context.Context, tileset string, id tiles.ID) ([]byte, error) {
	archive, ok := r.archives[tileset]
	if !ok {
		return nil, fmt.Errorf("release %s has no tileset %q", r.Short(), tileset)
	}
	return archive.Tile(ctx, id)
}
