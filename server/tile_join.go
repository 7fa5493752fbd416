package server

import (
	"fmt"
	"net/http"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
)

// Tiles of one tileset are joined on request, on the geometry of another.
const (
	joinedTileset   = "hotspots"
	geometryTileset = "areas"
)

// sendJoined sends a tile of areas with their codes, their names and the columns that were chosen. A column that a geography does not have is
// not on its areas. A client that has the tile already is told so before it is joined.
func (s *Server) sendJoined(w http.ResponseWriter, r *http.Request, rel *release.Release, tileset release.Tileset, id tiles.ID, chosen *columnChoice, cache string) error {
	key := newJoinedKey(rel, id, chosen, acceptsGzip(r.Header.Values("Accept-Encoding")))
	kept, ok := s.joiner.joined.Get(key)
	tag := kept.tag
	if !ok {
		stored, err := rel.FindTile(geometryTileset, id)
		if err != nil {
			return missed(w, tileset, id, cache, err)
		}
		if tag, err = joinedTag(stored, chosen); err != nil {
			return fmt.Errorf("tile %s of %s: %w", id, tileset.ID, err)
		}
		if key.packed {
			tag += gzipTag
		}
	}
	h := w.Header()
	h.Set("Cache-Control", cache)
	if notModified(w, r, tag) {
		return nil
	}
	send := func(joined joinedTile) error {
		if joined.packed {
			packedTile.set(h)
		}
		tileType.set(h)
		return write(w, r, http.StatusOK, joined.content)
	}
	if ok {
		return send(kept)
	}
	if err := s.joiner.tile(r.Context(), rel, key, tag, chosen, send); err != nil {
		h.Del("ETag")
		return fmt.Errorf("tile %s of %s: %w", id, tileset.ID, err)
	}
	return nil
}

// joinedTag is the opaque part of the entity tag of a joined tile: a hash of everything it is made of, so that it is known before the tile
// is made.
func joinedTag(stored release.StoredTile, chosen *columnChoice) (string, error) {
	sum, err := stored.SHA256()
	if err != nil {
		return "", err
	}
	return tagOf(append(append(fmt.Appendf(nil, "%d %d ", join.Version, packFrom), sum[:]...), chosen.sum[:]...)), nil
}
