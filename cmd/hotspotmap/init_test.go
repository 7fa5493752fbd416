package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
)

// What init makes of files in every format that is read passes check as it is, and finds in each what is there.
func TestInitFromEveryFormat(t *testing.T) {
	needRealData(t)
	need(t, "ogr2ogr")
	folder := t.TempDir()
	projectFile := filepath.Join(folder, "hotspotmap.toml")
	directory := filepath.Join(folder, "services.json")
	if err := os.WriteFile(directory, []byte(`{"contents":[{"id":"1","name":"Drop-in","attributes":[{"taxonomy_term":{"name":"Internet access"}}],
"service_at_locations":[{"location":{"name":"Hall","latitude":53.8,"longitude":-1.55}}]}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"init", "-p", projectFile, "--from", directory}
	for _, file := range []string{
		"leeds/lsoa21_bsc_bng.gpkg", "leeds/leeds_cycleway.osm.gz", "leeds/its-example.osm.pbf",
		"national/nomis_census2021_RM121_age65plus_lsoa21_raw.csv.gz", "national/ons_digital_propensity_index_2021_lsoa11_with_normalised.csv.gz",
		"national/LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv.gz",
		"national/os_openmap_local_library_buildings_gb_wkt_bng.csv", "national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz",
	} {
		args = append(args, filepath.Join(realData, file))
	}
	for _, args := range [][]string{args, {"check", "-p", projectFile}} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), args, &out, &errs); code != exitOK {
			text, _ := os.ReadFile(projectFile)
			t.Fatalf("%s ended with %d:\n%s%s\n%s", args[0], code, out.String(), errs.String(), text)
		}
	}
	p, err := project.Load(projectFile)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, g := range p.Geographies {
		found = append(found, "areas "+g.ID)
	}
	for _, c := range p.Conversions {
		found = append(found, "conversion "+c.ID)
	}
	for _, table := range p.Tables {
		found = append(found, "table by "+table.Code+" "+table.Codes)
	}
	for _, s := range p.Sites {
		found = append(found, strings.TrimSpace("sites "+s.Kind+" "+s.WKT))
	}
	want := []string{"areas lsoa21", "areas ward24", "areas authority24", "conversion lsoa11", "table by 2021 super output area - lower layer ", "table by LSOAcode lsoa11",
		"sites site", "sites wifi", "sites library", "sites library", "sites library WKT"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

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
