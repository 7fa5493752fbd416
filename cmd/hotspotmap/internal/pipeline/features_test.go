package pipeline

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hotspotmap/geo"
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
	packed.write(t, "grid.txt", "1,0,0,95.5,-75.5,50,1\n")
	packed.edit(t, "hotspotmap.toml", "[people]\n", "[crs]\nostn15 = \"grid.txt\"\n\n[people]\n")
	warned := 0
	for _, issue := range packed.build(t, t.TempDir()).Issues {
		if strings.HasPrefix(issue.Problem, "is read by ogr2ogr, without OSTN15") {
			warned++
		}
	}
	if warned != 2 {
		t.Errorf("%d of 2 sources on the grid are said to be read without OSTN15", warned)
	}
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
	plainData, rowsData := t.TempDir(), t.TempDir()
	want, got := plain.build(t, plainData), rows.build(t, rowsData)
	if areas := got.Manifest.Sources[0]; areas.Rows.Used != side*side {
		t.Errorf("%+v", areas)
	}
	for _, file := range []string{"areas.pmtiles", "hotspots.json", "geographies/square.json"} {
		if released(t, plainData, want, file) != released(t, rowsData, got, file) {
			t.Errorf("%s differs", file)
		}
	}
}

// released is a file of a release.
func released(t *testing.T, dataDir string, outcome Outcome, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(ReleasesDir(dataDir), outcome.Release, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
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

// The grid that a project names is what easting and northing are converted with, and the report says so; a changed grid is read again.
func TestOSTN15(t *testing.T) {
	d := newDistrict(t)
	d.write(t, "libraries.csv", "name,easting,northing\nSouth Library,408700,281500\n")
	d.edit(t, "hotspotmap.toml", "lon = \"lon\"\nlat = \"lat\"\n", "easting = \"easting\"\nnorthing = \"northing\"\n")
	const sites = "sites.geojson"
	data := t.TempDir()
	rough := d.build(t, data)
	d.edit(t, "hotspotmap.toml", "[people]\n", "[crs]\nostn15 = \"grid.txt\"\n\n[people]\n")
	nodes := ""
	for north := 280_000; north <= 283_000; north += 1000 {
		for east := 407_000; east <= 410_000; east += 1000 {
			nodes += fmt.Sprintf("1,%d,%d,95.5,-75.5,50,1\n", east, north)
		}
	}
	d.write(t, "grid.txt", nodes)
	exact := d.build(t, data)
	d.write(t, "grid.txt", strings.ReplaceAll(nodes, ",95.5,", ",98.5,"))
	moved := d.build(t, data)
	if released(t, data, exact, sites) == released(t, data, moved, sites) {
		t.Error("a grid that has changed is not read again")
	}
	for _, test := range []struct {
		outcome Outcome
		want    string
	}{
		{rough, "libraries.csv: converted from the British National Grid with seven parameters: a place may be up to 5 m off — where that matters, name Ordnance Survey's OSTN15 grid in the project file: ostn15 in [crs]"},
		{exact, "libraries.csv: converted from the British National Grid with OSTN15 (grid.txt), which defines it"},
	} {
		if !slices.ContainsFunc(test.outcome.Issues, func(i geo.Issue) bool { return i.Error() == test.want }) {
			t.Errorf("%v, want %s", test.outcome.Issues, test.want)
		}
	}
	if released(t, data, rough, sites) == released(t, data, exact, sites) {
		t.Error("the grid moves nothing")
	}
}
