package server

import (
	_ "embed"
	"net/http"
	"strconv"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

//go:embed openapi.json
var openAPI []byte

// handleOpenAPI sends the description of the API.
func (s *Server) handleOpenAPI(w http.ResponseWriter, r *http.Request, _ *release.Release) error {
	return s.respond(w, r, body{Type: "application/vnd.oai.openapi+json;version=3.1", Content: openAPI})
}

const (
	searchLimit    = 10
	searchLimitMax = 50
)

type searchJSON struct {
	Release string        `json:"release"`
	Query   string        `json:"query"`
	Hits    []release.Hit `json:"hits"`
}

// handleAPISearch finds areas, postcodes and sites.
func (s *Server) handleAPISearch(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	query := r.URL.Query()
	limit := searchLimit
	if given := query.Get("limit"); given != "" {
		n, err := strconv.Atoi(given)
		if err != nil || n < 1 {
			return badRequest("Write limit as a whole number from 1 to 50.", "limit is %.20q.", given)
		}
		limit = min(n, searchLimitMax)
	}
	doc := searchJSON{Release: rel.Short(), Query: query.Get("q"), Hits: rel.Search(query.Get("q"), limit)}
	if doc.Hits == nil {
		doc.Hits = []release.Hit{}
	}
	return s.respondJSON(w, r, doc)
}

type sourcesJSON struct {
	Release     string       `json:"release"`
	Attribution string       `json:"attribution"`
	Sources     []geo.Source `json:"sources"`
}

// handleAPISources lists the input files and what became of their rows.
func (s *Server) handleAPISources(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m := rel.Manifest()
	return s.respondJSON(w, r, sourcesJSON{Release: rel.Short(), Attribution: m.Attribution, Sources: m.Sources})
}

// handleAPISourcesCSV lists the input files and what became of their rows.
func (s *Server) handleAPISourcesCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	t := table{header: []string{"id", "file", "title", "publisher", "licence", "period", "vintage", "sha256", "bytes",
		"rows_read", "rows_used", "rows_unmatched", "rows_rejected", "rows_repaired"}}
	for _, src := range rel.Manifest().Sources {
		t.add(text(src.ID), text(src.File), text(src.Title), text(src.Publisher), text(src.Licence), text(src.Period), text(src.Vintage),
			text(src.SHA256), whole(src.Bytes), whole(src.Rows.Read), whole(src.Rows.Used), whole(src.Rows.Unmatched),
			whole(src.Rows.Rejected), whole(src.Rows.Repaired))
	}
	return s.respondCSV(w, r, "sources", t)
}
