package server

import (
	"fmt"
	"net/http"
)

// Problem is an answer that is not the one asked for, in the words of RFC 9457. Handlers return it as an error; data
// routes send it as application/problem+json, pages as a page.
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
