package server

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
)

// discard is an answer that nobody reads.
type discard struct{ header http.Header }

func (d discard) Header() http.Header               { return d.header }
func (d discard) Write(content []byte) (int, error) { return len(content), nil }
func (d discard) WriteHeader(int)                   {}

// BenchmarkTile is what a tile costs this package: everything but the connection.
func BenchmarkTile(b *testing.B) {
	s := newTestham(b, Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	tag := ask(b, s.Handler(), "GET", s.versioned("/tiles"+fullTile), "Accept-Encoding", "gzip").Header().Get("ETag")
	for _, request := range []struct{ name, header, value string }{
		{"200", "User-Agent", "bench"},
		{"304", "If-None-Match", tag},
	} {
		b.Run(request.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", s.versioned("/tiles"+fullTile), nil)
			r.Header.Set("Accept-Encoding", "gzip")
			r.Header.Set(request.header, request.value)
			b.ReportAllocs()
			for b.Loop() {
				s.Handler().ServeHTTP(discard{http.Header{}}, r)
			}
		})
	}
}
