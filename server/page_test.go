package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// every is each kind of page, in a state that shows most of it.
var every = []string{
	"/", "/?layer=income&area=E01000003&kinds=library,candidate&sort=-income&page=2", "/?layer=hotspot&kinds=", "/?layer=distance_library&area=E05000001",
	"/areas/E01000003", "/areas/E01000078", "/areas/lsoa21:E01000001", "/areas/E05000005", "/sites/libraries-1", "/sites/libraries-2", "/sites/halls-1",
	"/hotspots", "/?layer=hotspot_bin", "/?layer=lisa", "/targets", "/siting", "/siting?sites=2", "/siting?parent=E05000005", "/gaps", "/gaps?kind=library&beyond=1600&parent=E05000001", "/method", "/accessibility", "/search?q=testford", "/search?q=%3Cb%3Enothing", "/search",
	"/embed/v1/map?layer=income&area=E01000003",
}

func TestPagesAreSound(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	for _, path := range every {
		t.Run(path, func(t *testing.T) {
			w := get(t, h, path)
			if w.Code != http.StatusOK {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			if w.Header().Get("Set-Cookie") != "" {
				t.Error("it sets a cookie")
			}
			checkDocument(t, w.Body.Bytes())
		})
	}
}

func TestProblemsAreSoundPages(t *testing.T) {
	h := newPageServer(t, district{8, 8})
	for _, path := range []string{
		"/nowhere", "/areas/E99", "/sites/none", "/?layer=%3Cscript%3Ealert(1)%3C/script%3E", "/?area=nowhere",
		"/gaps?kind=none", "/siting?parent=E01000001", "/siting?parent=nowhere", "/gaps?parent=E01000001", "/embed/v1/map?layer=none",
	} {
		t.Run(path, func(t *testing.T) {
			w := get(t, h, path)
			if w.Code != http.StatusNotFound {
				t.Errorf("status %d, want 404", w.Code)
			}
			checkDocument(t, w.Body.Bytes())
		})
	}
}

func TestHomeSaysWhatTheMapShows(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	page := get(t, h, "/?layer=income").Body.Bytes()
	tests := []struct{ id, want string }{
		{"summary", "Low income runs from"},
		{"legend", "Per cent; higher is worse"},
		{"legend", "No data 1 not published, 1 withheld by the publisher 2 neighbourhoods"},
		{"legend", "Source: Invented Statistics"},
		{"panel", "Target areas"},
		{"table", "1 to 50 of 144 neighbourhoods"},
		{"picture-desc", "Highest: Testford"},
		{"picture-desc", "2 neighbourhoods without data."},
	}
	for _, test := range tests {
		if got := words(byID(t, page, test.id)); !strings.Contains(got, test.want) {
			t.Errorf("#%s does not say %q; it says %q", test.id, test.want, got)
		}
	}
}

func TestTableSortsAndGivesReasons(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	tests := []struct {
		name, path  string
		first, last string // what the first and the last row must say
	}{
		{"worst first", "/?layer=income", "Hotspot", "Withheld"},
		{"lowest first, and still no value last", "/?layer=income&sort=income", "Coldspot", "No figure published"},
		{"by name", "/?sort=name", "</title>", "Testford 036D"},
		{"an unknown column", "/?sort=nothing", "</title>", "Testford 036D"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			first := rowsOf(t, h, test.path)[0]
			rows := rowsOf(t, h, test.path+"&page=3")
			last := rows[len(rows)-2] + rows[len(rows)-1]
			if !strings.Contains(first, test.first) || !strings.Contains(last, test.last) {
				t.Errorf("first row %q, want %q; last rows %q, want %q", first, test.first, last, test.last)
			}
		})
	}
	if got := len(rowsOf(t, h, "/?page=99")); got != 44 {
		t.Errorf("a page beyond the last has %d rows, want the 44 of the last", got)
	}
}

func rowsOf(t *testing.T, h http.Handler, path string) []string {
	t.Helper()
	var rows []string
	for n := range byID(t, get(t, h, path).Body.Bytes(), "table").Descendants() {
		if n.Type == html.ElementNode && n.Data == "tr" && n.Parent.Data == "tbody" {
			rows = append(rows, words(n))
		}
	}
	return rows
}

func TestStateIsInTheURL(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	page := get(t, h, "/?layer=speed&area=E01000001&kinds=wifi&map=12/52.5/-1.9").Body.Bytes()
	var c mapConfig
	if err := json.Unmarshal([]byte(textOf(byID(t, page, "map-config"))), &c); err != nil {
		t.Fatal(err)
	}
	if c.Layer.ID != "speed" || c.Area != "E01000001" || c.View != "12/52.5/-1.9" || c.Embed {
		t.Errorf("the script is told layer %q, area %q, view %q, embed %v", c.Layer.ID, c.Area, c.View, c.Embed)
	}
	for _, k := range c.Kinds {
		if k.Shown != (k.Kind == "wifi") {
			t.Errorf("kind %s: shown %v", k.Kind, k.Shown)
		}
	}
	if classes := c.Layer.Classes; classes[0].Color != needRamp[len(needRamp)-1] {
		t.Errorf("higher speed is better, yet the slowest class has the colour %s", classes[0].Color)
	}
	if got := words(byID(t, page, "panel")); !strings.Contains(got, "Testford 001A") {
		t.Errorf("the panel shows %.80q", got)
	}
	closeLink := ""
	for n := range byID(t, page, "panel").Descendants() {
		if words(n) == "Close" && n.Data == "a" {
			closeLink = attribute(n, "href")
		}
	}
	if want := "/?layer=speed&kinds=wifi&map=12/52.5/-1.9"; closeLink != want {
		t.Errorf("closing the sheet leads to %q, want %q", closeLink, want)
	}
	if hidden := get(t, h, "/?kinds=").Body.String(); strings.Contains(hidden, `href="#site-`) {
		t.Error("no kinds were asked for, yet sites are drawn")
	}
}

func TestFragmentsAreWhatAScriptSwaps(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	fragment := get(t, h, "/?layer=speed&fragment=1").Body.Bytes()
	for _, id := range []string{"summary", "legend", "table", "map-picture"} {
		byID(t, fragment, id)
	}
	for _, absent := range []string{"<main", "map-config", "<header"} {
		if bytes.Contains(fragment, []byte(absent)) {
			t.Errorf("the fragment holds %s", absent)
		}
	}
	sheet := get(t, h, "/areas/E01000078?fragment=1").Body.String()
	if !strings.HasPrefix(sheet, `<article class="sheet" data-area="E01000078"`) || strings.Contains(sheet, "<h1") || !strings.Contains(sheet, "<h2") {
		t.Errorf("the sheet alone begins %.120q", sheet)
	}
}

// A figure of an older vintage says how it came to the area, one that was published for the area does not.
func TestConvertedFiguresSaySo(t *testing.T) {
	h := newPageServer(t, district{12, 8})
	for code, change := range map[string]string{"E01000077": "unchanged", "E01000078": "split 1→2", "E01000079": "merged 3→1", "E01000080": "complex 2→3"} {
		sheet := get(t, h, "/areas/"+code+"?fragment=1").Body.String()
		if !strings.Contains(sheet, "; converted from lsoa11, "+change+"<") || strings.Count(sheet, "converted") != 1 {
			t.Errorf("%s does not say once that its figure is converted, %s", code, change)
		}
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	h := newPageServer(t, district{12, 6})
	asked := map[string]bool{}
	for _, path := range every {
		w := get(t, h, path)
		if w.Code != http.StatusOK {
			continue // of areas that a smaller district does not have
		}
		root, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			href, _, _ := strings.Cut(attribute(n, "href"), "#")
			if n.Type != html.ElementNode || n.Data != "a" || !strings.HasPrefix(href, "/") || asked[href] {
				continue
			}
			asked[href] = true
			if code := get(t, h, href).Code; code != http.StatusOK && code != http.StatusFound {
				t.Errorf("%s links to %s (%q), which answers %d", path, href, textOf(n), code)
			}
		}
	}
	t.Logf("%d links", len(asked))
}

func TestHostileNamesStayText(t *testing.T) {
	h := newPageServer(t, district{8, 8})
	for _, path := range every {
		page := get(t, h, path).Body.String()
		for _, raw := range []string{hostileArea, hostileSite, `<script>alert`, `<img`} {
			if strings.Contains(page, raw) {
				t.Errorf("%s holds %q as it is", path, raw)
			}
		}
	}
}

func TestSearchLeadsOn(t *testing.T) {
	h := newPageServer(t, district{8, 8})
	w := get(t, h, "/search?q=E01000009")
	if w.Code < 300 || w.Code > 399 || w.Header().Get("Location") != "/?area=E01000009" {
		t.Errorf("one hit: status %d, location %q", w.Code, w.Header().Get("Location"))
	}
	page := get(t, h, "/search?q=%3Cb%3Enowhere").Body.String()
	if !strings.Contains(page, "Nothing found for “&lt;b&gt;nowhere”") || !strings.Contains(page, `value="&lt;b&gt;nowhere"`) {
		t.Error("a search without a hit does not say so, or loses what was typed")
	}
}

// homeBudget is what the page of a city of 659 small areas may weigh, compressed.
const homeBudget = 90_000

func TestHomeOfACityIsLight(t *testing.T) {
	page := get(t, newPageServer(t, district{26, 26}), "/").Body.Bytes()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(page)
	_ = w.Close()
	t.Logf("%d areas: %d bytes, %d compressed", 26*26, len(page), b.Len())
	if b.Len() > homeBudget {
		t.Errorf("the page is %d bytes compressed, budget %d", b.Len(), homeBudget)
	}
}
