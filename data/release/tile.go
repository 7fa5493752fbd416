package release

import (
	"context"
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

// StoredTile is a tile that was found and not read yet. It is of use as long as its release is.
type StoredTile = pmtiles.Content

// FindTile finds a tile. The error is [tiles.ErrNoTile] when the tileset has no such tile.
func (r *Release) FindTile(tileset string, id tiles.ID) (StoredTile, error) {
	archive, ok := r.archives[tileset]
	if !ok {
		return StoredTile{}, fmt.Errorf("release %s has no tileset %q", r.Short(), tileset)
	}
	return archive.Find(id)
}

// keepTilesOn has tiles kept on a shelf once they are read. It is called before anything is.
func (r *Release) keepTilesOn(shelf *pmtiles.Shelf) {
	for _, archive := range r.archives {
		archive.KeepOn(shelf)
	}
}

// Tile returns a tile as it is stored, gzip. The error is [tiles.ErrNoTile] when the tileset has no such tile.
func (r *Release) Tile(ctx context.Context, tileset string, id tiles.ID) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tile, err := r.FindTile(tileset, id)
	if err != nil {
		return nil, err
	}
	return tile.Append(nil)
}
