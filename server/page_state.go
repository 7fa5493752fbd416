package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// state is what the URL of the map says. Everything the map shows follows from it and the release.
type state struct {
	Path  string // "/" or the embed's
	Layer layer
	Area  *place   // the selected one
	Kinds []string // sites shown, in the manifest's order
	Named bool     // the URL says which kinds, even if none
	Page  int
	Sort  string // column, with "-" before it for descending; empty: the layer's own order
	View  string // zoom/lat/lon: for the script alone
}

// readState reads the query. What it names must be in the release.
func (m *model) readState(path string, query url.Values) (state, error) {
	s := state{Path: path, Layer: m.layers[0], Page: pageNumber(query.Get("page")), Sort: query.Get("sort"), View: query.Get("map")}
	if id := query.Get("layer"); id != "" {
		l, ok := m.layer(id)
		if !ok {
			return state{}, notFound("Choose another layer on the map.", "This release has no layer %q.", id)
		}
		s.Layer = l
	}
	if code := query.Get("area"); code != "" {
		p, ok := m.place(code)
		if !ok {
			return state{}, notFound("Search for the area by name or postcode.", "This release has no area %q.", code)
		}
		s.Area = &p
	}
	kinds, named := query["kinds"]
	s.Named = named
	wanted := strings.Split(strings.Join(kinds, ","), ",")
	for _, k := range m.kinds {
		shown := slices.Contains(wanted, k.Kind)
		if !named {
			shown = k.Kind != geo.KindCandidate && k.Usable > 0
		}
		if shown {
			s.Kinds = append(s.Kinds, k.Kind)
		}
	}
	return s, nil
}

// shows reports whether sites of a kind are shown.
func (s state) shows(kind string) bool { return slices.Contains(s.Kinds, kind) }

// href is the URL of the state, without what is default. The page and order of the table are kept only by their own links.
func (s state) href(table bool) string {
	var parts []string
	add := func(key, value string) {
		escaped := strings.NewReplacer("%2C", ",", "%2F", "/").Replace(url.QueryEscape(value)) // both are allowed in a query
		parts = append(parts, key+"="+escaped)
	}
	if s.Layer.Info.ID != indexColumn {
		add("layer", s.Layer.Info.ID)
	}
	if s.Area != nil {
		add("area", s.Area.Code())
	}
	if s.Named {
		add("kinds", strings.Join(s.Kinds, ","))
	}
	if s.View != "" {
		add("map", s.View)
	}
	if table && s.Sort != "" {
		add("sort", s.Sort)
	}
	if table && s.Page > 1 {
		add("page", strconv.Itoa(s.Page))
	}
	if len(parts) == 0 {
		return s.Path
	}
	return s.Path + "?" + strings.Join(parts, "&")
}

// with returns the URL of the state with another area selected; nil clears the selection.
func (s state) with(area *place) string {
	s.Area = area
	return s.href(false)
}
