package server

import (
	"errors"
	"fmt"
	"net/http"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
)

// Headers of tiles.
var (
	tileType   = newHeaderLine("Content-Type", typeTile)
	packedTile = newHeaderLine("Content-Encoding", "gzip")
)

// maxTileBytes bounds a tile that is unpacked for a client that cannot.
const maxTileBytes = 16 << 20

// handleTile sends a tile of the current release, to be asked for again each time.
func (s *Server) handleTile(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.tile(w, r, rel, cacheRevalidate)
}

// handleReleaseTile sends a tile of the release in its address, which never changes.
func (s *Server) handleReleaseTile(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.tile(w, r, rel, cacheForever)
}

// tile sends a tile, joined with the columns that are asked for or else as it is stored.
func (s *Server) tile(w http.ResponseWriter, r *http.Request, rel *release.Release, cache string) error {
	tileset, id, err := parseTile(r, rel)
	if err != nil {
		return err
	}
	if r.URL.RawQuery == "" {
		return s.storedTile(w, r, rel, tileset, id, cache)
	}
	chosen, err := s.joiner.choice(r, rel, tileset)
	if err != nil {
		return err
	}
	return s.sendJoined(w, r, rel, tileset, id, chosen, cache)
}

// missed answers for a tile that is not there: 204 where there is nothing to draw, 404 outside the tileset. Any other error is
// returned.
func missed(w http.ResponseWriter, tileset release.Tileset, id tiles.ID, cache string, err error) error {
	if !errors.Is(err, tiles.ErrNoTile) {
		return fmt.Errorf("tile %s of %s: %w", id, tileset.ID, err)
	}
	if !within(tileset, id) {
		return notFound(fmt.Sprintf("/tiles/%s.json tells its zooms and bounds.", tileset.ID),
			"Tile %s lies outside tileset %s.", id, tileset.ID)
	}
	w.Header().Set("Cache-Control", cache)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// storedTile sends a tile as it is stored, or unpacked.
func (s *Server) storedTile(w http.ResponseWriter, r *http.Request, rel *release.Release, tileset release.Tileset, id tiles.ID, cache string) error {
	stored, err := rel.FindTile(tileset.ID, id)
	if err != nil {
		return missed(w, tileset, id, cache, err)
	}
	if err := s.sendTile(w, r, stored, cache); err != nil {
		return fmt.Errorf("tile %s of %s: %w", id, tileset.ID, err)
	}
	return nil
}

// sendTile sends a tile that was found. A client that has it already is told so before it is read.
func (s *Server) sendTile(w http.ResponseWriter, r *http.Request, stored release.StoredTile, cache string) error {
	sum, err := stored.SHA256()
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Cache-Control", cache)
	packed := acceptsGzip(r.Header.Values("Accept-Encoding"))
	tag := shortTag(sum)
	if packed {
		tag += gzipTag
	}
	if notModified(w, r, tag) {
		return nil
	}
	buffer := s.buffers.Get().(*[]byte)
	defer s.buffers.Put(buffer)
	content, err := stored.Read(buffer)
	if err == nil && !packed {
		content, err = unpack(content)
	}
	if err != nil {
		h.Del("ETag")
		return err
	}
	if packed {
		packedTile.set(h)
	}
	tileType.set(h)
	return write(w, r, http.StatusOK, content)
}

// parseTile reads which tile is asked for.
func parseTile(r *http.Request, rel *release.Release) (release.Tileset, tiles.ID, error) {
	name := r.PathValue("tileset")
	tileset, ok := rel.Tileset(name)
	if !ok {
		return release.Tileset{}, tiles.ID{}, notFound("/tiles.json lists the tilesets.", "There is no tileset %.40q.", name)
	}
	z, x, y := r.PathValue("z"), r.PathValue("x"), r.PathValue("y")
	if r.URL.RawPath != "" || !plainNumber(z) || !plainNumber(x) || !plainNumber(y) {
		return release.Tileset{}, tiles.ID{}, badRequest("Write /tiles/{tileset}/{z}/{x}/{y}.mvt in plain digits.",
			"This is not the address of a tile.")
	}
	id, err := tiles.Parse(z, x, y)
	if err != nil {
		return release.Tileset{}, tiles.ID{}, notFound("At zoom z, x and y run from 0 to 2^z − 1.", "There is no tile %s/%s/%s.", z, x, y)
	}
	return tileset, id, nil
}

// plainNumber reports whether a part of a tile's path is written as one to ten digits without a leading zero, so that a tile has
// one address and not several.
func plainNumber(text string) bool {
	if len(text) < 1 || len(text) > 10 || text[0] == '0' && len(text) > 1 {
		return false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// within reports whether a tile is among those of a tileset's zooms that touch its bounds.
func within(tileset release.Tileset, id tiles.ID) bool {
	if int(id.Z) < tileset.MinZoom || int(id.Z) > tileset.MaxZoom {
		return false
	}
	box := id.Bounds()
	return box.Min.Lon() <= tileset.Bounds[2] && box.Max.Lon() >= tileset.Bounds[0] &&
		box.Min.Lat() <= tileset.Bounds[3] && box.Max.Lat() >= tileset.Bounds[1]
}

// unpack is the tile for a client that cannot read gzip.
func unpack(stored []byte) ([]byte, error) {
	tile, err := tiles.Unpack(stored, maxTileBytes)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return tile, nil
}
