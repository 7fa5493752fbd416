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

// headerLine is a header that is the same in many answers. Its value is shared: it may be replaced in an answer, not added to.
type headerLine struct {
	name  string // canonical
	value []string
}

func newHeaderLine(name, value string) headerLine {
	return headerLine{http.CanonicalHeaderKey(name), []string{value}}
}

func (l headerLine) set(h http.Header) { h[l.name] = l.value }

// securityHeaders returns the headers that every answer of a class carries.
func (s *Server) securityHeaders(class class) []headerLine {
	embedders := "*"
	if len(s.options.FrameAncestors) > 0 {
		embedders = strings.Join(s.options.FrameAncestors, " ")
	}
	lines := []headerLine{
		newHeaderLine("X-Content-Type-Options", "nosniff"),
		newHeaderLine("Vary", "Accept-Encoding"),
	}
	if s.publicURL != nil && s.publicURL.Scheme == "https" {
		lines = append(lines, newHeaderLine("Strict-Transport-Security", "max-age=31536000"))
	}
	policy, resource := contentPolicy+"'self'", "same-origin"
	switch class {
	case classEmbed:
		policy, resource = contentPolicy+embedders, "cross-origin"
	case classData:
		policy, resource = dataPolicy, "cross-origin"
		lines = append(lines,
			newHeaderLine("Access-Control-Allow-Origin", "*"),
			newHeaderLine("Access-Control-Expose-Headers", "ETag"))
	}
	if class != classData {
		lines = append(lines,
			newHeaderLine("Referrer-Policy", "same-origin"),
			newHeaderLine("Permissions-Policy", "geolocation=(self), camera=(), microphone=()"))
	}
	return append(lines,
		newHeaderLine("Content-Security-Policy", policy),
		newHeaderLine("Cross-Origin-Resource-Policy", resource))
}

// secure sets the headers that an answer of a class carries.
func (s *Server) secure(h http.Header, class class) {
	for _, line := range s.security[class] {
		line.set(h)
	}
}

// secured sets the headers that every response carries, before anything can fail.
func (s *Server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.secure(w.Header(), classOf(r.URL.Path))
		next.ServeHTTP(w, r)
	})
}
