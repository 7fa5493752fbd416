package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func FuzzIfNoneMatch(f *testing.F) {
	for _, line := range []string{`"a"`, `W/"a"`, `*`, `"x", W/"a"`, `"a`, `W/`, `,,"a",`, `"",""`} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if matches([]string{line}, `"a"`) && !strings.Contains(line, `"a"`) && !strings.Contains(line, "*") {
			t.Fatalf("%q matches \"a\"", line)
		}
	})
}

func FuzzAcceptEncoding(f *testing.F) {
	for _, line := range []string{"gzip", "gzip;q=0", "*;q=0.5", "identity;q=1, gzip;q=0.2", ";;,", "gzip;q=1e999"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		lower := strings.ToLower(line)
		if acceptsGzip([]string{line}) && !strings.Contains(lower, "gzip") && !strings.Contains(lower, "*") {
			t.Fatalf("%q is taken to accept gzip", line)
		}
	})
}

// FuzzPaths asks for any path: the answer is never a fault of ours.
func FuzzPaths(f *testing.F) {
	s := newTestham(f, Options{})
	for _, path := range []string{
		"/tiles/areas/12/2026/1344.mvt", "/releases/x/columns/lsoa21/index,index.bin", "/api/v1/columns/lsoa21/a.csv", "/areas/E01000001",
		"/?layer=income&area=E01000001&kinds=library,wifi&map=12/52/-1.9&page=2&sort=name", "/api/v1/search?q=%ff&limit=0", "/sites/libraries-1",
		"/gaps?kind=library&beyond=1600&parent=E05000001", "/oembed?url=http://localhost:8080/", "/assets/..%2fserver.go", "/embed/v1/map?layer=x",
	} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		r, err := http.NewRequest(http.MethodGet, "http://localhost"+path, nil)
		if err != nil || !strings.HasPrefix(path, "/") {
			t.Skip()
		}
		r.RequestURI = path
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%s: status %d: %s", path, w.Code, w.Body)
		}
		if w.Header().Get("Content-Security-Policy") == "" {
			t.Fatalf("%s: no security headers", path)
		}
	})
}
