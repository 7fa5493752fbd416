package server

import (
	"net/http"
	"strings"
)

// contentPolicy allows what the page needs from its own origin and nothing else; frame-ancestors follows.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "

// dataPolicy is for what is no document: should a browser show it as one, it may do nothing.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

// secured sets the headers that every response carries, before anything can fail.
func (s *Server) secured(next http.Handler) http.Handler {
	embedders := "*"
	if len(s.options.FrameAncestors) > 0 {
		embedders = strings.Join(s.options.FrameAncestors, " ")
	}
	pagePolicy, embedPolicy := contentPolicy+"'self'", contentPolicy+embedders
	overTLS := s.publicURL != nil && s.publicURL.Scheme == "https"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Vary", "Accept-Encoding")
		if overTLS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		class := classOf(r.URL.Path)
		policy, resource := pagePolicy, "same-origin"
		switch class {
		case classEmbed:
			policy, resource = embedPolicy, "cross-origin"
		case classData:
			policy, resource = dataPolicy, "cross-origin"
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Expose-Headers", "ETag")
		}
		if class != classData {
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
		}
		h.Set("Content-Security-Policy", policy)
		h.Set("Cross-Origin-Resource-Policy", resource)
		next.ServeHTTP(w, r)
	})
}
