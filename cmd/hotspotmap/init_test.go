package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
)

// What init makes of Birmingham's files builds without an edit.
func TestInitFromBirmingham(t *testing.T) {
	needRealData(t)
	folder := t.TempDir()
	projectFile := filepath.Join(folder, "hotspotmap.toml")
	args := []string{"init", "-p", projectFile, "--from"}
	for _, file := range []string{
		"birmingham/lsoa21_bsc_wgs84.geojson", "national/imd2025_england_lsoa21.csv.gz", "national/disability21_lsoa21_ew.csv.gz",
		"birmingham/libraries_council_birmingham_city_council.csv", "birmingham/wm_postcodes.csv.gz",
		"national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz",
	} {
		args = append(args, filepath.Join(realData, file))
	}
	for _, args := range [][]string{args, {"build", "-p", projectFile}} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), args, &out, &errs); code != exitOK {
			t.Fatalf("%s ended with %d:\n%s%s", args[0], code, out.String(), errs.String())
		}
	}
	releases := pipeline.ReleasesDir(filepath.Join(folder, "hotspotmap-data"))
	id, err := release.Current(releases)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := release.Open(releases, id)
	if err != nil {
		t.Fatal(err)
	}
	defer rel.Close()
	wards, _ := rel.Areas("ward24")
	indicators, closed := 0, 0
	for _, c := range rel.Manifest().Columns {
		if c.Geography == "lsoa21" && c.Role == release.RoleIndicator {
			indicators++
		}
	}
	for _, s := range rel.Sites() {
		if s.Closed {
			closed++
		}
	}
	if len(wards.Codes) != 69 || indicators != 9 || len(rel.Sites()) != 44 || closed != 7 || rel.Manifest().People == 0 {
		t.Errorf("%d wards, %d indicators, %d libraries, %d closed, people of %v", len(wards.Codes), indicators, len(rel.Sites()), closed, rel.Manifest().People)
	}
}
