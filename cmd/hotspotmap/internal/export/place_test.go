package export

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFindFormat(t *testing.T) {
	for _, test := range []struct{ id, out, want, err string }{
		{"", "map.gpkg", "gpkg", ""},
		{"", "Map.GeoJSON", "geojson", ""},
		{"", "squares.shp.zip", "shp", ""},
		{"", "evidence/", "evidence", ""},
		{"csv", "squares.txt", "csv", ""},
		{"", "squares.kml", "", "its name does not tell the format — end it in .gpkg (GeoPackage), .geojson"},
		{"kml", "squares.kml", "", "--to kml: there is no such format — write one of gpkg, geojson"},
	} {
		f, err := FindFormat(test.id, test.out)
		if f.ID != test.want || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%q, %q: %q, %v", test.id, test.out, f.ID, err)
		}
	}
}

func TestOptionsThatMakeNoSense(t *testing.T) {
	r, folder := openTown(t)
	for _, test := range []struct {
		name    string
		options Options
		want    string
	}{
		{"a.csv", Options{Geography: "sqare"}, `--geography sqare: the release has no such geography — did you mean "square"?`},
		{"a.csv", Options{Tileset: "areas"}, "--tileset says nothing to the format csv: it is for pmtiles and mbtiles — leave it out"},
		{"a.gpkg", Options{Geography: "square"}, "--geography says nothing to the format gpkg"},
		{"a.geojson", Options{Tolerance: "5"}, "--tolerance says nothing to the format geojson: it is for topojson"},
		{"a.topojson", Options{Tolerance: "five"}, "--tolerance five: write a number of metres, 0 or more"},
		{"a.topojson", Options{Tolerance: "-1"}, "--tolerance -1: write a number of metres, 0 or more"},
		{"a.topojson", Options{Geography: "sites"}, "write the sites as GeoJSON"},
		{"a.mbtiles", Options{Tileset: "area"}, `--tileset area: the release has no such tileset — did you mean "areas"?`},
	} {
		dir := t.TempDir()
		test.options.Release, test.options.Folder, test.options.Out = r, folder, filepath.Join(dir, test.name)
		var err error
		test.options.Format, err = FindFormat("", test.name)
		must(t, err)
		_, err = Write(t.Context(), test.options)
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "export "+dir) {
			t.Errorf("%s: %v", test.name, err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s: a failed export left %v", test.name, left)
		}
	}
}

func TestPlaceFile(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "map.csv")
	fill := func(content string) func(string) error {
		return func(path string) error { return os.WriteFile(path, []byte(content), 0o644) }
	}
	must(t, placeFile(out, false, fill("first")))
	if err := placeFile(out, false, fill("second")); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("a file that is there: %v", err)
	}
	broken := errors.New("broken")
	if err := placeFile(out, true, func(string) error { return broken }); err != broken {
		t.Errorf("a failed write: %v", err)
	}
	if got := string(read(t, out)); got != "first" {
		t.Errorf("after two failures the file is %q", got)
	}
	must(t, placeFile(out, true, fill("third")))
	if got := string(read(t, out)); got != "third" {
		t.Errorf("--force left %q", got)
	}
	if err := placeFile(dir, true, fill("")); err == nil || !strings.Contains(err.Error(), "it is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if err := placeFile(filepath.Join(dir, "none", "map.csv"), false, fill("")); err == nil || !strings.Contains(err.Error(), "make it first") {
		t.Errorf("a folder that is not there: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("the folder holds %v", left)
	}
}

// TestForceRemovesNothingButAPack holds that --force, given with the wrong name, costs nobody their files.
func TestForceRemovesNothingButAPack(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	must(t, os.Mkdir(mine, 0o755))
	must(t, os.WriteFile(filepath.Join(mine, "thesis.txt"), []byte("years"), 0o644))
	fill := func(path string) error { return os.WriteFile(filepath.Join(path, "x"), nil, 0o644) }
	if err := placeFolder(mine, true, fill); err == nil || !strings.Contains(err.Error(), "other things") {
		t.Errorf("a folder of other files: %v", err)
	}
	pack := export(t, "pack/", Options{})
	if err := placeFolder(pack, false, fill); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("a pack that is there: %v", err)
	}
	must(t, os.WriteFile(filepath.Join(pack, "notes.txt"), []byte("mine"), 0o644))
	if err := placeFolder(pack, true, fill); err == nil {
		t.Error("a pack with somebody's notes in it was removed")
	}
	must(t, os.Remove(filepath.Join(pack, "notes.txt")))
	must(t, placeFolder(pack, true, fill))
	if left, _ := os.ReadDir(pack); len(left) != 1 || left[0].Name() != "x" {
		t.Errorf("the pack holds %v", left)
	}
	if left, _ := os.ReadDir(filepath.Dir(filepath.Clean(pack))); len(left) != 1 {
		t.Errorf("beside the pack there is %v", left)
	}
}
