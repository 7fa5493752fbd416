package server

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hotspotmap/data/release/releasetest"
	"hotspotmap/tiles/mvt"
)

// Paths of tiles of each outcome, below /tiles or the release's /tiles.
var (
	fullTile    = "/areas/" + releasetest.Home.String() + ".mvt"
	emptyTile   = fmt.Sprintf("/areas/%d/%d/%d.mvt", releasetest.Home.Z, releasetest.Home.X+1, releasetest.Home.Y)
	outsideTile = fmt.Sprintf("/areas/%d/%d/%d.mvt", releasetest.Home.Z, releasetest.Home.X+2, releasetest.Home.Y)
)

// TestTileMatrix asks for tiles, stored and joined, in every combination of encoding, condition, method, address and status.
func TestTileMatrix(t *testing.T) {
	s := newTestham(t, Options{})
	listening := overTheWire(t, s.Server)
	encodings := map[string]bool{ // Accept-Encoding → is gzip sent
		"(none)": false, "": false, "identity": false, "gzip": true, "GZIP": true, "x-gzip": true, "br": false, "zstd": false,
		"gzip;q=0": false, "gzip;q=0.001": true, "*": true, "*;q=0": false, "gzip;q=0, *": false, "br, gzip": true,
		"deflate, gzip;q=1.0, *;q=0.5": true, "identity, gzip;q=0.5": false, "gzip;q=nonsense": true, "identity;q=0": false,
	}
	conditions := []struct {
		name  string
		value func(own, other string) string
		match bool
	}{
		{"no condition", func(own, other string) string { return "" }, false},
		{"its tag", func(own, other string) string { return own }, true},
		{"its tag weakened", func(own, other string) string { return "W/" + own }, true},
		{"in a list", func(own, other string) string { return `"x", W/"y",` + own + ` , "z"` }, true},
		{"anything", func(own, other string) string { return "*" }, true},
		{"the other encoding's", func(own, other string) string { return other }, false},
		{"another", func(own, other string) string { return `"abc"` }, false},
		{"without quotes", func(own, other string) string { return strings.Trim(own, `"`) }, false},
		{"not closed", func(own, other string) string { return strings.TrimSuffix(own, `"`) }, false},
		{"nonsense", func(own, other string) string { return `,,W/,"` }, false},
	}
	paths := map[string]int{ // path → status without a condition
		fullTile: 200, joined(fullTile) + "?columns=" + joinedColumns: 200, emptyTile: 204, joined(emptyTile) + "?columns=index": 204,
		outsideTile: 404, joined(outsideTile) + "?columns=index": 404, fullTile + "?columns=index": 400, joined(fullTile) + "?columns=none": 400,
	}
	addresses := map[string]string{"/tiles": "no-cache", s.versioned("/tiles"): "public, max-age=31536000, immutable"}
	for address, cache := range addresses {
		for tile, status := range paths {
			path := address + tile
			plain, packed := ask(t, s.Handler(), "GET", path), ask(t, s.Handler(), "GET", path, "Accept-Encoding", "gzip")
			tagPlain, tagPacked := plain.Header().Get("ETag"), packed.Header().Get("ETag")
			if status == 200 {
				if tagPlain == tagPacked || !strings.HasPrefix(tagPlain, `"`) || !strings.HasPrefix(tagPacked, `"`) {
					t.Fatalf("%s: tags %s and %s: want two strong ones", path, tagPlain, tagPacked)
				}
				if !bytes.Equal(gunzip(t, packed.Body.Bytes()), plain.Body.Bytes()) {
					t.Fatalf("%s: packed and plain are two tiles", path)
				}
			}
			for encoding, sent := range encodings {
				for _, c := range conditions {
					for _, method := range []string{"GET", "HEAD"} {
						t.Run(strings.Join([]string{path, encoding, c.name, method}, "|"), func(t *testing.T) {
							want := wantTile{status: status, method: method, tag: tagPlain, content: plain.Body.Bytes(), cache: cache}
							other := tagPacked
							if sent {
								want.packed, want.tag, want.content, other = true, tagPacked, packed.Body.Bytes(), tagPlain
							}
							if status == 200 && c.match {
								want.status = 304
							}
							var headers []string
							if encoding != "(none)" {
								headers = append(headers, "Accept-Encoding", encoding)
							}
							if value := c.value(want.tag, other); value != "" {
								headers = append(headers, "If-None-Match", value)
							}
							for _, h := range []http.Handler{s.Handler(), listening} {
								expectTile(t, ask(t, h, method, path, headers...), want)
							}
						})
					}
				}
			}
		}
	}
}

// joined is the path of the same tile of the tileset that is joined on request.
func joined(tile string) string { return strings.Replace(tile, "/areas/", "/hotspots/", 1) }

type wantTile struct {
	status     int
	method     string
	content    []byte
	packed     bool
	tag, cache string
}

// expectTile checks status, body and every header that a cache or a client goes by.
func expectTile(t *testing.T, w *httptest.ResponseRecorder, want wantTile) {
	t.Helper()
	headers := map[string]string{
		"ETag": "", "Cache-Control": want.cache, "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "*",
		"Content-Type": "", "Content-Encoding": "", "Content-Length": "",
	}
	body := want.content
	switch want.status {
	case http.StatusOK:
		headers["ETag"], headers["Content-Type"] = want.tag, "application/vnd.mapbox-vector-tile"
		headers["Content-Length"] = fmt.Sprint(len(want.content))
		if want.packed {
			headers["Content-Encoding"] = "gzip"
		}
	case http.StatusNotModified:
		headers["ETag"], body = want.tag, nil
	case http.StatusNoContent:
		body = nil
	default:
		headers["Cache-Control"], headers["Content-Type"] = "no-cache", "application/problem+json"
		headers["Content-Length"] = fmt.Sprint(len(want.content))
	}
	if want.method == "HEAD" {
		body = nil
	}
	if w.Code != want.status {
		t.Errorf("status %d: want %d", w.Code, want.status)
	}
	if !bytes.Equal(w.Body.Bytes(), body) {
		t.Errorf("body of %d bytes: want %d", w.Body.Len(), len(body))
	}
	for name, value := range headers {
		if got := w.Header().Get(name); got != value {
			t.Errorf("%s is %q: want %q", name, got, value)
		}
	}
}

// TestTilesAreSentAsStored holds that packed tiles are the archive's bytes.
func TestTilesAreSentAsStored(t *testing.T) {
	s := newTestham(t, Options{})
	rel, letGo := s.holder.Acquire()
	defer letGo()
	stored, err := rel.Tile(t.Context(), "areas", releasetest.Home)
	check(t, err)
	if sent := ask(t, s.Handler(), "GET", "/tiles"+fullTile, "Accept-Encoding", "gzip").Body.Bytes(); !bytes.Equal(sent, stored) {
		t.Errorf("%d bytes sent, %d stored", len(sent), len(stored))
	}
}

func TestWhereThereIsNoTile(t *testing.T) {
	s := newTestham(t, Options{})
	tests := map[string]struct {
		path   string
		status int
	}{
		"empty, inside":           {emptyTile, 204},
		"outside the bounds":      {outsideTile, 404},
		"above the zooms":         {"/areas/4/7/5.mvt", 404},
		"below the zooms":         {"/areas/13/4052/2688.mvt", 404},
		"beyond the world":        {"/areas/12/4096/0.mvt", 404},
		"a zoom of 99":            {"/areas/99/0/0.mvt", 404},
		"an endless number":       {"/areas/12/99999999999999999999/0.mvt", 400},
		"a sign":                  {"/areas/12/+2026/1344.mvt", 400},
		"a negative number":       {"/areas/12/-1/1344.mvt", 400},
		"a leading zero":          {"/areas/012/2026/1344.mvt", 400},
		"a fraction":              {"/areas/12/2026.0/1344.mvt", 400},
		"an encoded digit":        {"/areas/%31%32/2026/1344.mvt", 400},
		"hexadecimal":             {"/areas/0xC/2026/1344.mvt", 400},
		"another script's digits": {"/areas/12/2026/%D9%A1.mvt", 400},
		"no extension":            {"/areas/12/2026/1344", 404},
		"another extension":       {"/areas/12/2026/1344.pbf", 404},
		"an unknown tileset":      {"/roads/12/2026/1344.mvt", 404},
		"a way upwards":           {"/..%2Fareas/12/2026/1344.mvt", 404},
		"a query":                 {fullTile + "?v=1", 400},
		"another query":           {emptyTile + "?cachebuster", 400},
	}
	for name, test := range tests {
		for _, prefix := range []string{"/tiles", s.versioned("/tiles")} {
			t.Run(name, func(t *testing.T) {
				w := ask(t, s.Handler(), "GET", prefix+test.path, "Accept-Encoding", "gzip")
				if w.Code != test.status {
					t.Fatalf("status %d: want %d; %s", w.Code, test.status, w.Body)
				}
				if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Vary") != "Accept-Encoding" {
					t.Errorf("headers %v", w.Header())
				}
				if test.status == 204 {
					if w.Body.Len() > 0 || w.Header().Get("Content-Type") != "" || w.Header().Get("Content-Encoding") != "" {
						t.Errorf("a 204 with a body, a type or an encoding: %v", w.Header())
					}
					return
				}
				problem := decodeJSON[Problem](t, w)
				if w.Header().Get("Content-Type") != "application/problem+json" || problem.Status != test.status || problem.Hint == "" {
					t.Errorf("problem %+v as %s", problem, w.Header().Get("Content-Type"))
				}
			})
		}
	}
}

func TestTilesOfAnUnknownReleaseAreNotAnother(t *testing.T) {
	s := newTestham(t, Options{})
	for _, id := range []string{"0000000000000000", s.id, s.id[:15], "current", "..%2F" + s.id} {
		if w := ask(t, s.Handler(), "GET", "/releases/"+id+"/tiles"+fullTile); w.Code != 404 {
			t.Errorf("%s: status %d", id, w.Code)
		}
	}
}

func TestTilesDecode(t *testing.T) {
	s := newTestham(t, Options{})
	for tileset, want := range map[string]int{"areas": 9, "hotspots": 9, "sites": 4} {
		w := ask(t, s.Handler(), "GET", "/tiles/"+tileset+"/"+releasetest.Home.String()+".mvt")
		layers, err := mvt.Decode(w.Body.Bytes())
		if err != nil || len(layers) != 1 || len(layers[0].Features) != want {
			t.Errorf("%s: %v, %d layers", tileset, err, len(layers))
		}
	}
}

func TestMethods(t *testing.T) {
	s := newTestham(t, Options{})
	for _, path := range []string{"/tiles" + fullTile, "/tiles.json", "/api/v1/map", "/readyz", "/", "/assets/main-1.js"} {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"} {
			w := ask(t, s.Handler(), method, path)
			if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" {
				t.Errorf("%s %s: %d, Allow %q", method, path, w.Code, w.Header().Get("Allow"))
			}
		}
		w := ask(t, s.Handler(), "OPTIONS", path, "Origin", "https://x.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
		if w.Code != 204 || w.Body.Len() > 0 || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("OPTIONS %s: %d %v", path, w.Code, w.Header())
		}
		preflight := w.Header().Get("Access-Control-Allow-Methods") != "" && w.Header().Get("Access-Control-Allow-Origin") == "*"
		if preflight != (classOf(path) == classData) {
			t.Errorf("OPTIONS %s: preflight answered is %v", path, preflight)
		}
	}
}
