package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

type searchView struct {
	frame
	Heading, Advice string
	Hits            []hitView
}

type hitView struct{ Href, Title, Note string }

// mostHits is how many answers a search page lists.
const mostHits = 30

func (s *Server) search(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	query := strings.TrimSpace(r.URL.Query().Get("q"))
	var hits []hitView
	if query != "" {
		for _, hit := range rel.Search(query, mostHits) {
			hits = append(hits, hitView{hitHref(hit), hit.Label, hit.Note})
		}
	}
	if len(hits) == 1 && hits[0].Href != "" {
		return redirect(w, hits[0].Href)
	}
	view := searchView{frame: s.pages.frame(m, "", "Search"), Hits: hits}
	view.Query = query
	switch {
	case query == "":
		view.Heading, view.Advice = "Search", "Type a postcode, the name of a place or an area code in the box above."
	case len(hits) == 0:
		view.Heading = fmt.Sprintf("Nothing found for “%s”", query)
		view.Advice = fmt.Sprintf("This map covers %s. Try the beginning of a postcode, such as its first half, or part of a name.", m.manifest.Place)
	default:
		view.Heading = fmt.Sprintf("%s for “%s”", geo.Counted(len(hits), "place", "places"), query)
	}
	view.Title = view.Heading + " – " + m.manifest.Title
	page, err := s.pages.render("search", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

// hitHref is where a search result leads; empty for a postcode outside the map.
func hitHref(hit release.Hit) string {
	switch {
	case hit.Kind == release.HitSite:
		return siteHref(hit.Site)
	case hit.Code != "":
		return "/?area=" + url.QueryEscape(hit.Code)
	case hit.Kind == release.HitPostcodes:
		return fmt.Sprintf("/?map=13/%.5f/%.5f", hit.Lat, hit.Lon)
	}
	return ""
}
