package server

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"hotspotmap/data/release"
)

// pages makes the HTML of a release. Its templates are in static/pages.
type pages struct {
	templates *template.Template
	assets    map[string]string // logical name → hashed name

	mu     sync.Mutex
	models []*model // of the releases asked for last
}

// keptModels is how many releases' models are kept: the one served and the one before, for requests that began with it.
const keptModels = 2

func newPages(files fs.FS, assets map[string]string) (*pages, error) {
	templates, err := template.ParseFS(files, "*.html")
	if err != nil {
		return nil, fmt.Errorf("page templates: %w", err)
	}
	return &pages{templates: templates, assets: assets}, nil
}

// model returns what the pages know of a release, made at its first request.
func (p *pages) model(rel *release.Release) (*model, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.models {
		if m.rel == rel {
			return m, nil
		}
	}
	m, err := newModel(rel)
	if err != nil {
		return nil, err
	}
	p.models = append([]*model{m}, p.models[:min(len(p.models), keptModels-1)]...)
	return m, nil
}

// render executes a template. Blank lines between template actions are dropped: they are a tenth of a page.
func (p *pages) render(name string, data any) (body, error) {
	var b bytes.Buffer
	if err := p.templates.ExecuteTemplate(&b, name, data); err != nil {
		return body{}, fmt.Errorf("page %s: %w", name, err)
	}
	lines := strings.Split(b.String(), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if trimmed := strings.TrimLeft(line, " \t"); trimmed != "" {
			kept = append(kept, trimmed)
		}
	}
	content := strings.Join(kept, "\n")
	return body{Type: "text/html; charset=utf-8", Content: []byte(content), Cache: cacheRevalidate}, nil
}

// frame is what every page shows around its content.
type frame struct {
	Release     string
	Title       string // of the document
	SiteTitle   string // of the map
	Description string
	Notice      string
	Attribution string
	Body        string // class of the body element
	SkipTo      string // id the skip link leads to
	SkipWords   string
	CSS, JS     string
	OEmbed      string
	Query       string // in the search box
	Nav         []link
}

// link is one entry of a list of links.
type link struct {
	Href, Title string
	Current     bool
}

// frame returns the frame of a page that is at path in the navigation.
func (p *pages) frame(m *model, path, title string) frame {
	f := frame{
		Release: m.rel.Short(), Title: title, SiteTitle: m.manifest.Title, Description: m.manifest.Headline,
		Notice: m.manifest.Notice, Attribution: m.manifest.Attribution,
		Body: "text", SkipTo: "main", SkipWords: "Skip to the content", CSS: p.asset("main.css"),
	}
	if title != m.manifest.Title {
		f.Title = title + " – " + m.manifest.Title
	}
	entries := []link{{Href: "/", Title: "Map"}, {Href: "/hotspots", Title: "Hotspots"}, {Href: "/targets", Title: "Target areas"}, {Href: "/gaps", Title: "Gaps"}}
	if m.rel.Siting() != nil {
		entries = append(entries, link{Href: sitingPath, Title: "Next site"})
	}
	for _, entry := range append(entries, link{Href: "/method", Title: "Method"}) {
		entry.Current = entry.Href == path
		f.Nav = append(f.Nav, entry)
	}
	return f
}

// asset is the URL of a bundled file; empty when the program was compiled without it.
func (p *pages) asset(logical string) string {
	if name := p.assets[logical]; name != "" {
		return "/assets/" + name
	}
	return ""
}

// isFragment reports whether only the parts that a script swaps are wanted.
func isFragment(r *http.Request) bool { return r.URL.Query().Get("fragment") == "1" }

// pageNumber reads ?page=, 1 when it is absent or not a page.
func pageNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 1
	}
	return n
}
