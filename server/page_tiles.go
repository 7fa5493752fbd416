package server

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles"
)

const tilesPath = "/tiles"

type tilesView struct {
	frame
	Sentence       string
	Tilesets       *gridView
	Attributes     []factView // by layer
	Columns        []choice   // that can be joined
	Choice, Chosen string
	Where          string // when the addresses below lack this server's
	Uses           []useView
}

// useView is how a client is given the tiles.
type useView struct {
	Title, Words, Code string
}

// tilesPage tells a developer which tiles there are and how to get at them.
func (s *Server) tilesPage(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	view := tilesView{frame: s.pages.frame(m, tilesPath, "Vector tiles"), Sentence: "This release has no tiles."}
	if len(m.manifest.Tilesets) > 0 {
		view.Sentence = fmt.Sprintf("The areas of %s joined with their figures, and the sites, as Mapbox vector tiles for QGIS, MapLibre and any "+
			"other client.", m.manifest.Place)
		view.Tilesets, view.Attributes = m.tilesetGrid(), m.attributesOf()
		view.Description = view.Sentence
	}
	if tileset, ok := rel.Tileset(joinedTileset); ok {
		columns, err := askedColumns(r, rel, tileset)
		if err != nil {
			return err
		}
		view.Columns = m.columnChoices(tileset, columns)
		view.Choice = fmt.Sprintf("The tileset %s is stored with the attributes above. Any columns can be joined instead, up to %d at a time: their ids "+
			"go into the address.", joinedTileset, maxJoined)
		if slices.ContainsFunc(tileset.Layers, func(l release.Layer) bool { return l.LeftOut != "" }) {
			view.Choice += " At zooms where a tile would be slow to load with all of them, some attributes are left out, as said above; joined by choice " +
				"they are there at every zoom."
		}
		if columns != nil {
			view.Chosen = "With " + geo.List(columns, "and") + "."
		}
		if strings.HasPrefix(s.absolute(r, "/"), "/") {
			view.Where = "Put the address of this server before those below."
		}
		view.Uses = s.tileUses(r, m, tileset, columns)
	}
	page, err := s.pages.render("tiles", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

// askedColumns reads which columns are ticked: each a parameter of its own, as a form sends them, or all in one.
func askedColumns(r *http.Request, rel *release.Release, tileset release.Tileset) ([]string, error) {
	var asked []string
	for _, value := range r.URL.Query()["columns"] {
		for _, id := range strings.Split(value, ",") {
			if id != "" && !slices.Contains(asked, id) {
				asked = append(asked, id)
			}
		}
	}
	if asked == nil {
		return nil, nil
	}
	return chooseColumns(rel, tileset, asked)
}

// tilesetGrid lists the layers of every tileset.
func (m *model) tilesetGrid() *gridView {
	grid := gridView{Caption: "Tilesets and their layers", Heads: []headView{
		{Title: "Tileset"}, {Title: "Layer"}, {Title: "Holds"}, {Title: "Zooms", Class: "num"}, {Title: "Attributes", Class: "num"},
	}}
	for _, tileset := range m.manifest.Tilesets {
		for _, layer := range tileset.Layers {
			zooms := strconv.Itoa(layer.MinZoom)
			if layer.MaxZoom > layer.MinZoom {
				zooms += "–" + strconv.Itoa(layer.MaxZoom)
			}
			grid.Rows = append(grid.Rows, rowView{Cells: []cellView{
				{Text: tileset.ID, Href: "/tiles/" + tileset.ID + ".json"}, {Text: layer.ID}, {Text: layer.Title},
				{Text: zooms, Class: "num"}, {Text: strconv.Itoa(len(layer.Fields)), Class: "num"},
			}})
		}
	}
	return &grid
}

// attributesOf names the attributes of each layer that has any.
func (m *model) attributesOf() []factView {
	var all []factView
	for _, tileset := range m.manifest.Tilesets {
		for _, layer := range tileset.Layers {
			if len(layer.Fields) > 0 {
				names := strings.Join(slices.Sorted(maps.Keys(layer.Fields)), ", ") + ". " + layer.LeftOut
				all = append(all, factView{tileset.ID + ", " + layer.ID, strings.TrimSpace(names)})
			}
		}
	}
	return all
}

// columnChoices are the columns that can be joined, each once however many geographies have it.
func (m *model) columnChoices(tileset release.Tileset, chosen []string) []choice {
	var choices []choice
	for _, info := range m.manifest.Columns {
		known := slices.ContainsFunc(choices, func(c choice) bool { return c.Value == info.ID })
		if drawnIn(tileset, info.Geography) && !known {
			choices = append(choices, choice{info.ID, info.Title, slices.Contains(chosen, info.ID)})
		}
	}
	return choices
}

// tileUses are snippets that work as they stand.
func (s *Server) tileUses(r *http.Request, m *model, tileset release.Tileset, columns []string) []useView {
	b, query := tileset.Bounds, columnsQuery(columns)
	x, y := tiles.Project(orb.Point{(b[0] + b[2]) / 2, (b[1] + b[3]) / 2}, uint8(tileset.MaxZoom))
	middle := tiles.ID{Z: uint8(tileset.MaxZoom), X: uint32(x / tiles.Extent), Y: uint32(y / tiles.Extent)}
	at := func(tile string) string { return s.absolute(r, "/tiles/"+tileset.ID+"/") + tile + ".mvt" + query }
	return []useView{
		{"MapLibre", "MapLibre GL JS reads everything else from the description. Areas without a value are left out.", s.mapLibre(r, m, tileset, columns)},
		{"QGIS", fmt.Sprintf("Layer, Add Layer, Add Vector Tile Layer, New Generic Connection: this address, with zooms from %d to %d. To work with the "+
			"figures rather than to draw them, open the SpatiaLite file.",
			tileset.MinZoom, tileset.MaxZoom), at("{z}/{x}/{y}")},
		{"ogr2ogr", "One tile, or every area with every column.",
			fmt.Sprintf("ogr2ogr tile.gpkg \"MVT:%s\"\nogr2ogr %s.gpkg /vsicurl/%s %s", at(middle.String()), m.small.ID, s.absolute(r, "/areas.sqlite"), m.small.ID)},
	}
}

// mapLibre is a map of the small areas in the colours of this one, by the first of the columns that has classes.
func (s *Server) mapLibre(r *http.Request, m *model, tileset release.Tileset, columns []string) string {
	has, paint := "code", `"`+inkColor+`"`
	drawn := columns
	if drawn == nil {
		drawn = []string{indexColumn}
	}
	for _, id := range drawn {
		info, ok := m.info(id)
		if !ok {
			continue
		}
		values, _ := m.rel.Column(m.small.ID, id)
		if classes := classesOf(info, values); len(classes) > 1 {
			has, paint = id, stepExpression(id, classes)
			break
		}
	}
	b := tileset.Bounds
	return strings.Join([]string{
		fmt.Sprintf(`new maplibregl.Map({ container: "map", bounds: [%s, %s, %s, %s],`, degrees(b[0]), degrees(b[1]), degrees(b[2]), degrees(b[3])),
		fmt.Sprintf(`style: { version: 8, sources: { %s: { type: "vector", url: "%s" } },`, tileset.ID, s.absolute(r, "/tiles/"+tileset.ID+".json")+columnsQuery(columns)),
		fmt.Sprintf(`layers: [{ id: "areas", type: "fill", source: "%s", "source-layer": "%s", filter: ["has", "%s"],`, tileset.ID, m.small.ID, has),
		fmt.Sprintf(`paint: { "fill-color": %s } }] } });`, paint),
	}, "\n")
}

// stepExpression gives each class its colour, in the words of the MapLibre Style Specification.
func stepExpression(column string, classes []layerClass) string {
	out := fmt.Sprintf(`["step", ["get", "%s"], "%s"`, column, classes[0].Color)
	for _, class := range classes[1:] {
		out += fmt.Sprintf(`, %s, "%s"`, strconv.FormatFloat(class.From, 'f', -1, 64), class.Color)
	}
	return out + "]"
}

// degrees writes a coordinate to about a metre.
func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 5, 64) }
