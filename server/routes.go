package server

import (
	"net/http"

	"hotspotmap/data/release"
)

// handlerFunc answers one request from one release. Path parameters are in r.PathValue. An error that is not a [Problem] is a
// fault of ours: it is logged and shown as 500.
type handlerFunc func(w http.ResponseWriter, r *http.Request, rel *release.Release) error

// route is one line of the route table.
type route struct {
	Pattern string   // "/areas/{code}": a parameter fills a path segment, or its part before a fixed suffix: "{y}.mvt"
	Query   []string // the query parameters it knows; another is refused with 400. Nil: any (pages)
	Handle  handlerFunc
}
