package export

import (
	"io/fs"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExportsAreTheSameBytes(t *testing.T) {
	for _, name := range []string{"a.gpkg", "a.geojson", "a.topojson", "a.csv", "a.pmtiles", "a.mbtiles", "a.fgb", "a.shp.zip", "pack/"} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(contents(t, export(t, name, Options{})), contents(t, export(t, name, Options{}))); diff != "" {
				t.Errorf("two exports differ: %.300s", diff)
			}
		})
	}
}

// contents returns a file, or every file of a folder, by name.
func contents(t *testing.T, path string) map[string][]byte {
	t.Helper()
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return map[string][]byte{"": read(t, path)}
	}
	all := map[string][]byte{}
	must(t, fs.WalkDir(os.DirFS(path), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all[name], err = os.ReadFile(path + "/" + name)
		}
		return err
	}))
	return all
}
