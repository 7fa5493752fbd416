package server

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func TestAPIMapTellsColoursAndLinks(t *testing.T) {
	s := newTestham(t, Options{})
	w := ask(t, s.Handler(), "GET", "/api/v1/map")
	doc := decodeJSON[struct {
		Release, Title string
		Columns        []struct {
			ID, Geography string
			Classes       []struct{ Color, Label string }
		}
		Links map[string]string
		Files []any
	}](t, w)
	if doc.Release != release.Short(s.id) || doc.Title != releasetest.Title(0) || doc.Files != nil {
		t.Errorf("release %s, title %q, %d files", doc.Release, doc.Title, len(doc.Files))
	}
	index := doc.Columns[0]
	if index.ID != "index" || len(index.Classes) != 2 || index.Classes[0].Color == index.Classes[1].Color || !strings.HasPrefix(index.Classes[0].Color, "#") {
		t.Errorf("%+v", index)
	}
	fill := strings.NewReplacer("http://localhost:8080", "", "{geography}", "lsoa21", "{columns}", "index")
	for name, link := range doc.Links {
		if w := ask(t, s.Handler(), "GET", fill.Replace(link)); w.Code != 200 {
			t.Errorf("link %s, %s: status %d", name, link, w.Code)
		}
	}
}

func TestAPIColumnKeepsWhyThereIsNoValue(t *testing.T) {
	s := newTestham(t, Options{})
	doc := decodeJSON[struct {
		Codes  []string
		Values []*float64
		Flags  map[string]string
	}](t, ask(t, s.Handler(), "GET", "/api/v1/columns/lsoa21/income.json"))
	var got []string
	for i, code := range doc.Codes {
		if doc.Values[i] == nil {
			got = append(got, code+" "+doc.Flags[code])
		} else {
			got = append(got, fmt.Sprint(code, " ", *doc.Values[i]))
		}
	}
	want := []string{"E01000001 12.5", "E01000002 -1.5", "E01000003 missing", "E01000004 suppressed", "E01000005 not applicable", "E01000006 rejected",
		"E01000007 30", "E01000008 40", "E01000009 50.5"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// rows reads a CSV answer.
func rows(t *testing.T, s testham, path string) [][]string {
	t.Helper()
	w := ask(t, s.Handler(), "GET", path)
	if w.Code != 200 {
		t.Fatalf("%s: status %d: %s", path, w.Code, w.Body)
	}
	records, err := csv.NewReader(w.Body).ReadAll()
	check(t, err)
	return records
}

func TestAPIColumnsAsATable(t *testing.T) {
	s := newTestham(t, Options{})
	got := rows(t, s, "/api/v1/columns/lsoa21/index,income.csv")
	want := [][]string{
		{"code", "name", "index", "index_note", "income", "income_note"},
		{"E01000001", "Testham 001", "1.00", "", "12.5", ""},
		{"E01000002", "Testham 002", "2.00", "", "-1.5", ""},
		{"E01000003", "Testham 003", "3.00", "", "[x]", "not available"},
		{"E01000004", "Testham 004", "4.00", "", "[c]", "suppressed by the publisher"},
		{"E01000005", "Testham 005", "5.00", "", "[z]", "not applicable"},
		{"E01000006", "Testham 006", "6.00", "", "[x]", "not a number in the source"},
		{"E01000007", "Testham 007", "7.00", "", "30.0", ""},
	}
	if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if w := ask(t, s.Handler(), "GET", "/api/v1/columns/lsoa21/index.csv"); w.Header().Get("Content-Disposition") != `attachment; filename="lsoa21-index.csv"` {
		t.Errorf("Content-Disposition %s", w.Header().Get("Content-Disposition"))
	}
}

func TestAPITables(t *testing.T) {
	s := newTestham(t, Options{})
	tests := map[string][][]string{ // the header and first rows
		"/api/v1/geographies/lsoa21.csv": {
			{"code", "name", "lon", "lat", "people", "ward24_code", "ward24_name"}},
		"/api/v1/targets.csv": {
			{"rank", "code", "name", "parent", "index", "people", "reasons"},
			{"1", "E01000009", "Testham 009", "Ŷnys Wen", "9.50", "1900", "Testham 009 is in a hotspot and far from a library."}},
		"/api/v1/siting.csv": {
			{"rank", "site", "name", "area", "people_in_need", "people", "areas", "in_best"},
			{"1", "halls-1", "Parish Hall", "E01000003", "1300.5", "2500.0", "2", "1"}},
		"/api/v1/stability.csv": {
			{"code", "name", "rank", "rank_median", "rank_low", "rank_high", "top_share", "verdict"},
			{"E01000001", "Testham 001", "9", "9", "8", "9", "0.0", "never"}},
		"/api/v1/gaps.csv": {
			{"kind", "beyond_m", "sites", "code", "name", "areas_beyond", "areas", "people_beyond", "people_out_of_reach", "people_in_need_out_of_reach", "note"},
			{"library", "1600", "1", "", "Testham", "6", "9", "9000", "9000", "5175", ""},
			{"library", "1600", "1", "E05000003", "Ŷnys Wen", "3", "3", "5400", "5400", "4435", ""},
			{"library", "1600", "1", "E05000001", "Ash & Elm", "3", "3", "3600", "3600", "740", ""},
			{"wifi", "1600", "0", "", "Testham", "0", "9", "", "", "", "no usable site of this kind is known: reach is unknown"}},
		"/api/v1/reach.csv": {
			{"kind", "within_m", "hour", "day", "time", "sites_open", "sites", "sites_without_hours", "areas_in_reach", "people_in_reach", "people_in_need_in_reach"},
			{"library", "1600", "mon-00", "Monday", "00:00", "0", "1", "0", "0", "0", "0"}},
		"/api/v1/hotspots.csv": {
			{"cluster", "class", "code", "name", "cluster_name"},
			{"1", "hotspot", "E01000008", "Testham 008", ""}, {"1", "hotspot", "E01000009", "Testham 009", ""}, {"2", "coldspot", "E01000001", "Testham 001", ""}},
	}
	for path, want := range tests {
		t.Run(path, func(t *testing.T) {
			got := rows(t, s, path)
			if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTextThatASpreadsheetWouldRun holds that text from a source cannot become a formula, and that numbers stay numbers.
func TestTextThatASpreadsheetWouldRun(t *testing.T) {
	s := newTestham(t, Options{})
	sites := rows(t, s, "/api/v1/sites.csv")
	if address := sites[1][len(sites[1])-1]; address != "'=1+1 High St" {
		t.Errorf("address %q", address)
	}
	if name := sites[3][2]; name != "'@Tower Wi-Fi" {
		t.Errorf("name %q", name)
	}
	if lon := sites[1][3]; !strings.HasPrefix(lon, "-1.") {
		t.Errorf("longitude %q is a number", lon)
	}
	if publisher := rows(t, s, "/api/v1/sources.csv")[3][3]; publisher != "'-Testham" {
		t.Errorf("publisher %q", publisher)
	}
	for given, want := range map[string]string{
		"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\n=x": "'\n=x", "a=b": "a=b", "": "",
	} {
		if got := text(given).String(); got != want {
			t.Errorf("%q becomes %q: want %q", given, got, want)
		}
	}
	if got := decimal(-1.25, 2).String(); got != "-1.25" {
		t.Errorf("a number becomes %q", got)
	}
}

func TestAPIArea(t *testing.T) {
	s := newTestham(t, Options{})
	doc := decodeJSON[areaSheet](t, ask(t, s.Handler(), "GET", "/api/v1/geographies/lsoa21/areas/E01000009"))
	if doc.AID != 9 || doc.Name != "Testham 009" || doc.Parents["ward24"] != "E05000003" || *doc.People != 1900 {
		t.Errorf("%+v", doc.areaRow)
	}
	if doc.Target == nil || doc.Target.Rank != 1 || len(doc.Sites) != 1 || doc.Sites[0] != "wifi-1" || len(doc.Values) != 13 {
		t.Errorf("target %+v, sites %v, %d values", doc.Target, doc.Sites, len(doc.Values))
	}
	doc = decodeJSON[areaSheet](t, ask(t, s.Handler(), "GET", "/api/v1/geographies/lsoa21/areas/E01000004"))
	if income := doc.Values[3]; income.ID != "income" || income.Value != nil || income.Flag != "suppressed" {
		t.Errorf("%+v", income)
	}
	for _, path := range []string{"/api/v1/geographies/lsoa21/areas/E05000001", "/api/v1/geographies/ward99/areas/E05000001", "/api/v1/geographies/ward99", "/api/v1/geographies/ward99.csv"} {
		if w := ask(t, s.Handler(), "GET", path); w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

func TestAPISearch(t *testing.T) {
	s := newTestham(t, Options{})
	for path, want := range map[string]int{
		"?q=testham": 10, "?q=testham&limit=3": 3, "?q=testham&limit=9999": 10, "?q=TT1+5AA": 1, "": 0, "?q=": 0, "?q=%3Cscript%3E": 0,
	} {
		doc := decodeJSON[searchJSON](t, ask(t, s.Handler(), "GET", "/api/v1/search"+path))
		if len(doc.Hits) != want || doc.Hits == nil {
			t.Errorf("%s: %d hits, want %d", path, len(doc.Hits), want)
		}
	}
	for _, path := range []string{"?q=x&limit=0", "?q=x&limit=-1", "?q=x&limit=unlimited", "?q=a&q=b", "?query=x"} {
		w := ask(t, s.Handler(), "GET", "/api/v1/search"+path)
		if problem := decodeJSON[Problem](t, w); w.Code != 400 || problem.Hint == "" {
			t.Errorf("%s: status %d, %+v", path, w.Code, problem)
		}
	}
}
