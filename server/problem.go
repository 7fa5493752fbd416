package server

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Problem is an answer that is not the one asked for, in the words of RFC 9457. Handlers return it as an error; programs
// get it as application/problem+json, people as a page.
type Problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
	Hint   string `json:"hint,omitempty"` // what to do next

	cause error // logged, never shown
}

func (p *Problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Title, p.Detail) }

// Unwrap returns what went wrong inside, which visitors are not told.
func (p *Problem) Unwrap() error { return p.cause }

// notFound says that the release holds no such thing.
func notFound(hint, format string, args ...any) *Problem {
	return &Problem{Status: http.StatusNotFound, Title: "Not found", Detail: fmt.Sprintf(format, args...), Hint: hint}
}

// badRequest says that the request cannot be understood.
func badRequest(hint, format string, args ...any) *Problem {
	return &Problem{Status: http.StatusBadRequest, Title: "Bad request", Detail: fmt.Sprintf(format, args...), Hint: hint}
}

// internalError says that the fault is ours.
func internalError(cause error) *Problem {
	return &Problem{
		Status: http.StatusInternalServerError, Title: "Something went wrong here", cause: cause,
		Detail: "The server could not answer. The fault has been logged.", Hint: "Try again; if it stays, tell whoever runs this map.",
	}
}

// writeProblem sends a problem in the form of the path's class.
func (s *Server) writeProblem(w http.ResponseWriter, r *http.Request, p *Problem) {
	b := body{Status: p.Status, Cache: cacheRevalidate}
	if p.Status >= http.StatusInternalServerError {
		b.Cache = cacheNever
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	if c := classOf(r.URL.Path); s.pages != nil && (c == classPage || c == classEmbed) {
		b.Type, b.Content = typeHTML, s.problemPage(r, p)
	} else {
		b.Type = typeProblem
		b.Content, _ = json.Marshal(p) // strings and a number: it cannot fail
	}
	if err := s.respond(w, r, b); err != nil {
		s.log.Debug("problem not delivered", "error", err)
	}
}
