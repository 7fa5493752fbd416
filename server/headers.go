package server

import (
	"net/http"
	"strings"
)

// contentPolicy allows what the page needs from its own origin and nothing else; frame-ancestors follows.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "

// secured sets the headers that every response carries, before anything can fail.
func (s *Server) secured(next http.Handler) http.Handler {
	embedders := "*"
	if len(s.options.FrameAncestors) > 0 {
		embedders = strings.Join(s.options.FrameAncestors, " ")
	}
	overTLS := s.publicURL != nil && s.publicURL.Scheme == "https"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
		h.Set("Vary", "Accept-Encoding")
		if overTLS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		ancestors, resource := "'self'", "same-origin"
		switch classOf(r.URL.Path) {
		case classEmbed:
			ancestors, resource = embedders, "cross-origin"
		case classData:
			resource = "cross-origin"
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Expose-Headers", "ETag")
		}
		h.Set("Content-Security-Policy", contentPolicy+ancestors)
		h.Set("Cross-Origin-Resource-Policy", resource)
		next.ServeHTTP(w, r)
	})
}
