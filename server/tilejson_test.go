package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func TestTileJSON(t *testing.T) {
	s := newTestham(t, Options{})
	for _, path := range []string{"/tiles/areas.json", s.versioned("/tiles/areas.json")} {
		doc := decodeJSON[tileJSON](t, ask(t, s.Handler(), "GET", path))
		if doc.TileJSON != "3.0.0" || doc.Scheme != "xyz" || doc.MinZoom != releasetest.MinZoom || doc.MaxZoom != releasetest.MaxZoom {
			t.Errorf("%+v", doc)
		}
		want := "http://localhost:8080/releases/" + release.Short(s.id) + "/tiles/areas/{z}/{x}/{y}.mvt"
		if len(doc.Tiles) != 1 || doc.Tiles[0] != want {
			t.Errorf("tiles %v: want %s", doc.Tiles, want)
		}
		if len(doc.VectorLayers) != 2 || doc.VectorLayers[0].ID != releasetest.Wards || doc.VectorLayers[0].Fields == nil {
			t.Errorf("layers %+v", doc.VectorLayers)
		}
		if strings.Contains(doc.Attribution, "<") {
			t.Errorf("attribution %q is HTML to clients: it must be escaped", doc.Attribution)
		}
		tile := strings.NewReplacer("http://localhost:8080", "", "{z}/{x}/{y}", releasetest.Home.String()).Replace(doc.Tiles[0])
		if w := ask(t, s.Handler(), "GET", tile); w.Code != 200 {
			t.Errorf("%s: status %d", tile, w.Code)
		}
	}
	for path, want := range map[string]string{
		"/tiles/hotspots.json":                      "Neighbourhoods. Zooms 11 to 12 lack income.",
		"/tiles/hotspots.json?columns=index,income": "Neighbourhoods",
	} {
		layer := decodeJSON[tileJSON](t, ask(t, s.Handler(), "GET", path)).VectorLayers[1]
		if layer.Fields["index"] != "Number" || layer.Description != want {
			t.Errorf("%s: %+v", path, layer)
		}
	}
}

func TestTileCatalogue(t *testing.T) {
	s := newTestham(t, Options{})
	doc := decodeJSON[tileCatalogue](t, ask(t, s.Handler(), "GET", "/tiles.json"))
	if len(doc.Tilesets) != 3 || doc.Release != release.Short(s.id) {
		t.Fatalf("%+v", doc)
	}
	for _, tileset := range doc.Tilesets {
		if w := ask(t, s.Handler(), "GET", strings.TrimPrefix(tileset.TileJSON, "http://localhost:8080")); w.Code != 200 {
			t.Errorf("%s: status %d", tileset.TileJSON, w.Code)
		}
	}
}

// TestLinksDoNotRepeatWhatAnyoneMaySend holds that a Host header comes back only when it is this machine or was allowed.
func TestLinksDoNotRepeatWhatAnyoneMaySend(t *testing.T) {
	tests := map[string]struct {
		options Options
		host    string
		want    string
	}{
		"this machine":              {Options{}, "localhost:8080", "http://localhost:8080/x"},
		"this machine without port": {Options{}, "localhost", "http://localhost/x"},
		"IPv4":                      {Options{}, "127.0.0.1:9", "http://127.0.0.1:9/x"},
		"IPv6":                      {Options{}, "[::1]:8080", "http://[::1]:8080/x"},
		"a stranger":                {Options{}, "evil.example", "/x"},
		"a stranger that begins so": {Options{}, "localhost.evil.example", "/x"},
		"a strange port":            {Options{}, "localhost:80\"><", "/x"},
		"no host":                   {Options{}, "", "/x"},
		"another machine":           {Options{}, "192.0.2.1", "/x"},
		"public":                    {Options{PublicURL: "https://maps.example.org"}, "evil.example", "https://maps.example.org/x"},
		"public below a path":       {Options{PublicURL: "https://example.org/maps/"}, "localhost", "https://example.org/maps/x"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newTestham(t, test.options)
			r := httptest.NewRequest(http.MethodGet, "/tiles.json", nil)
			r.Host = test.host
			r.Header.Set("X-Forwarded-Host", "evil.example")
			r.Header.Set("X-Forwarded-Proto", "https")
			r.Header.Set("Forwarded", "host=evil.example")
			if got := s.absolute(r, "/x"); got != test.want {
				t.Errorf("got %s: want %s", got, test.want)
			}
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			if strings.Contains(w.Body.String(), "evil.example") {
				t.Errorf("a stranger's host is in the answer: %s", w.Body)
			}
		})
	}
}

func TestOptionsThatCannotBeUsed(t *testing.T) {
	holder := newTestham(t, Options{}).holder
	tests := map[string]Options{
		"no releases":             {},
		"a public URL by halves":  {Releases: holder, PublicURL: "maps.example.org"},
		"a public URL with query": {Releases: holder, PublicURL: "https://maps.example.org/?x"},
		"another scheme":          {Releases: holder, PublicURL: "ftp://maps.example.org"},
		"a framer with a path":    {Releases: holder, FrameAncestors: []string{"https://x.example/path"}},
		"a framer and more":       {Releases: holder, FrameAncestors: []string{"https://x.example; script-src *"}},
		"a framer without scheme": {Releases: holder, FrameAncestors: []string{"x.example"}},
	}
	for name, options := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := New(options); err == nil {
				t.Error("accepted")
			}
		})
	}
}
