package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
)

// maxTileBytes bounds a tile that is unpacked for a client that cannot.
const maxTileBytes = 16 << 20

// plainNumber is how the parts of a tile's path are written, so that a tile has one address and not several.
var plainNumber = regexp.MustCompile(`^(0|[1-9][0-9]{0,9})$`)

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
	columns, err := joinQuery(r, rel, tileset)
	if err != nil {
		return err
	}
	if columns != nil {
		tile, err := s.joinedTile(r, rel, id, columns, cache)
		if err != nil {
			return missed(w, tileset, id, cache, err)
		}
		return s.send(w, r, tile)
	}
	stored, err := rel.Tile(r.Context(), tileset.ID, id)
	if err != nil {
		return missed(w, tileset, id, cache, err)
	}
	return sendStored(w, r, stored, cache)
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

// sendStored sends a tile as it is stored, or unpacked.
func sendStored(w http.ResponseWriter, r *http.Request, stored []byte, cache string) error {
	h := w.Header()
	h.Set("Cache-Control", cache)
	tag := tagOf(stored)
	packed := acceptsGzip(r.Header.Values("Accept-Encoding"))
	if packed {
		tag += gzipTag
	}
	if notModified(w, r, tag) {
		return nil
	}
	content := stored
	if packed {
		h.Set("Content-Encoding", "gzip")
	} else {
		var err error
		if content, err = unpack(stored); err != nil {
			h.Del("ETag")
			return fmt.Errorf("%s: %w", r.URL.Path, err)
		}
	}
	h.Set("Content-Type", typeTile)
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
	if r.URL.RawPath != "" || !plainNumber.MatchString(z) || !plainNumber.MatchString(x) || !plainNumber.MatchString(y) {
		return release.Tileset{}, tiles.ID{}, badRequest("Write /tiles/{tileset}/{z}/{x}/{y}.mvt in plain digits.",
			"This is not the address of a tile.")
	}
	id, err := tiles.Parse(z, x, y)
	if err != nil {
		return release.Tileset{}, tiles.ID{}, notFound("At zoom z, x and y run from 0 to 2^z − 1.", "There is no tile %s/%s/%s.", z, x, y)
	}
	return tileset, id, nil
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
	z, err := gzip.NewReader(bytes.NewReader(stored))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	content, err := io.ReadAll(io.LimitReader(z, maxTileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	if len(content) > maxTileBytes {
		return nil, fmt.Errorf("unpack: more than %d bytes", maxTileBytes)
	}
	return content, nil
}
