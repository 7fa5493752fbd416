package server

import (
	"bytes"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hotspotmap/data/release/releasetest"
)

// TestPlainTilesAreAnsweredAsTheirRoutesWould compares every answer, and what the log says of it, with and without the short way.
func TestPlainTilesAreAnsweredAsTheirRoutesWould(t *testing.T) {
	var log bytes.Buffer
	s := newTestham(t, Options{
		PublicURL: "https://maps.example.org", Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	routed, err := s.router(s.routes())
	check(t, err)
	long := s.observed(s.secured(routed))
	listening := overTheWire(t, newTestham(t, Options{PublicURL: "https://maps.example.org"}).Server)
	varying := regexp.MustCompile(`time=\S+ |took=\S+ `)
	said := func() string {
		defer log.Reset()
		return varying.ReplaceAllString(log.String(), "")
	}
	said()
	home := releasetest.Home.String() + ".mvt"
	for _, path := range []string{
		fullTile, emptyTile, outsideTile, "/hotspots/" + home, "/sites/" + home, "/roads/" + home, "/" + home, "//" + home, "/areas//" + home,
		fullTile + "?", fullTile + "?columns=index", joined(fullTile) + "?columns=index", joined(fullTile) + "?columns=none",
		joined(outsideTile) + "?columns=index", joined(emptyTile) + "?columns=index", "/%61reas/" + home, "/areas/012/2026/1344.mvt",
		"/areas/12/2026/1344", "/areas/12/2026/1344.mvt/", "/areas/12/2026/1344.mvt.mvt", "/areas/12/2026/", "/areas/99/0/0.mvt",
	} {
		for _, prefix := range []string{"/tiles", s.versioned("/tiles"), "/releases//tiles", "/releases/tiles", "/releases/" + s.id + "/tiles", "/releases/0000000000000000/tiles", "/releases" + s.versioned("/tiles")} {
			tag := ask(t, long, "GET", prefix+path, "Accept-Encoding", "gzip").Header().Get("ETag")
			said()
			for _, method := range []string{"GET", "HEAD", "OPTIONS", "POST"} {
				for _, headers := range [][]string{nil, {"Accept-Encoding", "gzip"}, {"Accept-Encoding", "gzip", "If-None-Match", tag}} {
					got, gotLog := ask(t, s.Handler(), method, prefix+path, headers...), said()
					want, wantLog := ask(t, long, method, prefix+path, headers...), said()
					if got.Code != want.Code || !bytes.Equal(got.Body.Bytes(), want.Body.Bytes()) || !maps.EqualFunc(got.Header(), want.Header(), slices.Equal) {
						t.Errorf("%s %s %v: %d %v, want %d %v", method, prefix+path, headers, got.Code, got.Header(), want.Code, want.Header())
					}
					wired := ask(t, listening, method, prefix+path, headers...)
					if wired.Code != want.Code || !bytes.Equal(wired.Body.Bytes(), want.Body.Bytes()) || !maps.EqualFunc(wired.Header(), want.Header(), slices.Equal) {
						t.Errorf("%s %s %v over the wire: %d %v, want %d %v", method, prefix+path, headers, wired.Code, wired.Header(), want.Code, want.Header())
					}
					if gotLog != wantLog {
						t.Errorf("%s %s: the log says\n%swant\n%s", method, prefix+path, gotLog, wantLog)
					}
				}
			}
		}
	}
}

// TestAPanicOverAPlainTileIsAnsweredAsItsRouteWould has tiles that cannot be read for a fault of the program.
func TestAPanicOverAPlainTileIsAnsweredAsItsRouteWould(t *testing.T) {
	var log bytes.Buffer
	s := newTestham(t, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	s.buffers.New = func() any { panic("secret of the code") }
	routed, err := s.router(s.routes())
	check(t, err)
	varying := regexp.MustCompile(`time=\S+ |took=\S+ |stack=".*"`)
	said := func() string {
		defer log.Reset()
		return varying.ReplaceAllString(log.String(), "")
	}
	for _, path := range []string{"/tiles" + fullTile, s.versioned("/tiles") + fullTile} {
		got, gotLog := ask(t, s.Handler(), "GET", path), said()
		want, wantLog := ask(t, s.observed(s.secured(routed)), "GET", path), said()
		if got.Code != 500 || got.Body.String() != want.Body.String() || !maps.EqualFunc(got.Header(), want.Header(), slices.Equal) {
			t.Errorf("%s: %d %v %s, want %v %s", path, got.Code, got.Header(), got.Body, want.Header(), want.Body)
		}
		if gotLog != wantLog || !strings.Contains(gotLog, "secret") {
			t.Errorf("%s: the log says\n%swant\n%s", path, gotLog, wantLog)
		}
	}
}

// TestHeadersAreNotSharedByAnswers holds that what one answer does to its headers no other answer shows.
func TestHeadersAreNotSharedByAnswers(t *testing.T) {
	s := newTestham(t, Options{})
	first := ask(t, s.Handler(), "GET", "/tiles"+fullTile).Header()
	before := strings.Join(first.Values("Vary"), ",")
	first.Add("Vary", "Origin")
	first.Set("Content-Security-Policy", "none")
	second := ask(t, s.Handler(), "GET", "/tiles"+fullTile).Header()
	if got := strings.Join(second.Values("Vary"), ","); got != before || second.Get("Content-Security-Policy") == "none" {
		t.Errorf("%v", second)
	}
}
