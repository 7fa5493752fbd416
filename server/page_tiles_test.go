package server

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"hotspotmap/data/release/releasetest"
)

func TestTilesPage(t *testing.T) {
	s := newTestham(t, Options{})
	w := get(t, s.Handler(), "/tiles")
	if w.Code != 200 {
		t.Fatalf("status %d", w.Code)
	}
	checkDocument(t, w.Body.Bytes())
	page := words(byID(t, w.Body.Bytes(), "main"))
	for _, want := range []string{
		"hotspotslsoa21Neighbourhoods11–122", "areaslsoa21Neighbourhoods11–120", "hotspots, lsoa21code, index. Zooms 11 to 12 lack income.", "some attributes are left out",
		"Distance to the nearest library distance_library", // can be joined
		`url: "http://localhost:8080/tiles/hotspots.json" }`, `"source-layer": "lsoa21", filter: ["has", "index"]`,
		"http://localhost:8080/tiles/hotspots/{z}/{x}/{y}.mvt", "zooms from 10 to 12",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, page)
		}
	}
	// Every address on it leads somewhere.
	for _, address := range regexp.MustCompile(`http://localhost:8080(/[^"' ]*)`).FindAllStringSubmatch(page, -1) {
		path := strings.ReplaceAll(address[1], "{z}/{x}/{y}", releasetest.Home.String())
		if w := get(t, s.Handler(), path); w.Code != 200 && w.Code != 302 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

func TestTilesPageWithColumns(t *testing.T) {
	s := newTestham(t, Options{})
	for name, query := range map[string]string{
		"ticked": "?columns=rank&columns=income", "in one": "?columns=income,rank", "and from a mail program": "?columns=income&columns=rank&utm_source=mail",
	} {
		t.Run(name, func(t *testing.T) {
			w := get(t, s.Handler(), "/tiles"+query)
			page := words(byID(t, w.Body.Bytes(), "main"))
			for _, want := range []string{"With rank and income.", "/tiles/hotspots.json?columns=rank,income", "{y}.mvt?columns=rank,income"} {
				if !strings.Contains(page, want) {
					t.Errorf("the page lacks %q: %s", want, page)
				}
			}
			if ticked := strings.Count(w.Body.String(), " checked>"); ticked != 2 {
				t.Errorf("%d columns are ticked, want 2", ticked)
			}
		})
	}
	for columns, filter := range map[string]string{"rank_high,income": `["has", "income"]`, "hotspot_share": `["has", "code"]`} { // what the tiles have, and can be coloured by
		if page := words(byID(t, get(t, s.Handler(), "/tiles?columns="+columns).Body.Bytes(), "main")); !strings.Contains(page, filter) {
			t.Errorf("%s: the page lacks %s: %s", columns, filter, page)
		}
	}
	if w := get(t, s.Handler(), "/tiles?columns=income2"); w.Code != 400 {
		t.Errorf("an unknown column: status %d", w.Code)
	}
}

func TestTilesPageForAnotherHost(t *testing.T) {
	s := newTestham(t, Options{})
	r := httptest.NewRequest(http.MethodGet, "/tiles", nil)
	r.Host = "evil.example"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if page := w.Body.String(); strings.Contains(page, "evil.example") || !strings.Contains(page, "Put the address of this server before") {
		t.Errorf("for a stranger's host: %s", page)
	}
	public := newTestham(t, Options{PublicURL: "https://maps.example.org"})
	if page := get(t, public.Handler(), "/tiles").Body.String(); !strings.Contains(page, "https://maps.example.org/tiles/hotspots/{z}") {
		t.Error("the page lacks the public address")
	}
}

func TestTilesPageWithoutTiles(t *testing.T) {
	w := get(t, newPageServer(t, district{w: 12, h: 8}), "/tiles")
	checkDocument(t, w.Body.Bytes())
	if page := words(byID(t, w.Body.Bytes(), "main")); page != "Vector tiles This release has no tiles." {
		t.Errorf("the page says %q", page)
	}
}
