package ogr

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a.geojson"), filepath.Join(dir, "a.fgb")
	content := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Point","coordinates":[-1.9,52.5]}}]}`
	if err := os.WriteFile(from, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Run("not installed", func(t *testing.T) {
		t.Setenv("PATH", "")
		err := Write(t.Context(), "FlatGeobuf", from, to)
		if err == nil || !strings.Contains(err.Error(), "not installed — install it, on Debian and Ubuntu with: apt install gdal-bin; or write a GeoPackage") {
			t.Errorf("%v", err)
		}
	})
	needOGR(t)
	if err := Write(t.Context(), "FlatGeobuf", from, to, "-nln", "places"); err != nil {
		t.Fatal(err)
	}
	if written, err := os.ReadFile(to); err != nil || !strings.HasPrefix(string(written), "fgb") {
		t.Errorf("wrote %.20q, %v", written, err)
	}
	err := Write(t.Context(), "No such format", from, filepath.Join(dir, "b"))
	if err == nil || !strings.Contains(err.Error(), "ogr2ogr could not write No such format: ") {
		t.Errorf("a format that ogr2ogr does not have: %v", err)
	}
}
