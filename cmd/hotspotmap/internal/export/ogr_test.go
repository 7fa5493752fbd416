package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// The tests in this file have GDAL read what was written, and compare that with the release itself.

func needOGR(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("ogr2ogr"); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("ogr2ogr is not installed (Debian: gdal-bin)")
	}
	t.Skip("ogr2ogr is not installed (Debian: gdal-bin)")
}

// gdal runs one of GDAL's programs and returns what it printed.
func gdal(t testing.TB, program string, args ...string) []byte {
	t.Helper()
	needOGR(t)
	var said bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, said.String())
	}
	return out
}

// feature is a feature as GDAL reads it. Of a place it has either polygons or a point.
type feature struct {
	ID         string // GDAL writes a field id here
	Properties map[string]any
	polygons   orb.MultiPolygon
	point      orb.Point
}

func (f *feature) UnmarshalJSON(content []byte) error {
	var raw struct {
		ID         any
		Properties map[string]any
		Geometry   struct {
			Type        string
			Coordinates json.RawMessage
		}
	}
	if err := json.Unmarshal(content, &raw); err != nil {
		return err
	}
	f.Properties = raw.Properties
	f.ID, _ = raw.ID.(string)
	switch raw.Geometry.Type {
	case "Point":
		return json.Unmarshal(raw.Geometry.Coordinates, &f.point)
	case "Polygon": // what a shapefile has of one part
		f.polygons = make(orb.MultiPolygon, 1)
		return json.Unmarshal(raw.Geometry.Coordinates, &f.polygons[0])
	}
	return json.Unmarshal(raw.Geometry.Coordinates, &f.polygons)
}

// readOGR returns the features of a layer as GDAL reads them, by their code.
func readOGR(t testing.TB, path, layer string, options ...string) map[string]feature {
	t.Helper()
	args := append(options, "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=12", "-lco", "SIGNIFICANT_FIGURES=17", "/vsistdout/", path, layer)
	var collection struct{ Features []feature }
	must(t, json.Unmarshal(gdal(t, "ogr2ogr", args...), &collection))
	features := map[string]feature{}
	for _, f := range collection.Features {
		code, _ := f.Properties["code"].(string)
		if code == "" {
			code, _ = f.Properties["id"].(string)
		}
		if code == "" {
			code = f.ID
		}
		features[code] = f
	}
	if len(features) != len(collection.Features) {
		t.Fatalf("%s: %d features have %d codes", path, len(collection.Features), len(features))
	}
	return features
}

// checkAreas compares features with the areas of a geography: every value, every reason for there being none, and the ground.
// short says what a field is called in the file, when that is not its name.
func checkAreas(t *testing.T, r *release.Release, folder, geography string, features map[string]feature, short map[string]string) {
	t.Helper()
	called := func(name string) string {
		if s, ok := short[name]; ok {
			return s
		}
		return name
	}
	areas, _ := r.Areas(geography)
	if len(features) != len(areas.Codes) {
		t.Fatalf("%d features, not %d", len(features), len(areas.Codes))
	}
	shapes, err := data.SnapshotAreas(t.Context(), filepath.Join(folder, release.SnapshotFile), geography)
	must(t, err)
	for i, code := range areas.Codes {
		f, ok := features[code]
		if !ok {
			t.Fatalf("there is no %s", code)
		}
		if got := f.Properties["name"]; got != areas.Names[i] {
			t.Errorf("%s is called %v, not %q", code, got, areas.Names[i])
		}
		for parent, aids := range areas.Parents {
			parents, _ := r.Areas(parent)
			if got := f.Properties[called(parent+"_code")]; aids[i] > 0 && got != parents.Codes[aids[i]-1] {
				t.Errorf("%s is in %v, not %s", code, got, parents.Codes[aids[i]-1])
			}
		}
		if got, want := area(f.polygons), planar.Area(shapes[i].Geometry); math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: %.17g square degrees, not %.17g", code, got, want)
		}
		if got := f.polygons.Bound(); !near(got.Min, shapes[i].Geometry.Bound().Min) || !near(got.Max, shapes[i].Geometry.Bound().Max) {
			t.Errorf("%s: it reaches to %v, not %v", code, got, shapes[i].Geometry.Bound())
		}
		for _, info := range r.Manifest().Columns {
			if info.Geography != geography {
				continue
			}
			column, _ := r.Column(geography, info.ID)
			got, note := f.Properties[called(info.ID)], f.Properties[called(info.ID+"_note")]
			if column.Flags[i] != geo.Present {
				if got != nil || note != column.Flags[i].String() {
					t.Errorf("%s: %s is %v (%v), where there is no value: %v", code, info.ID, got, note, column.Flags[i])
				}
			} else if got != column.Values[i] || note != nil {
				t.Errorf("%s: %s is %v (%v), not %v", code, info.ID, got, note, column.Values[i])
			}
		}
	}
}

// area adds up polygons and their holes whatever way they are wound.
func area(polygons orb.MultiPolygon) float64 {
	total := 0.0
	for _, polygon := range polygons {
		for i, ring := range polygon {
			if a := math.Abs(planar.Area(ring)); i == 0 {
				total += a
			} else {
				total -= a
			}
		}
	}
	return total
}

func near(p, q orb.Point) bool { return math.Abs(p[0]-q[0]) < 1e-9 && math.Abs(p[1]-q[1]) < 1e-9 }

// checkFormats has GDAL read a geography in every format that holds areas.
func checkFormats(t *testing.T, r *release.Release, folder, geography string) {
	needOGR(t)
	for _, name := range []string{"a.gpkg", "a.geojson", "a.topojson", "a.fgb", "a.shp.zip"} {
		t.Run(geography+" "+name, func(t *testing.T) {
			options := Options{Release: r, Folder: folder, Geography: geography}
			if name == "a.gpkg" {
				options.Geography = "" // it holds all
			}
			path := export(t, name, options)
			var short map[string]string
			if name == "a.shp.zip" {
				short = shortNames(t, path, geography)
			}
			checkAreas(t, r, folder, geography, readOGR(t, path, geography), short)
		})
	}
}

func TestGDALReadsWhatTheReleaseHolds(t *testing.T) {
	r, folder := openTown(t)
	checkFormats(t, r, folder, "square")
	checkFormats(t, r, folder, "borough")
}

// shortNames reads the table in a zipped shapefile that says what its fields are called.
func shortNames(t *testing.T, path, layer string) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	must(t, err)
	defer archive.Close()
	file, err := archive.Open(layer + "_fields.csv")
	must(t, err)
	content, err := io.ReadAll(file)
	must(t, err)
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte(byteOrderMark)))).ReadAll()
	must(t, err)
	short := map[string]string{}
	for _, row := range rows[1:] {
		short[row[1]] = row[0]
	}
	return short
}

func TestGDALReadsTheSites(t *testing.T) {
	r, _ := openTown(t)
	for _, name := range []string{"a.gpkg", "a.geojson", "a.fgb", "a.shp.zip"} {
		t.Run(name, func(t *testing.T) {
			options := Options{Geography: "sites"}
			if name == "a.gpkg" {
				options.Geography = ""
			}
			features := readOGR(t, export(t, name, options), "sites")
			for _, site := range r.Sites() {
				f, ok := features[site.ID]
				if !ok {
					t.Fatalf("there is no %s", site.ID)
				}
				if !near(f.point, site.At) || f.Properties["name"] != site.Name || fmt.Sprint(f.Properties["open"]) == "false" {
					t.Errorf("%s is at %v with %v", site.ID, f.point, f.Properties)
				}
			}
			if hours := features["libraries-2"].Properties["opening_hours"]; hours != nil {
				t.Errorf("hours that are not known are %v", hours)
			}
		})
	}
}

func TestGDALReadsTheTiles(t *testing.T) {
	r, _ := openTown(t)
	path := export(t, "a.mbtiles", Options{})
	out := gdal(t, "ogr2ogr", "-f", "GeoJSONSeq", "-oo", "ZOOM_LEVEL=11", "/vsistdout/", path, "square")
	areas, _ := r.Areas("square")
	need, _ := r.Column("square", "need")
	met := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		var f struct{ Properties map[string]any }
		must(t, json.Unmarshal([]byte(line), &f))
		code := f.Properties["code"].(string)
		for i := range areas.Codes {
			if areas.Codes[i] == code && f.Properties["need"] != need.Values[i] {
				t.Errorf("%s: need is %v, not %v", code, f.Properties["need"], need.Values[i])
			}
		}
		met[code] = true
	}
	if len(met) != len(areas.Codes) {
		t.Errorf("the tiles hold %d of %d areas", len(met), len(areas.Codes))
	}
}

// TestGDALKeepsTheIndexOfAGeoPackage edits a layer through GDAL, which has the triggers keep its R*Tree right.
func TestGDALKeepsTheIndexOfAGeoPackage(t *testing.T) {
	path := export(t, "a.gpkg", Options{})
	ids := func() string {
		return strings.Join(queryStrings(t, path, "SELECT id FROM rtree_square_geom ORDER BY id"), " ")
	}
	for _, test := range []struct{ sql, want string }{
		{"SELECT 1", "1 2 3 4 5 6"},
		{"DELETE FROM square WHERE code = 'Q1'", "2 3 4 5 6"},
		{"UPDATE square SET aid = 99 WHERE code = 'Q2'", "3 4 5 6 99"},
		{"INSERT INTO square (aid, code, geom) SELECT 7, 'Q7', geom FROM square WHERE code = 'Q3'", "3 4 5 6 7 99"},
		{"UPDATE square SET geom = (SELECT geom FROM borough WHERE code = 'W1') WHERE code = 'Q4'", "3 4 5 6 7 99"},
	} {
		gdal(t, "ogrinfo", path, "-dialect", "SQLITE", "-sql", test.sql)
		if got := ids(); got != test.want {
			t.Errorf("after %s the index holds %s, not %s", test.sql, got, test.want)
		}
	}
	box := queryStrings(t, path, "SELECT round(minx, 4), round(maxy, 4) FROM rtree_square_geom WHERE id = 4")
	if len(box) != 1 || box[0] != "-1.9|52.52" {
		t.Errorf("the index has Q4 at %v, where it was moved from", box)
	}
}
