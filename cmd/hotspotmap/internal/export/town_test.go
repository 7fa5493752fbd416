package export

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
)

// town is a made-up release: six areas with an enclave, an island and a place where three meet, in two wards; an indicator with
// every reason there is for having no value; names that a format may trip over.
var town struct {
	dataDir string
	id      string
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "hotspotmap-export-*")
	if err == nil {
		town.dataDir = filepath.Join(dir, "data")
		town.id, err = buildTown(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build the town:", err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func buildTown(dir string) (string, error) {
	for name, content := range townFiles {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			return "", err
		}
	}
	p, err := project.Load(filepath.Join(dir, "town.toml"))
	if err != nil {
		return "", err
	}
	outcome, err := pipeline.Build(context.Background(), pipeline.Options{Project: p.Resolve(""), DataDir: town.dataDir, Code: "test"})
	return outcome.Release, err
}

// openTown opens the release.
func openTown(t testing.TB) (r *release.Release, folder string) {
	t.Helper()
	return openRelease(t, town.dataDir, town.id)
}

func openRelease(t testing.TB, dataDir, id string) (r *release.Release, folder string) {
	t.Helper()
	releases := pipeline.ReleasesDir(dataDir)
	r, err := release.Open(releases, id)
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r, filepath.Join(releases, id)
}

// export writes a format of the release to a file of a name in a new folder, and returns its path.
func export(t testing.TB, name string, options Options) string {
	t.Helper()
	if options.Release == nil {
		options.Release, options.Folder = openTown(t)
	}
	var err error
	options.Format, err = FindFormat("", name)
	must(t, err)
	options.Out = filepath.Join(t.TempDir(), name)
	if strings.HasPrefix(options.Format.suffix, ".fgb") || strings.HasPrefix(options.Format.suffix, ".shp") {
		needOGR(t)
	}
	_, err = Write(t.Context(), options)
	must(t, err)
	return options.Out
}

func must(t interface {
	Helper()
	Fatal(...any)
}, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	return content
}

// longNote is more than a field of a shapefile holds.
var longNote = strings.Repeat("Ring the bell. ", 20)

var townFiles = map[string]string{
	"town.toml": `format = 1
title = "Need in Sixtown"
notice = "Synthetic data"
attribution = "Nobody & sons"
small_areas = "square"

[[geography]]
id = "square"
file = "areas.geojson"
code = "code"
name = "name"
singular = "square"
plural = "squares"

[[geography]]
id = "borough"
singular = "borough"
plural = "boroughs"
dissolve = "square"
lookup = { file = "boroughs.csv", from = "square", code = "borough", name = "name" }

[[table]]
file = "need.csv"
geography = "square"
code = "square"
publisher = "Office A"
licence = "OGL-UK-3.0"
period = "2025"

  [[table.indicator]]
  id = "need"
  title = "Need"
  column = "need"
  unit = "score"
  higher = "worse"
  decimals = 2

  [[table.indicator]]
  id = "holes"
  title = "An indicator with holes"
  column = "holes"
  higher = "worse"
  decimals = 1

  [[table.indicator]]
  id = "one_rather_long_name"
  title = "A count"
  column = "count"
  higher = "worse"
  decimals = 0

  [[table.indicator]]
  id = "one_rather_longer_name"
  title = "Another count"
  column = "holes"
  higher = "worse"
  decimals = 3

[people]
table = { file = "people.csv", code = "square", column = "n" }

[[sites]]
id = "libraries"
kind = "library"
file = "libraries.csv"
name = "name"
lon = "lon"
lat = "lat"
  [sites.facts]
  notes = "notes"
  opening_hours = "hours"

[[index.component]]
id = "all"
title = "All"
weight = 1
indicators = { need = 1 }

[tiles]
bands = [{ geography = "borough", zooms = [8, 9] }, { geography = "square", zooms = [10, 12] }]
`,
	"areas.geojson": `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"Q1","name":"Ŷnys Wen, \"north\""},"geometry":{"type":"Polygon","coordinates":[[[-1.90,52.50],[-1.88,52.50],[-1.88,52.52],[-1.90,52.52],[-1.90,52.50]],[[-1.895,52.505],[-1.895,52.515],[-1.885,52.515],[-1.885,52.505],[-1.895,52.505]]]}},
{"type":"Feature","properties":{"code":"Q2","name":"=1+1"},"geometry":{"type":"Polygon","coordinates":[[[-1.88,52.50],[-1.86,52.50],[-1.86,52.52],[-1.88,52.52],[-1.88,52.50]]]}},
{"type":"Feature","properties":{"code":"Q3","name":"Ash & <Elm>"},"geometry":{"type":"MultiPolygon","coordinates":[[[[-1.90,52.48],[-1.88,52.48],[-1.88,52.50],[-1.90,52.50],[-1.90,52.48]]],[[[-1.83,52.49],[-1.82,52.49],[-1.82,52.50],[-1.83,52.50],[-1.83,52.49]]]]}},
{"type":"Feature","properties":{"code":"Q4","name":"South-east"},"geometry":{"type":"Polygon","coordinates":[[[-1.88,52.48],[-1.86,52.48],[-1.86,52.50],[-1.88,52.50],[-1.88,52.48]]]}},
{"type":"Feature","properties":{"code":"Q5","name":"Far east"},"geometry":{"type":"Polygon","coordinates":[[[-1.86,52.48],[-1.8499999,52.4800001],[-1.8512345,52.4912345],[-1.86,52.49],[-1.86,52.48]]]}},
{"type":"Feature","properties":{"code":"Q6","name":"Enclave"},"geometry":{"type":"Polygon","coordinates":[[[-1.895,52.505],[-1.885,52.505],[-1.885,52.515],[-1.895,52.515],[-1.895,52.505]]]}}
]}
`,
	"need.csv":      "square,need,holes,count\nQ1,0,,0\nQ2,12.34,[c],1200\nQ3,-3.5,[z],[c]\nQ4,99.99,≤5,4\nQ5,7.1,0,5\nQ6,50,-1.5,6\n",
	"boroughs.csv":  "square,borough,name\nQ1,W1,North\nQ2,W1,North\nQ3,W2,South\nQ4,W2,South\nQ5,W2,South\nQ6,W1,North\n",
	"people.csv":    "square,n\nQ1,1000\nQ2,1100\nQ3,1200\nQ4,1300\nQ5,1400\nQ6,1500\n",
	"libraries.csv": "name,lon,lat,notes,hours\nCentral,-1.87,52.51,\"" + longNote + "\",Mo-Fr 09:00-17:00\nOld Hall,-1.8912345,52.51,,\n",
}
