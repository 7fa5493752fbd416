package server

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// Cache policies.
const (
	cacheForever    = "public, max-age=31536000, immutable" // the URL names the content
	cacheRevalidate = "no-cache"                            // keep it, but ask each time
	cacheNever      = "no-store"
)

// Media types.
const (
	typeHTML    = "text/html; charset=utf-8"
	typeJSON    = "application/json"
	typeProblem = "application/problem+json"
	typeGeoJSON = "application/geo+json"
	typeCSV     = "text/csv; charset=utf-8; header=present"
	typeTile    = "application/vnd.mapbox-vector-tile"
	typeColumn  = "application/octet-stream"
	typeSQLite  = "application/vnd.sqlite3"
)

// body is what a handler sends.
type body struct {
	Type    string // media type
	Content []byte
	Cache   string // one of the cache policies; empty: cacheRevalidate
	Status  int    // 0: 200
	Name    string // when it is a file to keep, the name to keep it under
}

// respond sends a body: with a strong entity tag, compressed when the client accepts it and it is worth it, as 304 when
// the client has it already, and without its content for HEAD.
func (s *Server) respond(w http.ResponseWriter, r *http.Request, b body) error {
	return s.send(w, r, newPrepared(b))
}

// send sends a body that may have been sent before.
func (s *Server) send(w http.ResponseWriter, r *http.Request, p *prepared) error {
	h := w.Header()
	h.Set("Cache-Control", p.Cache)
	content, tag := p.Content, p.tag
	packed := p.worthPacking() && acceptsGzip(r.Header.Values("Accept-Encoding"))
	if packed {
		content, tag = p.pack(), tag+gzipTag
	}
	if p.Status == http.StatusOK && p.Cache != cacheNever && notModified(w, r, tag) {
		return nil
	}
	if packed {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", p.Type)
	if p.Name != "" {
		h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", p.Name))
	}
	return write(w, r, p.Status, content)
}

// write ends an answer with its content, which HEAD only measures.
func write(w http.ResponseWriter, r *http.Request, status int, content []byte) error {
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(content)
	return err
}

// respondJSON sends a value as JSON.
func (s *Server) respondJSON(w http.ResponseWriter, r *http.Request, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode %T: %w", value, err)
	}
	return s.respond(w, r, body{Type: typeJSON, Content: append(content, '\n')})
}

// tagOf is the opaque part of an entity tag: 128 bits of the SHA-256 of the content.
func tagOf(content []byte) string {
	return shortTag(sha256.Sum256(content))
}

func shortTag(sum [sha256.Size]byte) string { return hex.EncodeToString(sum[:16]) }

// redirect sends the client to another path of this server, for now.
func redirect(w http.ResponseWriter, path string) error {
	w.Header().Set("Cache-Control", cacheRevalidate)
	w.Header().Set("Location", path)
	w.WriteHeader(http.StatusFound)
	return nil
}
