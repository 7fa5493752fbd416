package server

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"hotspotmap/data/release"
)

const (
	embedPath   = "/embed/v1/map"
	embedJS     = "/embed/v1/embed.js"
	embedHeight = 720 // px of the frame before its script has measured it
	embedWidth  = 800
)

// shareView is what a visitor can take away from the map.
type shareView struct {
	Href, URL string // of this view
	Snippet   string // HTML to paste
	OEmbed    string
	Files     []link
}

// embedView is the map as other sites show it.
type embedView struct {
	frame
	mapView
	Heading, Sentence   string
	Sheet               *sheetView
	TableHref, FullHref string
}

func (m *model) share(absolute func(path string) string, s state) shareView {
	href := s.href(false)
	small := m.small.ID
	return shareView{
		Href: href, URL: absolute(href), Snippet: m.snippet(absolute, s, embedWidth, embedHeight),
		OEmbed: "/oembed?url=" + url.QueryEscape(absolute(href)),
		Files: []link{
			{Href: fmt.Sprintf("/api/v1/columns/%s/%s.csv", small, s.Layer.Info.ID), Title: "This layer as a spreadsheet (CSV)"},
			{Href: "/api/v1/targets.csv", Title: "Target areas with their reasons (CSV)"},
			{Href: "/api/v1/gaps.csv", Title: "Gaps by kind and distance (CSV)"},
			{Href: "/api/v1/sites.geojson", Title: "Sites (GeoJSON)"},
			{Href: "/areas.sqlite", Title: "Everything, for QGIS (SpatiaLite)"},
		},
	}
}

// snippet is the HTML of an embed: a frame named after what it shows, a link for where frames are not allowed, and the script
// that fits its height. The style keeps a narrow page from growing sideways; where styles are not allowed, the frame has its size.
func (m *model) snippet(absolute func(path string) string, s state, width, height int) string {
	full := s.href(false)
	s.Path, s.View = embedPath, ""
	title := "Map of " + m.stateSubject(s)
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" style="max-width:100%%;border:0" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" allow="fullscreen"></iframe>
<p><a href="%s">%s</a></p>
<script src="%s" async></script>`,
		template.HTMLEscapeString(absolute(s.href(false))), template.HTMLEscapeString(title), width, height,
		template.HTMLEscapeString(absolute(full)), template.HTMLEscapeString(title), template.HTMLEscapeString(absolute(embedJS)))
}

// stateSubject names what the map shows: "exclusion index, Birmingham".
func (m *model) stateSubject(s state) string {
	subject := s.Layer.Title + ", " + m.manifest.Place
	if s.Area != nil {
		subject += ", at " + s.Area.Name()
	}
	return subject
}

func (s *Server) embed(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	st, err := m.readState(embedPath, r.URL.Query())
	if err != nil {
		return err
	}
	full := st
	full.Path = "/"
	view := embedView{
		frame: s.pages.frame(m, "", m.stateSubject(st)), mapView: m.mapView(st, true), Heading: m.stateSubject(st),
		Sentence: m.summary(st).Sentence, FullHref: full.href(false), TableHref: full.href(false) + "#table",
	}
	view.Body, view.JS = "embed", s.pages.asset("main.js")
	if st.Area != nil {
		sheet := m.sheet(*st.Area, true)
		sheet.CloseHref = st.with(nil)
		view.Sheet = &sheet
	}
	page, err := s.pages.render("embed", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

// embedScript sends the script of the pages that embed us. Its address is in their HTML, so it never changes.
func (s *Server) embedScript(w http.ResponseWriter, r *http.Request, _ *release.Release) error {
	name := s.options.AssetNames["embed.js"]
	if name == "" {
		return notFound("Run make build.", "This program was compiled without its scripts.")
	}
	content, err := fs.ReadFile(s.options.Assets, name)
	if err != nil {
		return err
	}
	return s.respond(w, r, body{Type: assetTypes[".js"], Content: content, Cache: cacheDay})
}

// cacheDay is for what rarely changes at an address that never does.
const cacheDay = "public, max-age=86400"

// oembed answers oEmbed 1.0 for addresses of the map: https://oembed.com/.
func (s *Server) oembed(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	query := r.URL.Query()
	if format := query.Get("format"); format != "" && format != "json" {
		return &Problem{Status: http.StatusNotImplemented, Title: "Not implemented", Detail: "Only the JSON form is offered.", Hint: "Ask with format=json."}
	}
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	target, err := url.Parse(query.Get("url"))
	home := s.absolute(r, "/")
	if err != nil || !strings.HasPrefix(target.String(), home) || (target.Path != "/" && target.Path != embedPath) {
		return notFound("Give the address of a view of this map, as ?url="+home, "That is not an address of this map.")
	}
	st, err := m.readState("/", target.Query())
	if err != nil {
		return err
	}
	width, err := atMost(query.Get("maxwidth"), embedWidth)
	if err != nil {
		return err
	}
	height, err := atMost(query.Get("maxheight"), embedHeight)
	if err != nil {
		return err
	}
	content, err := json.Marshal(map[string]any{
		"type": "rich", "version": "1.0", "title": m.stateSubject(st), "provider_name": m.manifest.Title, "provider_url": home,
		"width": width, "height": height, "cache_age": 86400,
		"html": m.snippet(func(path string) string { return s.absolute(r, path) }, st, width, height),
	})
	if err != nil {
		return err
	}
	return s.respond(w, r, body{Type: typeJSON, Content: content})
}

// atMost reads a size limit in pixels.
func atMost(text string, usual int) (int, error) {
	if text == "" {
		return usual, nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 {
		return 0, badRequest("Give a number of pixels.", "%.20q is not a size.", text)
	}
	return min(limit, usual), nil
}
