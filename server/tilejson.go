package server

import (
	"html"
	"net/http"

	"hotspotmap/data/release"
	"hotspotmap/tiles/join"
)

// tileJSON is TileJSON 3.0.0 (github.com/mapbox/tilejson-spec).
type tileJSON struct {
	TileJSON     string        `json:"tilejson"`
	Name         string        `json:"name"`
	Description  string        `json:"description,omitempty"`
	Attribution  string        `json:"attribution"` // clients take it for HTML, so it is escaped
	Scheme       string        `json:"scheme"`
	Tiles        []string      `json:"tiles"`
	MinZoom      int           `json:"minzoom"`
	MaxZoom      int           `json:"maxzoom"`
	Bounds       [4]float64    `json:"bounds"`
	Center       [3]float64    `json:"center"`
	VectorLayers []vectorLayer `json:"vector_layers"`
}

type vectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

// tileCatalogue is what /tiles.json says.
type tileCatalogue struct {
	Release  string           `json:"release"`
	Tilesets []catalogueEntry `json:"tilesets"`
}

type catalogueEntry struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	TileJSON string   `json:"tilejson"` // address
	MinZoom  int      `json:"minzoom"`
	MaxZoom  int      `json:"maxzoom"`
	Layers   []string `json:"layers"`
}

// handleTileCatalogue lists the tilesets.
func (s *Server) handleTileCatalogue(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	catalogue := tileCatalogue{Release: rel.Short(), Tilesets: []catalogueEntry{}}
	for _, tileset := range rel.Manifest().Tilesets {
		entry := catalogueEntry{
			ID: tileset.ID, Title: tileset.Title, TileJSON: s.absolute(r, "/tiles/"+tileset.ID+".json"),
			MinZoom: tileset.MinZoom, MaxZoom: tileset.MaxZoom, Layers: []string{},
		}
		for _, layer := range tileset.Layers {
			entry.Layers = append(entry.Layers, layer.ID)
		}
		catalogue.Tilesets = append(catalogue.Tilesets, entry)
	}
	return s.respondJSON(w, r, catalogue)
}

// handleTileJSON describes a tileset. The tiles' addresses name the release, so that a client that keeps the description
// while a new release comes never mixes the two, and the columns that were asked for.
func (s *Server) handleTileJSON(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	name := r.PathValue("tileset")
	tileset, ok := rel.Tileset(name)
	if !ok {
		return notFound("/tiles.json lists the tilesets.", "There is no tileset %.40q.", name)
	}
	columns, err := joinQuery(r, rel, tileset)
	if err != nil {
		return err
	}
	b := tileset.Bounds
	doc := tileJSON{
		TileJSON: "3.0.0", Name: rel.Manifest().Title, Description: tileset.Title,
		Attribution: html.EscapeString(rel.Manifest().Attribution), Scheme: "xyz",
		Tiles:   []string{s.absolute(r, "/releases/"+rel.Short()+"/tiles/"+tileset.ID+"/{z}/{x}/{y}.mvt") + columnsQuery(columns)},
		MinZoom: tileset.MinZoom, MaxZoom: tileset.MaxZoom, Bounds: b,
		Center:       [3]float64{(b[0] + b[2]) / 2, (b[1] + b[3]) / 2, float64(tileset.MinZoom)},
		VectorLayers: []vectorLayer{},
	}
	for _, layer := range tileset.Layers {
		fields, description := layer.Fields, layer.Title
		switch {
		case columns != nil:
			fields = join.Types(fieldsOf(rel, layer.ID, columns))
		case layer.LeftOut != "":
			description += ". " + layer.LeftOut
		}
		if fields == nil {
			fields = map[string]string{} // required, even when empty
		}
		doc.VectorLayers = append(doc.VectorLayers, vectorLayer{
			ID: layer.ID, Description: description, MinZoom: layer.MinZoom, MaxZoom: layer.MaxZoom, Fields: fields,
		})
	}
	return s.respondJSON(w, r, doc)
}
