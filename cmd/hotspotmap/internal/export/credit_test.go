package export

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFormatsThatCannotCredit(t *testing.T) {
	r, folder := openTown(t)
	for name, want := range map[string][]string{
		"a.csv":     {"the file has no place to say it, so say it beside it: Synthetic data Nobody & sons"},
		"a.geojson": nil,
	} {
		format, err := FindFormat("", name)
		must(t, err)
		outcome, err := Write(t.Context(), Options{Release: r, Folder: folder, Format: format, Out: filepath.Join(t.TempDir(), name)})
		must(t, err)
		if diff := cmp.Diff(want, outcome.Notes); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if about := string(shapeReadme(r)); !strings.Contains(about, "notice: Synthetic data\r\n") || !strings.Contains(about, "attribution: Nobody & sons\r\n") {
		t.Errorf("a shapefile comes with %q", about)
	}
}
