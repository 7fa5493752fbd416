package server

import (
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
		if drawnIn(tileset, info.Geography) && slices.Contains(asked, info.ID) && !slices.Contains(known, info.ID) {
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

// joinedTile returns a tile of areas with their codes, their names and these columns. A column that a geography does not have is
// not on its areas.
func (s *Server) joinedTile(r *http.Request, rel *release.Release, id tiles.ID, columns []string, cache string) (*prepared, error) {
	key := strings.Join([]string{rel.ID(), cache, id.String(), strings.Join(columns, ",")}, " ")
	return s.joined.get(key, func() (body, error) {
		stored, err := rel.Tile(r.Context(), geometryTileset, id)
		if err != nil {
			return body{}, err
		}
		areas, err := unpack(stored)
		if err != nil {
			return body{}, err
		}
		tile, err := join.Tile(areas, layersWith(rel, columns))
		return body{Type: typeTile, Content: tile, Cache: cache}, err
	})
}

// layersWith are the columns to join, by geography.
func layersWith(rel *release.Release, columns []string) map[string]join.Layer {
	layers := map[string]join.Layer{}
	for _, g := range rel.Manifest().Geographies {
		areas, _ := rel.Areas(g.ID)
		fields := []join.Field{
			{Name: "code", Kind: join.String, Strings: areas.Codes},
			{Name: "name", Kind: join.String, Strings: areas.Names},
		}
		for _, id := range columns {
			if c, ok := rel.Column(g.ID, id); ok {
				fields = append(fields, join.Field{Name: id, Kind: join.Number, Numbers: c.Values, Decimals: c.Indicator.Decimals})
			}
		}
		layers[g.ID] = join.Layer{Areas: len(areas.Codes), Fields: fields}
	}
	return layers
}

// columnsQuery is the query that asks for these columns.
func columnsQuery(columns []string) string {
	if columns == nil {
		return ""
	}
	return "?columns=" + strings.Join(columns, ",") // ids of columns need no escaping
}
