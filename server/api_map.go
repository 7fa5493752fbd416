package server

import (
	"net/http"

	"hotspotmap/data/release"
)

// mapJSON is the manifest's public face: what there is, how it is coloured, and where to get it.
type mapJSON struct {
	Release string `json:"release"`
	release.Manifest
	Columns []mapColumn       `json:"columns"`         // the manifest's, with colours
	Files   []release.File    `json:"files,omitempty"` // hides the manifest's: most are not served under their own path
	Links   map[string]string `json:"links"`
}

// mapColumn is a column with the classes that the map shows and their colours.
type mapColumn struct {
	release.ColumnInfo
	Classes []classConfig `json:"classes,omitempty"`
}

// handleAPIMap describes the map.
func (s *Server) handleAPIMap(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	versioned := "/releases/" + rel.Short()
	return s.respondJSON(w, r, mapJSON{
		Release: rel.Short(), Manifest: rel.Manifest(), Columns: mapColumns(rel),
		Links: map[string]string{
			"page":        s.absolute(r, "/"),
			"tiles":       s.absolute(r, "/tiles.json"),
			"openapi":     s.absolute(r, "/api/openapi.json"),
			"sources":     s.absolute(r, "/api/v1/sources"),
			"columns":     s.absolute(r, versioned+"/columns/{geography}/{columns}.bin"),
			"geographies": s.absolute(r, versioned+"/geographies/{geography}.json"),
			"sites":       s.absolute(r, versioned+"/sites.geojson"),
			"download":    s.absolute(r, versioned+"/areas.sqlite"),
		},
	})
}

func mapColumns(rel *release.Release) []mapColumn {
	columns := []mapColumn{}
	for _, info := range rel.Manifest().Columns {
		values, _ := rel.Column(info.Geography, info.ID)
		c := mapColumn{ColumnInfo: info}
		for _, class := range classesOf(info, values) {
			c.Classes = append(c.Classes, classConfig{From: class.From, To: class.To, Label: class.Label, Color: class.Color})
		}
		columns = append(columns, c)
	}
	return columns
}
