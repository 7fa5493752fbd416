package pipeline

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A district whose boundaries and libraries are layers of a GeoPackage in grid metres comes out as the one in GeoJSON and CSV.
func TestBuildFromAGeoPackage(t *testing.T) {
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("ogr2ogr is not installed")
	}
	plain, packed := newDistrict(t), newDistrict(t)
	run := func(arguments ...string) {
		t.Helper()
		command := exec.Command("ogr2ogr", arguments...)
		command.Dir = packed.folder
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("ogr2ogr %v: %v\n%s", arguments, err, out)
		}
	}
	run("-t_srs", "EPSG:27700", "district.gpkg", "areas.geojson", "-nln", "areas")
	run("-t_srs", "EPSG:27700", "-s_srs", "EPSG:4326", "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-update", "district.gpkg",
		"libraries.csv", "-nln", "libraries")
	packed.edit(t, "hotspotmap.toml", `file = "areas.geojson"`, "file = \"district.gpkg\"\nlayer = \"areas\"")
	packed.edit(t, "hotspotmap.toml", `file = "libraries.csv"`, "file = \"district.gpkg\"\nlayer = \"libraries\"")
	packed.edit(t, "hotspotmap.toml", "lon = \"lon\"\nlat = \"lat\"\n", "")
	if err := os.Remove(filepath.Join(packed.folder, "areas.geojson")); err != nil {
		t.Fatal(err)
	}

	want, got := plain.build(t, t.TempDir()), packed.build(t, t.TempDir())
	for i, source := range want.Manifest.Sources {
		if rows := got.Manifest.Sources[i].Rows; rows.Used != source.Rows.Used {
			t.Errorf("%s: %+v, want %+v", source.ID, rows, source.Rows)
		}
	}
	if len(got.Issues) != len(want.Issues) {
		t.Errorf("issues %v, want %v", got.Issues, want.Issues)
	}
}

// A district whose boundaries are rows of a CSV comes out as the one in GeoJSON, and a word that the file has no use for is refused.
func TestBoundariesInWellKnownText(t *testing.T) {
	plain, rows := newDistrict(t), newDistrict(t)
	csv := "code,name,shape\n"
	for _, row := range regexp.MustCompile(`"code":"(.*?)","name":"(.*?)".*?\[\[\[(.*?)\]\]\]`).FindAllStringSubmatch(rows.boundaries(), -1) {
		corners := strings.NewReplacer("],[", ";", ",", " ", ";", ",").Replace(row[3])
		csv += fmt.Sprintf("%s,%s,\"POLYGON ((%s))\"\n", row[1], row[2], strings.ReplaceAll(corners, ";", ","))
	}
	rows.write(t, "areas.csv", csv)
	rows.edit(t, "hotspotmap.toml", `file = "areas.geojson"`, "file = \"areas.csv\"\nwkt = \"shape\"")
	want, got := plain.build(t, t.TempDir()), rows.build(t, t.TempDir())
	if areas := got.Manifest.Sources[0]; areas.Rows.Used != side*side {
		t.Errorf("%+v", areas)
	}
	for _, file := range want.Manifest.Files {
		if file.Path != "areas.pmtiles" && file.Path != "hotspots.json" {
			continue
		}
		for _, other := range got.Manifest.Files {
			if other.Path == file.Path && other.SHA256 != file.SHA256 {
				t.Errorf("%s differs", file.Path)
			}
		}
	}
}

// Libraries drawn as areas in grid metres, in a CSV with well-known text, are placed inside them.
func TestSitesInWellKnownText(t *testing.T) {
	d := newDistrict(t)
	d.write(t, "libraries.csv", "WKT,name\n\"POLYGON ((408700 281400,408900 281400,408900 281600,408700 281400))\",South Library\nPOINT (-1.8705 52.4305),Other Library\nnowhere,Lost\n")
	d.edit(t, "hotspotmap.toml", "lon = \"lon\"\nlat = \"lat\"\n", "wkt = \"WKT\"\n")
	outcome := d.build(t, t.TempDir())
	for _, s := range outcome.Manifest.Sources {
		if s.ID == sitesPrefix+"libraries" && (s.Rows.Used != 2 || s.Rows.Rejected != 1) {
			t.Errorf("%+v", s.Rows)
		}
	}
}
