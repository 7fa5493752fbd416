package server

import (
	"net/http"
	"slices"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// siteJSON is one site in a list.
type siteJSON struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Name     string     `json:"name"`
	Lon      float64    `json:"lon"`
	Lat      float64    `json:"lat"`
	Access   geo.Access `json:"access"`
	Open     bool       `json:"open"`
	ClosedOn string     `json:"closed_on,omitempty"`
	Postcode string     `json:"postcode,omitempty"`
	Area     string     `json:"area,omitempty"` // code of the small area
	Source   string     `json:"source"`
	Facts    []geo.Fact `json:"facts,omitempty"`
}

type sitesJSON struct {
	Release string             `json:"release"`
	Kinds   []release.SiteKind `json:"kinds"`
	Sites   []siteJSON         `json:"sites"`
}

// handleAPISites lists the sites.
func (s *Server) handleAPISites(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	doc := sitesJSON{Release: rel.Short(), Kinds: rel.Manifest().SiteKinds, Sites: []siteJSON{}}
	for _, site := range rel.Sites() {
		doc.Sites = append(doc.Sites, siteJSON{
			ID: site.ID, Kind: site.Kind, Name: site.Name, Lon: site.At.Lon(), Lat: site.At.Lat(), Access: site.Access,
			Open: !site.Closed, ClosedOn: site.ClosedOn, Postcode: site.Postcode, Area: smallAreaCode(rel, site.AID),
			Source: site.Source, Facts: site.Facts,
		})
	}
	return s.respondJSON(w, r, doc)
}

// handleAPISitesGeoJSON sends the sites for a map.
func (s *Server) handleAPISitesGeoJSON(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.sendFile(w, r, rel, release.SitesFile, body{Type: typeGeoJSON, Cache: cacheRevalidate})
}

// handleAPISitesCSV lists the sites, with a column for each fact that any of them has.
func (s *Server) handleAPISitesCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	t := table{header: []string{"id", "kind", "name", "lon", "lat", "access", "open", "closed_on", "postcode", "area", "source"}}
	var facts []string
	for _, site := range rel.Sites() {
		for _, fact := range site.Facts {
			if !slices.Contains(facts, fact.Key) {
				facts = append(facts, fact.Key)
			}
		}
	}
	t.header = append(t.header, facts...)
	const lonLatDecimals = 6
	for _, site := range rel.Sites() {
		open := "yes"
		if site.Closed {
			open = "no"
		}
		row := []cell{
			text(site.ID), text(site.Kind), text(site.Name), decimal(site.At.Lon(), lonLatDecimals), decimal(site.At.Lat(), lonLatDecimals),
			text(string(site.Access)), text(open), text(site.ClosedOn), text(site.Postcode), text(smallAreaCode(rel, site.AID)), text(site.Source),
		}
		for _, key := range facts {
			row = append(row, text(factOf(site, key)))
		}
		t.add(row...)
	}
	return s.respondCSV(w, r, "sites", t)
}

// factOf returns what is known of a site under a key; nothing when it is not known.
func factOf(site geo.Site, key string) string {
	for _, fact := range site.Facts {
		if fact.Key == key {
			return fact.Value
		}
	}
	return ""
}

func smallAreaCode(rel *release.Release, aid uint32) string {
	code, _ := parentName(rel, rel.Manifest().SmallAreas, aid)
	return code
}
