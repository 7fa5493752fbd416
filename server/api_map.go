package server

import (
	"net/http"

	"hotspotmap/data/release"
)

// mapJSON is the manifest's public face: what there is, and where to get it.
type mapJSON struct {
	Release string `json:"release"`
	release.Manifest
	Files []release.File    `json:"files,omitempty"` // hides the manifest's: most are not served under their own path
	Links map[string]string `json:"links"`
}

// handleAPIMap describes the map.
func (s *Server) handleAPIMap(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	versioned := "/releases/" + rel.Short()
	return s.respondJSON(w, r, mapJSON{
		Release: rel.Short(), Manifest: rel.Manifest(),
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
