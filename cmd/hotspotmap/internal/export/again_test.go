package export

import (
	"bytes"
	"math"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb/planar"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo/boundary"
)

// TestWhatIsExportedCanBeImported holds that a build could start from an export: the same codes, names and borders, with nothing to
// repair.
func TestWhatIsExportedCanBeImported(t *testing.T) {
	_, folder := openTown(t)
	shapes, err := data.SnapshotAreas(t.Context(), filepath.Join(folder, release.SnapshotFile), "square")
	must(t, err)
	for _, name := range []string{"a.geojson", "a.topojson"} {
		content := read(t, export(t, name, Options{}))
		areas, rows, issues, err := boundary.Read(bytes.NewReader(content), name, boundary.Options{Code: "code", Name: "name"})
		must(t, err)
		if rows.Used != len(shapes) || len(areas) != len(shapes) || len(issues) > 0 {
			t.Fatalf("%s: %+v, %v", name, rows, issues)
		}
		for i, shape := range shapes {
			if areas[i].Code != shape.Code || areas[i].Name != shape.Name {
				t.Errorf("%s: %s is called %q, not %q", name, areas[i].Code, areas[i].Name, shape.Name)
			}
			if got, want := planar.Area(areas[i].Geometry), planar.Area(shape.Geometry); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: %s has %g square degrees, not %g", name, shape.Code, got, want)
			}
			if diff := cmp.Diff(shape.Geometry, areas[i].Geometry); name == "a.geojson" && diff != "" {
				t.Errorf("%s: %s: %s", name, shape.Code, diff)
			}
		}
	}
}
