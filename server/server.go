package server

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"

	"hotspotmap/data/release"
	"hotspotmap/server/plain"
)

// tilesInARow is how many tiles a connection asks for before it is taken to ask for tiles only.
const tilesInARow = 4

// Options are what a server needs to know.
type Options struct {
	Releases       *release.Holder
	Assets         fs.FS             // the built front end: hashed names, flat
	AssetNames     map[string]string // logical name → hashed name: "main.js" → "main-4F2A.js"
	Pages          fs.FS             // html/template files of the pages; nil: no pages, only data
	PublicURL      string            // "https://maps.example.org", for absolute links; empty: only this machine gets them
	FrameAncestors []string          // origins that may frame /embed/; empty: any
	Logger         *slog.Logger      // nil: no log
}

// Server answers requests. It is safe for concurrent use.
type Server struct {
	options   Options
	publicURL *url.URL // nil when there is none
	releases  *release.Holder
	assets    map[string]*prepared // by hashed name
	pages     *pages               // nil when there are no templates: data only
	keep      keep
	joiner    *joiner
	buffers   sync.Pool // of *[]byte, for tiles that are not kept
	security  [classCount][]headerLine
	log       *slog.Logger
	patience  *patience
	draining  atomic.Bool
	quick     plain.Quick  // for tiles
	routed    http.Handler // all by their routes
	handler   http.Handler // and plain tiles past them
}

// New returns a server. It fails when an option cannot be used.
func New(options Options) (*Server, error) {
	if options.Releases == nil {
		return nil, errors.New("server: no releases to serve")
	}
	s := &Server{
		options: options, releases: options.Releases, log: options.Logger,
		joiner: newJoiner(), patience: newPatience(),
	}
	s.buffers.New = func() any { return new([]byte) }
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if s.publicURL, err = parsePublicURL(options.PublicURL); err != nil {
		return nil, err
	}
	for _, origin := range options.FrameAncestors {
		if err := checkOrigin(origin); err != nil {
			return nil, err
		}
	}
	if s.assets, err = loadAssets(options.Assets, options.AssetNames); err != nil {
		return nil, err
	}
	if options.Pages != nil {
		if s.pages, err = newPages(options.Pages, options.AssetNames); err != nil {
			return nil, err
		}
	}
	for class := range classCount {
		s.security[class] = s.securityHeaders(class)
	}
	routed, err := s.router(s.routes())
	if err != nil {
		return nil, err
	}
	s.routed = s.observed(s.secured(routed))
	s.handler = s.plainTiles(s.routed)
	s.quick = plain.Quick{Wants: isTile, Answer: s.plainTile, After: tilesInARow}
	return s, nil
}

// Handler is the server as a plain handler, for tests and for other listeners.
func (s *Server) Handler() http.Handler { return s.handler }

func parsePublicURL(text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("public URL: %w", err)
	}
	if (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("public URL %q: write it like https://maps.example.org", text)
	}
	return u, nil
}

// checkOrigin refuses a frame ancestor that would end the header's directive, or say more than who.
func checkOrigin(origin string) error {
	if origin == "*" || origin == "'self'" || origin == "'none'" {
		return nil
	}
	u, err := url.Parse(origin)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || strings.ContainsAny(origin, " ;,'\"\r\n") ||
		u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("frame ancestor %q: write an origin, like https://www.example.org", origin)
	}
	return nil
}
