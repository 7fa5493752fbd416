package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
	"hotspotmap/static"
)

// testham is a server of the district of releasetest.
type testham struct {
	*Server
	releases string
	holder   *release.Holder
	id       string
}

// newTestham serves the district with these options besides.
func newTestham(t testing.TB, options Options) testham {
	t.Helper()
	releases := t.TempDir()
	id := releasetest.Publish(t, releases, 0)
	holder := release.NewHolder(releases, slog.New(slog.DiscardHandler))
	t.Cleanup(holder.Close)
	check(t, holder.Refresh())
	options.Releases = holder
	options.Pages = static.Pages()
	options.AssetNames = map[string]string{"main.css": "main-1.css", "main.js": "main-1.js", "embed.js": "embed-1.js"}
	options.Assets = fstest.MapFS{
		"main-1.css": {Data: bytes.Repeat([]byte("a{}\n"), 1000)}, "main-1.js": {Data: []byte("1\n")}, "embed-1.js": {Data: []byte("2\n")},
		"meta.json": {Data: []byte("{}\n")},
	}
	s, err := New(options)
	check(t, err)
	return testham{Server: s, releases: releases, holder: holder, id: id}
}

// versioned is the path of something in the release.
func (s testham) versioned(path string) string { return "/releases/" + release.Short(s.id) + path }

// ask sends a request with headers, given as name and value in turn, and returns the answer.
func ask(t testing.TB, h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, path, nil)
	r.Host = "localhost:8080"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	h.ServeHTTP(w, r)
	return w
}

// decodeJSON reads an answer's body.
func decodeJSON[T any](t testing.TB, w *httptest.ResponseRecorder) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(w.Body.Bytes(), &value); err != nil {
		t.Fatalf("%v in %.200s", err, w.Body)
	}
	return value
}

func gunzip(t testing.TB, packed []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	check(t, err)
	content, err := io.ReadAll(z)
	check(t, err)
	return content
}
