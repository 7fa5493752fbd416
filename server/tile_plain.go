package server

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
)

// plainTiles answers for tiles that are asked for as a map does, just as their route would. They are nearly all that is asked of a
// server, and routing takes several times as long as finding a tile. What is not plain goes on to next: a query that is not known, another
// method, an address outside the tileset, a tile that has to wait for long, a fault.
func (s *Server) plainTiles(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.plainTile(w, r) {
			next.ServeHTTP(w, r)
		}
	})
}

// plainTile reports whether it has answered.
func (s *Server) plainTile(w http.ResponseWriter, r *http.Request) (answered bool) {
	start := time.Now()
	address, ok := parseTileAddress(r)
	if !ok {
		return false
	}
	rel, letGo := s.addressed(address)
	if rel == nil {
		return false
	}
	defer letGo()
	note := noted{route: tilePattern, release: rel.Short()}
	cache := cacheRevalidate
	if address.release != "" {
		note.route, cache = releaseTilePattern, cacheForever
	}
	counted := countingWriter{ResponseWriter: w}
	defer func() {
		if answered {
			s.logRequest(r, &note, &counted, start)
		}
	}()
	defer func() {
		if cause := recover(); cause != nil {
			answered = true
			s.answerPanic(&counted, r, note.route, cause, counted.status != 0)
		}
	}()
	s.secure(w.Header(), classData)
	if err := s.sendPlain(&counted, r, rel, address, cache); err != nil {
		if counted.status == 0 {
			return false
		}
		s.logCutShort(note.route, err)
	}
	return true
}

// errNotPlain says that a tile is left to its route.
var errNotPlain = errors.New("not a plain tile")

// sendPlain sends a tile as it is stored, or with a choice of columns, unless that has to wait for long.
func (s *Server) sendPlain(w http.ResponseWriter, r *http.Request, rel *release.Release, address tileAddress, cache string) error {
	tileset, known := rel.Tileset(address.tileset)
	if !known {
		return errNotPlain
	}
	if r.URL.RawQuery == "" {
		return s.storedTile(w, r, rel, tileset, address.id, cache)
	}
	if !isPlainChoice(r.URL.RawQuery) || ready(rel) != nil {
		return errNotPlain
	}
	chosen, err := s.joiner.choice(r, rel, tileset)
	if err != nil {
		return err
	}
	return s.sendJoined(w, r, rel, tileset, address.id, chosen, cache)
}

// isPlainChoice reports whether a query is nothing but a choice of columns in plain letters.
func isPlainChoice(query string) bool {
	columns, ok := strings.CutPrefix(query, "columns=")
	return ok && strings.Trim(columns, "abcdefghijklmnopqrstuvwxyz0123456789_,") == ""
}

// addressed takes hold of the release of an address; nil when it is not served.
func (s *Server) addressed(address tileAddress) (*release.Release, func()) {
	if address.release != "" {
		return s.releases.Find(address.release)
	}
	return s.releases.Acquire()
}

// tileAddress is where a tile is to be had.
type tileAddress struct {
	release string // short id; empty: whichever is current
	tileset string
	id      tiles.ID
}

// isTile reports whether a request may be for a tile.
func isTile(r *http.Request) bool {
	_, ok := parseTileAddress(r)
	return ok
}

// parseTileAddress reads the address of a request for a tile; false when it is for anything else.
func parseTileAddress(r *http.Request) (tileAddress, bool) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.RawPath != "" {
		return tileAddress{}, false
	}
	var a tileAddress
	path := r.URL.Path
	if rest, versioned := strings.CutPrefix(path, "/releases/"); versioned {
		end := strings.IndexByte(rest, '/')
		if end < 1 {
			return tileAddress{}, false
		}
		a.release, path = rest[:end], rest[end:]
	}
	path, isTile := strings.CutPrefix(path, "/tiles/")
	path, isVector := strings.CutSuffix(path, ".mvt")
	tileset, path, _ := strings.Cut(path, "/")
	z, path, _ := strings.Cut(path, "/")
	x, y, whole := strings.Cut(path, "/")
	if !isTile || !isVector || !whole {
		return tileAddress{}, false
	}
	id, err := tiles.Parse(z, x, y)
	if err != nil {
		return tileAddress{}, false
	}
	a.tileset, a.id = tileset, id
	return a, true
}
