package server

import (
	"net/http"

	"hotspotmap/data/release"
)

// handlerFunc answers one request from one release. Path parameters are in r.PathValue. An error that is not a [Problem]
// is a fault of ours: it is logged and shown as 500.
type handlerFunc func(w http.ResponseWriter, r *http.Request, rel *release.Release) error

// route is one line of the route table.
type route struct {
	Pattern   string   // "/areas/{code}": a parameter fills a path segment, or its part before a fixed suffix: "{y}.mvt"
	Query     []string // the query parameters it knows; another is refused with 400. Nil: any (pages)
	NoRelease bool     // it answers also when there is no release, and is given none
	Unread    bool     // it answers also from a release that has not been read yet; see [release.Release.Ready]
	Handle    handlerFunc
}

// The routes of tiles.
const (
	tilePattern        = "/tiles/{tileset}/{z}/{x}/{y}.mvt"
	releaseTilePattern = "/releases/{release}" + tilePattern
)

// noQuery is for routes that take no query parameters.
var noQuery = []string{}

// routes is everything this server answers.
func (s *Server) routes() []route {
	var all []route
	if s.pages != nil {
		all = append(all, s.pageRoutes()...)
	}
	all = append(all, s.tileRoutes()...)
	all = append(all, s.apiRoutes()...)
	return append(all,
		route{Pattern: "/assets/{name}", NoRelease: true, Handle: s.handleAsset},
		route{Pattern: "/livez", NoRelease: true, Handle: s.handleLive},
		route{Pattern: "/readyz", NoRelease: true, Handle: s.handleReady},
	)
}

// tileRoutes are the routes of tiles and of the files of a release.
func (s *Server) tileRoutes() []route {
	joinedColumns := []string{"columns"}
	return []route{
		{Pattern: "/tiles.json", Query: noQuery, Handle: s.handleTileCatalogue},
		{Pattern: "/tiles/{tileset}.json", Query: joinedColumns, Handle: s.handleTileJSON},
		{Pattern: tilePattern, Query: joinedColumns, Unread: true, Handle: s.handleTile},
		{Pattern: "/releases/{release}/tiles/{tileset}.json", Query: joinedColumns, Handle: s.handleTileJSON},
		{Pattern: releaseTilePattern, Query: joinedColumns, Unread: true, Handle: s.handleReleaseTile},
		{Pattern: "/releases/{release}/columns/{geography}/{columns}.bin", Query: noQuery, Handle: s.handleColumns},
		{Pattern: "/releases/{release}/geographies/{geography}.json", Query: noQuery, Handle: s.handleAreasFile},
		{Pattern: "/releases/{release}/sites.geojson", Query: noQuery, Handle: s.handleSitesFile},
		{Pattern: "/releases/{release}/areas.sqlite", Query: noQuery, Handle: s.handleSnapshot},
		{Pattern: "/areas.sqlite", Query: noQuery, Handle: s.handleCurrentSnapshot},
	}
}

// apiRoutes are the routes of the API, which openapi.json describes.
func (s *Server) apiRoutes() []route {
	return []route{
		{Pattern: "/api/openapi.json", Query: noQuery, NoRelease: true, Handle: s.handleOpenAPI},
		{Pattern: "/api/v1/map", Query: noQuery, Handle: s.handleAPIMap},
		{Pattern: "/api/v1/geographies/{geography}", Query: noQuery, Handle: s.handleAPIAreas},
		{Pattern: "/api/v1/geographies/{geography}.csv", Query: noQuery, Handle: s.handleAPIAreasCSV},
		{Pattern: "/api/v1/geographies/{geography}/areas/{code}", Query: noQuery, Handle: s.handleAPIArea},
		{Pattern: "/api/v1/columns/{geography}/{column}.json", Query: noQuery, Handle: s.handleAPIColumn},
		{Pattern: "/api/v1/columns/{geography}/{columns}.csv", Query: noQuery, Handle: s.handleAPIColumnsCSV},
		{Pattern: "/api/v1/columns/{geography}/{columns}.bin", Query: noQuery, Handle: s.handleAPIColumnsBinary},
		{Pattern: "/api/v1/sites", Query: noQuery, Handle: s.handleAPISites},
		{Pattern: "/api/v1/sites.geojson", Query: noQuery, Handle: s.handleAPISitesGeoJSON},
		{Pattern: "/api/v1/sites.csv", Query: noQuery, Handle: s.handleAPISitesCSV},
		{Pattern: "/api/v1/targets", Query: noQuery, Handle: s.handleAPITargets},
		{Pattern: "/api/v1/targets.csv", Query: noQuery, Handle: s.handleAPITargetsCSV},
		{Pattern: "/api/v1/gaps", Query: noQuery, Handle: s.handleAPIGaps},
		{Pattern: "/api/v1/gaps.csv", Query: noQuery, Handle: s.handleAPIGapsCSV},
		{Pattern: "/api/v1/reach", Query: noQuery, Handle: s.handleAPIReach},
		{Pattern: "/api/v1/reach.csv", Query: noQuery, Handle: s.handleAPIReachCSV},
		{Pattern: "/api/v1/stability", Query: noQuery, Handle: s.handleAPIStability},
		{Pattern: "/api/v1/stability.csv", Query: noQuery, Handle: s.handleAPIStabilityCSV},
		{Pattern: "/api/v1/siting", Query: noQuery, Handle: s.handleAPISiting},
		{Pattern: "/api/v1/siting.csv", Query: noQuery, Handle: s.handleAPISitingCSV},
		{Pattern: "/api/v1/hotspots", Query: noQuery, Handle: s.handleAPIHotspots},
		{Pattern: "/api/v1/hotspots.csv", Query: noQuery, Handle: s.handleAPIHotspotsCSV},
		{Pattern: "/api/v1/search", Query: []string{"q", "limit"}, Handle: s.handleAPISearch},
		{Pattern: "/api/v1/sources", Query: noQuery, Handle: s.handleAPISources},
		{Pattern: "/api/v1/sources.csv", Query: noQuery, Handle: s.handleAPISourcesCSV},
	}
}
