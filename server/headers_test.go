package server

import (
	"flag"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

var update = flag.Bool("update", false, "rewrite the files of expected answers")

// examples are values for the parameters of every route.
var examples = map[string]string{
	"{tileset}": "areas", "{z}": fmt.Sprint(releasetest.Home.Z), "{x}": fmt.Sprint(releasetest.Home.X), "{y}": fmt.Sprint(releasetest.Home.Y),
	"{geography}": releasetest.SmallAreas, "{columns}": "index,hotspot", "{column}": "income", "{name}": "main-1.css", "{id}": "libraries-1",
}

// example is a path of a route.
func (s testham) example(pattern string) string {
	path := strings.ReplaceAll(pattern, "{release}", release.Short(s.id))
	path = strings.ReplaceAll(path, "{code}", "E01000009")
	for name, value := range examples {
		path = strings.ReplaceAll(path, name, value)
	}
	if pattern == "/oembed" {
		path += "?url=" + s.options.PublicURL + "/"
	}
	return path
}

// TestHeadersOfEveryRoute compares the headers of each route, and of each way to fail, with a file that a person has read.
func TestHeadersOfEveryRoute(t *testing.T) {
	s := newTestham(t, Options{PublicURL: "https://maps.example.org", FrameAncestors: []string{"https://www.example.org", "https://intranet.example.org"}})
	var patterns []string
	for _, rt := range s.routes() {
		patterns = append(patterns, rt.Pattern)
	}
	slices.Sort(patterns)
	routesWith := map[string][]string{} // headers → routes, so that the file can be read
	record := func(title, path string) {
		w := ask(t, s.Handler(), "GET", path, "Accept-Encoding", "gzip")
		headers := strings.ReplaceAll(headersOf(w), release.Short(s.id), "{release}")
		routesWith[headers] = append(routesWith[headers], fmt.Sprintf("%d %s", w.Code, title))
	}
	for _, pattern := range patterns {
		record(pattern, s.example(pattern))
	}
	for _, failing := range []string{"/nowhere", "/areas/E99", "/embed/v1/nothing", "/api/v1/nothing", "/tiles/areas/0/0/0.mvt", "/tiles/areas/x/0/0.mvt", "/assets/none.js"} {
		record(failing, failing)
	}
	var groups []string
	for headers, routes := range routesWith {
		groups = append(groups, strings.Join(routes, "\n")+"\n"+headers)
	}
	slices.Sort(groups)
	got := strings.Join(groups, "\n")
	const golden = "testdata/headers.txt"
	if *update {
		check(t, os.MkdirAll("testdata", 0o755))
		check(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	check(t, err)
	wanted, given := strings.Split(string(want), "\n\n"), strings.Split(got, "\n\n")
	for i := range max(len(wanted), len(given)) {
		switch {
		case i >= len(given):
			t.Errorf("gone:\n%s", wanted[i])
		case i >= len(wanted):
			t.Errorf("new:\n%s", given[i])
		case wanted[i] != given[i]:
			t.Errorf("got\n%s\nwant\n%s", given[i], wanted[i])
		}
	}
	if t.Failed() {
		t.Log("when the change is meant: go test ./server -run TestHeadersOfEveryRoute -update, and read the difference")
	}
}

// headersOf writes the headers of an answer, but for those that vary with the content, in order.
func headersOf(w *httptest.ResponseRecorder) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(w.Header())) {
		value := strings.Join(w.Header()[name], " | ")
		switch name {
		case "Etag":
			value = "…"
		case "Content-Length":
			continue
		case "Content-Disposition":
			value, _, _ = strings.Cut(value, ";")
		}
		fmt.Fprintf(&b, "    %s: %s\n", name, value)
	}
	return b.String()
}

// TestOnlyEmbedsMayBeFramed states what the file above must never lose.
func TestOnlyEmbedsMayBeFramed(t *testing.T) {
	s := newTestham(t, Options{})
	for _, rt := range s.routes() {
		policy := ask(t, s.Handler(), "GET", s.example(rt.Pattern)).Header().Get("Content-Security-Policy")
		want := "frame-ancestors 'self'"
		switch classOf(rt.Pattern) {
		case classEmbed:
			want = "frame-ancestors *"
		case classData:
			want = "frame-ancestors 'none'"
		}
		if !strings.HasSuffix(policy, want) || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %s", rt.Pattern, policy)
		}
	}
}

func TestNothingSetsACookie(t *testing.T) {
	s := newTestham(t, Options{})
	for _, rt := range s.routes() {
		w := ask(t, s.Handler(), "GET", s.example(rt.Pattern))
		if w.Header().Get("Set-Cookie") != "" || w.Header().Get("Server") != "" || w.Header().Get("X-Powered-By") != "" {
			t.Errorf("%s: %v", rt.Pattern, w.Header())
		}
	}
}
