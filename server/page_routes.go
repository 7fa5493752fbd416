package server

import "net/http"

// pageRoutes are the routes of the pages and embeds.
func (s *Server) pageRoutes() []route { return nil }

// problemPage is a problem as a page.
func (s *Server) problemPage(r *http.Request, p *Problem) []byte {
	return []byte("<!doctype html>\n<html lang=\"en\"><title>" + p.Title + "</title><h1>" + p.Title + "</h1></html>\n")
}
