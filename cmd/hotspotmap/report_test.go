package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/tiles"
	"hotspotmap/tiles/build"
)

// Every row of the real lists of sites ends in one state, which the report names.
func TestReportAccountsForEverySite(t *testing.T) {
	needRealData(t)
	for _, test := range []struct {
		example, file, list string
		rows                int
		want                map[string]int
	}{
		{"birmingham", "birmingham/libraries_council_birmingham_city_council.csv", "sites:libraries", 44, map[string]int{"sites open": 37, "sites closed": 7}},
		{"greater-manchester", "greater_manchester/gm_libraries.csv", "sites:libraries", 141, map[string]int{"sites open": 140, "sites listed twice?": 1}},
		{"greater-manchester", "greater_manchester/gm_food_banks.geojson", "sites:food_banks", 171, map[string]int{"sites open": 166, "sites listed twice?": 5}},
		{"greater-manchester", "greater_manchester/gm_post_offices.geojson", "sites:post_offices", 343, map[string]int{"sites open": 335, "sites listed twice?": 8}},
	} {
		t.Run(test.file, func(t *testing.T) {
			folder := t.TempDir()
			var out, errs bytes.Buffer
			args := []string{"check", "-p", filepath.Join("../../docs/examples", test.example, "hotspotmap.toml"), "--sources", realData, "--data", folder}
			if code := run(context.Background(), args, &out, &errs); code != exitOK {
				t.Fatalf("check ended with %d:\n%s%s", code, out.String(), errs.String())
			}
			states, total := statesInReport(t, folder, test.file, test.list)
			if total != test.rows {
				t.Errorf("%d of %d rows ended in a state: %v", total, test.rows, states)
			}
			for state, n := range states {
				if n != test.want[state] {
					t.Errorf("%s: %d, want %d", state, n, test.want[state])
				}
			}
		})
	}
}

func TestTileIssues(t *testing.T) {
	largest := build.Tile{ID: tiles.ID{Z: 9, X: 255, Y: 170}, RawBytes: 300_400, GzipBytes: 148_600, Features: 4693, ShapesGzipBytes: 101_000}
	var got []string
	for _, issue := range tileIssues(build.Report{
		Archives: []build.Archive{{Path: "x/hotspots.pmtiles", Tiles: 9, Largest: largest, Warning: "tiles over the budget"}, {Path: "x/sites.pmtiles"}},
		Joined:   []build.Joined{{Geography: "ward24"}, {Geography: "lsoa21", LeftOut: "Zoom 9 lacks people."}},
	}) {
		got = append(got, string(issue.Severity)+": "+issue.Error())
	}
	want := []string{
		"note: hotspots.pmtiles: lsoa21: Zoom 9 lacks people — ask for any column at any zoom with ?columns=; all are in columns/ and in areas.sqlite",
		"note: hotspots.pmtiles: the largest tile is 9/255/170: 4693 features, 300 kB, 149 kB as gzip, of which 101 kB are shapes",
		"warning: hotspots.pmtiles: tiles over the budget — begin the level at a deeper zoom",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// statesInReport reads the states of the rows of a list in a file from report.csv, and how many rows they are.
func statesInReport(t *testing.T, folder, file, list string) (states map[string]int, total int) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(folder, "report.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	states = map[string]int{}
	for _, r := range rows {
		severity, about, source, what, n := r[0], r[1], r[4], r[5], r[7]
		if severity != "count" || about != file || source != list || !strings.HasPrefix(what, "sites ") {
			continue
		}
		if states[what], err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
		total += states[what]
	}
	return states, total
}
