package server

import (
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"

	"hotspotmap/data/release"
)

// Options are what a server needs to know.
type Options struct {
	Releases       *release.Holder
	Assets         fs.FS             // the built front end: hashed names, flat
	AssetNames     map[string]string // logical name → hashed name: "main.js" → "main-4F2A.js"
	Pages          fs.FS             // html/template files of the pages
	PublicURL      string            // "https://maps.example.org", for absolute links; empty: see AllowedHosts
	AllowedHosts   []string          // hosts that may appear in absolute links besides loopback, when there is no PublicURL
	FrameAncestors []string          // origins that may frame /embed/; empty: any
	Logger         *slog.Logger      // nil: no log
}

// Server answers requests. It is safe for concurrent use.
type Server struct {
	options   Options
	publicURL *url.URL // nil when not configured
	releases  *release.Holder
	log       *slog.Logger
	draining  atomic.Bool
	handler   http.Handler
}

// New returns a server. It fails when an option is not usable.
func New(options Options) (*Server, error) {
	if options.Releases == nil {
		return nil, errors.New("server: no releases to serve")
	}
	s := &Server{options: options, releases: options.Releases, log: options.Logger}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	return s, nil
}

// Handler is the server as a plain handler, for tests and for other listeners.
func (s *Server) Handler() http.Handler { return s.handler }
