package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/data/project"
)

// side is how many squares the made-up district is wide and high.
const side = 8

// district is a folder with the sources of a made-up district: squares in rows, whose need is high in the north-west corner,
// in two wards, west and east, with a library in the south-east.
type district struct{ folder string }

func newDistrict(t *testing.T) district {
	t.Helper()
	d := district{t.TempDir()}
	d.write(t, "areas.geojson", d.boundaries())
	d.write(t, "need.csv", d.need(0))
	wards, people := "square,ward,name\n", "square,n\n"
	for i := range side * side {
		ward := "W1,West"
		if i%side >= side/2 {
			ward = "W2,East"
		}
		wards += d.code(i) + "," + ward + "\n"
		people += fmt.Sprintf("%s,%d\n", d.code(i), 1000+10*i)
	}
	d.write(t, "wards.csv", wards)
	d.write(t, "people.csv", people)
	d.write(t, "libraries.csv", "name,lon,lat\nSouth Library,-1.8705,52.4305\n")
	d.write(t, "hotspotmap.toml", districtProject)
	return d
}

func (district) code(i int) string { return fmt.Sprintf("Q%02d", i+1) }

// boundaries are squares of a hundredth of a degree, row by row from the north-west.
func (d district) boundaries() string {
	var features []string
	for i := range side * side {
		west, north := -1.90+0.01*float64(i%side), 52.50-0.01*float64(i/side)
		features = append(features, fmt.Sprintf(
			`{"type":"Feature","properties":{"code":"%s","name":"Square %d"},"geometry":{"type":"Polygon","coordinates":[[[%.2f,%.2f],[%.2f,%.2f],[%.2f,%.2f],[%.2f,%.2f],[%.2f,%.2f]]]}}`,
			d.code(i), i+1, west, north, west, north-0.01, west+0.01, north-0.01, west+0.01, north, west, north))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + "]}\n"
}

// need is high in the north-west; more is added to the last square's.
func (d district) need(more int) string {
	table := "square,need,speed\n"
	for i := range side * side {
		need := i % 7
		if i%side < 3 && i/side < 3 {
			need += 60
		}
		if i == side*side-1 {
			need += more
		}
		table += fmt.Sprintf("%s,%d,%d\n", d.code(i), need, 100-i)
	}
	return table
}

func (d district) write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(d.folder, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit replaces a text of one of the district's files.
func (d district) edit(t *testing.T, name, old, new string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(d.folder, name))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(content), old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	d.write(t, name, strings.Replace(string(content), old, new, 1))
}

// options are those of a build of the district as it is now.
func (d district) options(t *testing.T, dataDir string) Options {
	t.Helper()
	p, err := project.Load(filepath.Join(d.folder, "hotspotmap.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return Options{Project: p.Resolve(""), DataDir: dataDir, Code: "test"}
}

// build builds the district as it is now, which must succeed.
func (d district) build(t *testing.T, dataDir string) Outcome {
	t.Helper()
	outcome, err := Build(t.Context(), d.options(t, dataDir))
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

const districtProject = `format = 1
title = "Need in Squareville"
small_areas = "square"

[[geography]]
id = "square"
file = "areas.geojson"
code = "code"
name = "name"
singular = "square"

[[geography]]
id = "ward"
singular = "ward"
dissolve = "square"
lookup = { file = "wards.csv", from = "square", code = "ward", name = "name" }

[[table]]
file = "need.csv"
geography = "square"
code = "square"
publisher = "Office A"

  [[table.indicator]]
  id = "need"
  title = "Need"
  column = "need"
  higher = "worse"

  [[table.indicator]]
  id = "speed"
  title = "Speed"
  column = "speed"
  higher = "better"

[people]
table = { file = "people.csv", code = "square", column = "n" }

[[sites]]
id = "libraries"
kind = "library"
file = "libraries.csv"
name = "name"
lon = "lon"
lat = "lat"

[[index.component]]
id = "all"
title = "All"
weight = 1
indicators = { need = 3, speed = 1 }

[tiles]
bands = [{ geography = "ward", zooms = [8, 9] }, { geography = "square", zooms = [10, 11] }]
`
