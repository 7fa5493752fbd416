package server

import (
	"net/http"

	"hotspotmap/data/release"
)

// pageRoutes are the routes of the pages and embeds. They know no list of parameters: an address that a person was sent
// must open, whatever a mail program has added to it.
func (s *Server) pageRoutes() []route {
	return []route{
		{Pattern: "/", Handle: s.home},
		{Pattern: "/areas/{code}", Handle: s.area},
		{Pattern: "/sites/{id}", Handle: s.site},
		{Pattern: "/hotspots", Handle: s.hotspots},
		{Pattern: "/targets", Handle: s.targets},
		{Pattern: "/gaps", Handle: s.gaps},
		{Pattern: sitingPath, Handle: s.siting},
		{Pattern: "/method", Handle: s.method},
		{Pattern: tilesPath, Handle: s.tilesPage},
		{Pattern: "/accessibility", Handle: s.accessibility},
		{Pattern: "/search", Handle: s.search},
		{Pattern: "/embed/v1/map", Handle: s.embed},
		{Pattern: "/embed/v1/embed.js", NoRelease: true, Handle: s.embedScript},
		{Pattern: "/oembed", Query: []string{"url", "format", "maxwidth", "maxheight"}, Handle: s.oembed},
	}
}

type problemView struct {
	frame
	Heading, Detail, Hint string
}

// problemPage is a problem as a page.
func (s *Server) problemPage(r *http.Request, p *Problem) []byte {
	view := problemView{frame: s.bareFrame(), Heading: p.Title, Detail: p.Detail, Hint: p.Hint}
	view.Title = p.Title
	name := "problem"
	if classOf(r.URL.Path) == classEmbed {
		name = "embed-problem"
	}
	if s.pages != nil {
		if page, err := s.pages.render(name, view); err == nil {
			return page.Content
		}
	}
	return []byte("<!doctype html>\n<html lang=\"en-GB\"><title>The page could not be made</title><h1>The page could not be made</h1></html>\n")
}

// bareFrame is the frame of a page that may have no release to speak of.
func (s *Server) bareFrame() frame {
	if s.pages == nil {
		return frame{}
	}
	var m *model
	if rel, letGo := s.releases.Acquire(); rel != nil {
		defer letGo()
		m, _ = s.pages.model(rel)
	}
	if m != nil {
		return s.pages.frame(m, "", "")
	}
	return frame{
		SiteTitle: "Hotspot Map", Body: "text", SkipTo: "main", SkipWords: "Skip to the content", CSS: s.pages.asset("main.css"),
		Nav: []link{{Href: "/", Title: "Map"}},
	}
}

type accessibilityView struct{ frame }

func (s *Server) accessibility(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	page, err := s.pages.render("accessibility", accessibilityView{s.pages.frame(m, "/accessibility", "Accessibility")})
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}
