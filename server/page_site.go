package server

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

type siteView struct {
	frame
	Shape    shape
	Kind     string
	Name     string
	Sentence string
	Facts    []factView
	From     string
	AreaHref string
	MapHref  string
}

type factView struct{ Title, Value string }

func (s *Server) site(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	site, ok := rel.Site(r.PathValue("id"))
	if !ok {
		return notFound("Choose a site on the map.", "This release has no site %q.", r.PathValue("id"))
	}
	k, _ := m.kind(site.Kind)
	view := siteView{
		frame: s.pages.frame(m, "", site.Name), Shape: k.Shape, Kind: geo.Capital(k.Singular), Name: site.Name, MapHref: "/",
	}
	where := ""
	if site.AID > 0 {
		p := place{m.small, m.areas, int(site.AID) - 1}
		view.AreaHref, view.MapHref = areaHref(p.Code()), "/?area="+p.Code()
		where = " It lies in " + p.Name()
		if parent := m.parentName(p); parent != "" {
			where += ", " + parent
		}
		where += "."
	}
	view.Sentence = siteStatus(site, k.Partial) + where + m.asCandidate(site.ID)
	if site.Postcode != "" {
		view.Facts = append(view.Facts, factView{"Postcode", spacedPostcode(site.Postcode)})
	}
	for _, fact := range site.Facts {
		view.Facts = append(view.Facts, factView{geo.Capital(strings.ReplaceAll(fact.Key, "_", " ")), fact.Value})
	}
	if source, ok := m.source(site.Source); ok {
		view.From = fmt.Sprintf("From %s. Shown as published.",
			cmp.Or(strings.Join(strings.Fields(source.Publisher+" "+source.Title+" "+source.Period), " "), source.File))
	}
	page, err := s.pages.render("site", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

// siteStatus says whether a site counts towards reach.
func siteStatus(site geo.Site, partial bool) string {
	switch {
	case site.Closed && partial:
		return "Closed."
	case site.Closed && site.ClosedOn != "":
		return fmt.Sprintf("Closed (%s), so it does not count towards reach.", site.ClosedOn)
	case site.Closed:
		return "Closed, so it does not count towards reach."
	case site.Kind == geo.KindCandidate:
		return "A building where a site could open; it does not count towards reach."
	case site.Access == geo.Restricted:
		return "Open to residents or members only, so it does not count towards public reach."
	}
	if partial {
		return "Open to the public. Its list is not complete, so reach is not measured to it."
	}
	return "Open to the public; counts towards reach."
}

// spacedPostcode puts the space before the last three characters, where it is written.
func spacedPostcode(postcode string) string {
	const inward = 3
	if len(postcode) <= inward || strings.Contains(postcode, " ") {
		return postcode
	}
	return postcode[:len(postcode)-inward] + " " + postcode[len(postcode)-inward:]
}
