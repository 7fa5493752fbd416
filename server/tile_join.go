package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
)

// Tiles of one tileset are joined on request, on the geometry of another.
const (
	joinedTileset   = "hotspots"
	geometryTileset = "areas"
)

// maxJoined bounds how many columns one tile is asked for.
const maxJoined = 24

// joinQuery reads which columns a client wants joined, in the manifest's order, so that one choice is one tile however it is
// written. Nil: those of the stored tile.
func joinQuery(r *http.Request, rel *release.Release, tileset release.Tileset) ([]string, error) {
	if r.URL.RawQuery == "" {
		return nil, nil
	}
	if tileset.ID != joinedTileset {
		return nil, badRequest("Leave the query out, or ask for /tiles/"+joinedTileset+"/.", "Columns are joined to the tileset %s only.", joinedTileset)
	}
	return chooseColumns(rel, tileset, strings.Split(r.URL.Query().Get("columns"), ","))
}

// chooseColumns puts columns in the manifest's order, and refuses those that cannot be joined.
func chooseColumns(rel *release.Release, tileset release.Tileset, asked []string) ([]string, error) {
	if len(asked) > maxJoined {
		return nil, badRequest("Ask for those that are drawn; /releases/{release}/columns/ has all.",
			"%d columns are asked for: at most %d fit in a tile.", len(asked), maxJoined)
	}
	for i, id := range asked {
		if slices.Contains(asked[:i], id) {
			return nil, badRequest("Name each column once.", "Column %.40q is named twice.", id)
		}
	}
	var known []string
	for _, info := range rel.Manifest().Columns {
		if slices.Contains(asked, info.ID) && drawnIn(tileset, info.Geography) && !slices.Contains(known, info.ID) {
			known = append(known, info.ID)
		}
	}
	for _, id := range asked {
		if !slices.Contains(known, id) {
			return nil, badRequest("/api/v1/map lists the columns. Write columns=index,rank.", "There is no column %.40q.", id)
		}
	}
	return known, nil
}

// drawnIn reports whether the areas of a geography are a layer of a tileset.
func drawnIn(tileset release.Tileset, geography string) bool {
	return slices.ContainsFunc(tileset.Layers, func(l release.Layer) bool { return l.ID == geography })
}

// sendJoined sends a tile of areas with their codes, their names and these columns. A column that a geography does not have is
// not on its areas. A client that has the tile already is told so before it is joined.
func (s *Server) sendJoined(w http.ResponseWriter, r *http.Request, rel *release.Release, tileset release.Tileset, id tiles.ID, columns []string, cache string) error {
	key := newJoinedKey(rel, id, columns, acceptsGzip(r.Header.Values("Accept-Encoding")))
	kept, ok := s.joiner.joined.Get(key)
	tag := kept.tag
	if !ok {
		stored, err := rel.FindTile(geometryTileset, id)
		if err != nil {
			return missed(w, tileset, id, cache, err)
		}
		if tag, err = joinedTag(rel, tileset, stored, columns); err != nil {
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
	if err := s.joiner.tile(r.Context(), rel, key, tag, columns, send); err != nil {
		h.Del("ETag")
		return fmt.Errorf("tile %s of %s: %w", id, tileset.ID, err)
	}
	return nil
}

// joinedTag is the opaque part of the entity tag of a joined tile: a hash of everything it is made of, so that it is known before the tile
// is made.
func joinedTag(rel *release.Release, tileset release.Tileset, stored release.StoredTile, columns []string) (string, error) {
	sum, err := stored.SHA256()
	if err != nil {
		return "", err
	}
	made := append(fmt.Appendf(nil, "%d %d ", join.Version, packFrom), sum[:]...)
	for _, layer := range tileset.Layers {
		made = append(append(made, layer.ID...), rel.File(release.AreasPath(layer.ID)).SHA256...)
		for _, id := range columns {
			if info, ok := rel.ColumnInfo(layer.ID, id); ok {
				made = append(append(append(made, id...), byte(info.Decimals)), rel.File(release.ColumnPath(layer.ID, id)).SHA256...)
			}
		}
	}
	return tagOf(made), nil
}

// columnsQuery is the query that asks for these columns.
func columnsQuery(columns []string) string {
	if columns == nil {
		return ""
	}
	return "?columns=" + strings.Join(columns, ",") // ids of columns need no escaping
}
