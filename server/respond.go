package server

import "net/http"

// Cache policies.
const (
	cacheForever    = "public, max-age=31536000, immutable" // the URL names the content
	cacheRevalidate = "no-cache"                            // keep it, but ask each time
	cacheNever      = "no-store"
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
func (s *Server) respond(w http.ResponseWriter, r *http.Request, b body) error { panic("skeleton") }
