package server

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// requestTimeout is how long a handler may take to begin its answer.
const requestTimeout = 10 * time.Second

// noted is what the log says of a request. It has no room for who asked or what they searched for.
type noted struct {
	route   string // pattern, or empty when none matched
	release string
}

type notedKey struct{}

// noteOf returns the note of a request, to be filled in.
func noteOf(r *http.Request) *noted {
	if n, ok := r.Context().Value(notedKey{}).(*noted); ok {
		return n
	}
	return &noted{}
}

// observed limits a request's time and logs its outcome.
func (s *Server) observed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		note := &noted{}
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), notedKey{}, note), requestTimeout)
		defer cancel()
		counted := &countingWriter{ResponseWriter: w}
		defer func() { s.logRequest(r, note, counted, start) }()
		next.ServeHTTP(counted, r.WithContext(ctx))
	})
}

// logRequest logs the outcome of a request that came at start.
func (s *Server) logRequest(r *http.Request, note *noted, counted *countingWriter, start time.Time) {
	level := slog.LevelInfo
	if strings.HasSuffix(note.route, ".mvt") && counted.status < http.StatusBadRequest {
		level = slog.LevelDebug // a page view is dozens of tiles
	}
	if !s.log.Enabled(r.Context(), level) {
		return
	}
	s.log.LogAttrs(r.Context(), level, "request",
		slog.String("method", knownMethod(r.Method)), slog.String("route", note.route), slog.Int("status", counted.status),
		slog.Int64("bytes", counted.bytes), slog.Duration("took", time.Since(start)), slog.String("release", note.release))
}

// knownMethod keeps what a client invents out of the log.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return method
	}
	return "other"
}

// countingWriter remembers the status and counts the bytes.
type countingWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *countingWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *countingWriter) Write(content []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(content)
	w.bytes += int64(n)
	return n, err
}
