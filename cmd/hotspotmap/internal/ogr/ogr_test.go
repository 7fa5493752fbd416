package ogr

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
)

const squares = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"001","name":"Y Gât"},"geometry":{"type":"Polygon","coordinates":[[[-1.9,52.4],[-1.8,52.4],[-1.8,52.5],[-1.9,52.5],[-1.9,52.4]]]}},
{"type":"Feature","properties":{"code":"002","name":"Town"},"geometry":{"type":"Polygon","coordinates":[[[-1.8,52.4],[-1.7,52.4],[-1.7,52.5],[-1.8,52.5],[-1.8,52.4]]]}}]}`

// needOGR skips a test where GDAL's commands are not installed, which on the build machine they must be.
func needOGR(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("ogr2ogr is not installed")
	}
}

func run(t *testing.T, arguments ...string) {
	t.Helper()
	if out, err := exec.Command("ogr2ogr", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("ogr2ogr %v: %v\n%s", arguments, err, out)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// readAreas reads a file through ogr2ogr as the pipeline does.
func readAreas(s Source, code, name string) (areas []geo.Area, err error) {
	err = Convert(context.Background(), s, Of(s.Path), func(r io.Reader) error {
		areas, _, _, err = boundary.Read(r, s.File, boundary.Options{Code: code, Name: name})
		return err
	})
	return areas, err
}

func TestFormats(t *testing.T) {
	needOGR(t)
	folder := t.TempDir()
	source := filepath.Join(folder, "squares.geojson")
	write(t, source, []byte(squares))
	tests := []struct {
		name, driver, file, title, crs string
		options                        []string
	}{
		{"GeoPackage", "GPKG", "a.gpkg", "a GeoPackage or SpatiaLite file", "EPSG:27700", nil},
		{"shapefile", "ESRI Shapefile", "a.shp", "a shapefile", "EPSG:27700", []string{"-lco", "ENCODING=UTF-8"}},
		{"shapefile without a .cpg", "ESRI Shapefile", "b.shp", "a shapefile", "EPSG:27700", []string{"-lco", "ENCODING=CP1252"}},
		{"shapefile without a .cpg, in UTF-8", "ESRI Shapefile", "c.shp", "a shapefile", "EPSG:27700", []string{"-lco", "ENCODING=UTF-8"}},
		{"FlatGeobuf in another system", "FlatGeobuf", "a.fgb", "a FlatGeobuf", "EPSG:3857", nil},
		{"KML", "LIBKML", "a.kml", "KML", "EPSG:4326", nil},
		{"GML", "GML", "a.gml", "GML", "EPSG:27700", nil},
		{"MapInfo TAB", "MapInfo File", "a.tab", "a MapInfo file", "EPSG:27700", []string{"-lco", "ENCODING=CP1252"}},
		{"MapInfo MIF", "MapInfo File", "b.mif", "a MapInfo file", "EPSG:4326", []string{"-dsco", "FORMAT=MIF"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := filepath.Join(t.TempDir(), test.file)
			run(t, append([]string{"-f", test.driver, "-t_srs", test.crs, in, source}, test.options...)...)
			os.Remove(strings.TrimSuffix(in, ".shp") + ".cpg")
			if got := Of(in).Title; got != test.title {
				t.Fatalf("is taken for %q", got)
			}
			before, _ := os.ReadDir(filepath.Dir(in))
			name := "name"
			if test.driver == "LIBKML" {
				name = "Name" // as GDAL calls a placemark's
			}
			areas, err := readAreas(Source{Path: in, File: test.file}, "code", name)
			if err != nil {
				t.Fatal(err)
			}
			if len(areas) != 2 || areas[0].Code != "001" || areas[1].Name != "Town" || areas[0].Name != "Y Gât" {
				t.Fatalf("%+v", areas)
			}
			want := orb.Bound{Min: orb.Point{-1.9, 52.4}, Max: orb.Point{-1.8, 52.5}}
			if got := areas[0].Geometry.Bound(); !near(got.Min, want.Min) || !near(got.Max, want.Max) {
				t.Errorf("it lies in %v", got)
			}
			if after, _ := os.ReadDir(filepath.Dir(in)); len(after) != len(before) {
				t.Errorf("a file was left beside the source: %v", after)
			}
		})
	}
}

func near(a, b orb.Point) bool { return planar.Distance(a, b) < 1e-4 }

func TestPacked(t *testing.T) {
	needOGR(t)
	folder := t.TempDir()
	source := filepath.Join(folder, "squares.geojson")
	write(t, source, []byte(squares))
	run(t, "-f", "ESRI Shapefile", "-t_srs", "EPSG:27700", filepath.Join(folder, "a.shp"), source)
	run(t, "-f", "GPKG", filepath.Join(folder, "a.gpkg"), source)

	var archive, packed bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, name := range append(Companions(filepath.Join(folder, "a.shp")), filepath.Join(folder, "a.shp")) {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w, _ := z.Create(filepath.Base(name))
		w.Write(content)
	}
	z.Close()
	content, _ := os.ReadFile(filepath.Join(folder, "a.gpkg"))
	g := gzip.NewWriter(&packed)
	g.Write(content)
	g.Close()
	for name, content := range map[string][]byte{"boundaries.zip": archive.Bytes(), "boundaries.gpkg.gz": packed.Bytes()} {
		path := filepath.Join(folder, name)
		write(t, path, content)
		if areas, err := readAreas(Source{Path: path, File: name}, "code", "name"); err != nil || len(areas) != 2 {
			t.Errorf("%s: %v, %v", name, areas, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	needOGR(t)
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	write(t, in("squares.geojson"), []byte(squares))
	run(t, "-f", "GPKG", in("two.gpkg"), in("squares.geojson"), "-nln", "wards")
	run(t, "-f", "GPKG", "-update", in("two.gpkg"), in("squares.geojson"), "-nln", "parishes")
	run(t, "-f", "ESRI Shapefile", in("alone.shp"), in("squares.geojson"))
	run(t, "-f", "ESRI Shapefile", in("nowhere.shp"), in("squares.geojson"))
	os.Remove(in("alone.shx"))
	os.Remove(in("nowhere.prj"))
	write(t, in("broken.gpkg"), []byte("SQLite format 3\x00 and no more"))
	tests := []struct{ name, file, layer, want string }{
		{"several layers", "two.gpkg", "", `name the layer with layer = "…"`},
		{"no such layer", "two.gpkg", "roads", `name the layer with layer = "…"`},
		{"part of a shapefile", "alone.shp", "", "put the .shp, .shx, .dbf and .prj in one folder"},
		{"no system", "nowhere.shp", "", `write crs = "EPSG:27700"`},
		{"not whole", "broken.gpkg", "", "fetch the file again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readAreas(Source{Path: in(test.file), File: test.file, Layer: test.layer}, "code", "name")
			var issue geo.Issue
			if !errors.As(err, &issue) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "->") {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
	if areas, err := readAreas(Source{Path: in("two.gpkg"), File: "two.gpkg", Layer: "wards"}, "code", "name"); err != nil || len(areas) != 2 {
		t.Errorf("the layer that is named: %v, %v", areas, err)
	}
	if areas, err := readAreas(Source{Path: in("nowhere.shp"), File: "nowhere.shp", CRS: "EPSG:4326"}, "code", "name"); err != nil || len(areas) != 2 {
		t.Errorf("the system that is named: %v, %v", areas, err)
	}
	if _, err := readAreas(Source{Path: in("two.gpkg"), File: "two.gpkg", Layer: "wards"}, "CODE", "name"); err == nil || !strings.Contains(err.Error(), `"code"`) {
		t.Errorf("the reader's own error: %v", err)
	}
}

func TestNotInstalled(t *testing.T) {
	s := Source{Path: "a b.gpkg", File: "a b.gpkg", Layer: "wards"}
	err := convert(context.Background(), "no-such-program", s, geoPackage, nil)
	const want = "a b.gpkg: is a GeoPackage or SpatiaLite file, which is read with ogr2ogr, and that is not installed — install it, on Debian and Ubuntu with: " +
		"apt install gdal-bin; or where it is installed convert the file with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson 'a b.gpkg' wards, " +
		"and name areas.geojson in the project file"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// What ogr2ogr reads of the real files is what this program reads of the same place in GeoJSON.
func TestRealFiles(t *testing.T) {
	needOGR(t)
	folder := "../../../../../shared/realdata/birmingham"
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no real data: %v", err)
	}
	tests := []struct{ file, geoJSON, code string }{
		{"bsol_lsoa21_bng.shp", "bsol_lsoa21_wgs84.geojson", "LSOA21"},
		{"lsoa21_bsc_bng.gpkg", "lsoa21_bsc_wgs84.geojson", "LSOA21CD"},
		{"bsol_constituencies.gpkg", "", "PCON22C"},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			got, err := readAreas(Source{Path: filepath.Join(folder, test.file), File: test.file}, test.code, "")
			if err != nil {
				t.Fatal(err)
			}
			if test.geoJSON == "" {
				if len(got) != 12 {
					t.Errorf("%d areas", len(got))
				}
				return
			}
			content, err := os.Open(filepath.Join(folder, test.geoJSON))
			if err != nil {
				t.Fatal(err)
			}
			defer content.Close()
			want, _, _, err := boundary.Read(content, test.geoJSON, boundary.Options{Code: test.code})
			if err != nil || len(got) != len(want) {
				t.Fatalf("%d areas, want %d: %v", len(got), len(want), err)
			}
			for i := range want {
				a, b := got[i].Geometry.Bound(), want[i].Geometry.Bound()
				if got[i].Code != want[i].Code || !near(a.Min, b.Min) || !near(a.Max, b.Max) {
					t.Fatalf("%s in %v, want %s in %v", got[i].Code, a, want[i].Code, b)
				}
			}
		})
	}
}

func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{"SQLite format 3\x00", "\x00\x00\x27\x0a", "fgb\x03fgb", "!table", "Version 300\nColumns 2", "<?xml?><kml/>", `<a xmlns="http://www.opengis.net/gml">`, squares, ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, head []byte) {
		if got := recognise(head); got.Title != "" && bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) {
			t.Errorf("JSON is taken for %s", got.Title)
		}
	})
}
