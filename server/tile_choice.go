package server

import (
	"crypto/sha256"
	"net/http"
	"slices"
	"strings"

	"hotspotmap/data/release"
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

// columnChoice is a choice of columns to join to the tiles of a release.
type columnChoice struct {
	columns []string
	name    string            // the columns, with commas between them
	sum     [sha256.Size]byte // of all that is joined
}

// choiceKey is how a client of a release wrote a choice.
type choiceKey struct{ release, query string }

// choice returns the choice of a client that sent a query, once the release has been read.
func (j *joiner) choice(r *http.Request, rel *release.Release, tileset release.Tileset) (*columnChoice, error) {
	key := choiceKey{rel.ID(), r.URL.RawQuery}
	if known, ok := j.choices.Get(key); ok && tileset.ID == joinedTileset {
		return known, nil
	}
	columns, err := joinQuery(r, rel, tileset)
	if err == nil {
		err = ready(rel)
	}
	if err != nil {
		return nil, err
	}
	chosen := newChoice(rel, tileset, columns)
	key.query = strings.Clone(key.query) // which is a part of all that the client sent
	j.choices.Put(key, chosen, len(key.query)+2*len(chosen.name))
	return chosen, nil
}

// newChoice is the choice of columns of a tileset, by the hashes of their files and of those of the areas.
func newChoice(rel *release.Release, tileset release.Tileset, columns []string) *columnChoice {
	var made []byte
	for _, layer := range tileset.Layers {
		made = append(append(made, layer.ID...), rel.File(release.AreasPath(layer.ID)).SHA256...)
		for _, id := range columns {
			if info, ok := rel.ColumnInfo(layer.ID, id); ok {
				made = append(append(append(made, id...), byte(info.Decimals)), rel.File(release.ColumnPath(layer.ID, id)).SHA256...)
			}
		}
	}
	return &columnChoice{columns, strings.Join(columns, ","), sha256.Sum256(made)}
}

// columnsQuery is the query that asks for these columns.
func columnsQuery(columns []string) string {
	if columns == nil {
		return ""
	}
	return "?columns=" + strings.Join(columns, ",") // ids of columns need no escaping
}
