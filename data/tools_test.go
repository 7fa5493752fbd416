package data

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tests in this file ask the programs that people open the files with.

// tool runs a program and returns what it printed. Without the program the test is skipped, but fails in CI.
func tool(t *testing.T, pkg, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed (Debian: %s)", name, pkg)
		}
		t.Skipf("%s is not installed (Debian: %s)", name, pkg)
	}
	var complaints strings.Builder
	cmd := exec.Command(path, args...)
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, complaints.String())
	}
	return strings.TrimSpace(string(out))
}

// scanText reads a row of any columns as one string.
func scanText(rows *sql.Rows) (string, error) {
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	values, err := scanRow(len(columns))(rows)
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = fmt.Sprint(v)
		if v == nil {
			parts[i] = "NULL"
		}
	}
	return strings.Join(parts, "|"), err
}

// filled returns the paths of a closed store and a snapshot of it.
func filled(t *testing.T) (store, snapshot string) {
	t.Helper()
	dir := t.TempDir()
	store, snapshot = filepath.Join(dir, "hotspotmap.db"), filepath.Join(dir, "areas.sqlite")
	s, err := Open(t.Context(), store)
	must(t, err)
	fill(t, s)
	must(t, s.Snapshot(t.Context(), snapshot, whole(t, s)))
	must(t, s.Close())
	return store, snapshot
}

func TestSpatiaLiteReadsBothFiles(t *testing.T) {
	store, snapshot := filled(t)
	for _, test := range []struct{ name, file, sql, want string }{
		{"store: metadata", store, "SELECT CheckSpatialMetaData()", "3"},
		{"store: valid", store, "SELECT min(ST_IsValid(geom)), count(*), min(SRID(geom)) FROM area", "1|6|4326"},
		{"store: indexes", store, "SELECT CheckSpatialIndex('area', 'geom'), CheckSpatialIndex('site', 'geom')", "1|1"},
		{"store: text", store, "SELECT AsText(geom) FROM area WHERE code = 'X1'", "MULTIPOLYGON(((2 53, 2.01 53, 2.01 53.01, 2 53.01, 2 53)))"},
		{"store: area less its hole", store, "SELECT round(1e6 * ST_Area(geom), 6) FROM lsoa21_joined WHERE code = 'X4'", "96.0"},
		{"store: containment", store, "SELECT s.id, a.code FROM site AS s JOIN area AS a ON ST_Contains(a.geom, s.geom) ORDER BY a.code", "libraries-1|W1\nlibraries-1|X1"},
		{"store: through the index", store, "SELECT a.code FROM area AS a JOIN idx_area_geom AS i ON i.pkid = a.area_id WHERE i.xmax < 2.0101 AND i.ymax < 53.0101", "X1"},
		{"store: the joined view", store, `SELECT code, "index", income, ward24_name FROM lsoa21_joined WHERE "index" > 5`, "X1|9.5|1.5|O'Hara West"},
		{"snapshot: metadata", snapshot, "SELECT CheckSpatialMetaData()", "3"},
		{"snapshot: valid", snapshot, "SELECT min(ST_IsValid(geom)), min(GeometryType(geom)), max(GeometryType(geom)) FROM (SELECT geom FROM lsoa21 UNION ALL SELECT geom FROM ward24)", "1|MULTIPOLYGON|MULTIPOLYGON"},
		{"snapshot: indexes", snapshot, "SELECT CheckSpatialIndex('lsoa21', 'geom'), CheckSpatialIndex('ward24', 'geom'), CheckSpatialIndex('sites', 'geom')", "1|1|1"},
		{"snapshot: the wards are their areas", snapshot, "SELECT ST_Equals(w.geom, ST_Union(a.geom)) FROM ward24 AS w JOIN lsoa21 AS a ON a.aid IN (1, 3) WHERE w.code = 'W1'", "1"},
		{"snapshot: extents", snapshot, "SELECT count(*), sum(row_count), round(min(extent_min_x), 4), round(max(extent_max_y), 4) FROM vector_layers NATURAL JOIN vector_layers_statistics", "3|8|2.0|53.5"},
		{"store: extents", store, "SELECT group_concat(table_name || ' ' || row_count, ', ') FROM vector_layers NATURAL JOIN vector_layers_statistics", "area 6, site 2, lsoa21_joined 4, ward24_joined 2"},
	} {
		if got := tool(t, "spatialite-bin", "spatialite", test.file, test.sql); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestOGRListsTheLayers(t *testing.T) {
	store, snapshot := filled(t)
	for _, test := range []struct{ file, want string }{
		{store, "1: area (Multi Polygon)\n2: site (Point)\n3: lsoa21_joined (Multi Polygon)\n4: ward24_joined (Multi Polygon)"},
		{snapshot, "1: lsoa21 (Multi Polygon)\n2: ward24 (Multi Polygon)\n3: sites (Point)"},
	} {
		out := tool(t, "gdal-bin", "ogrinfo", "-so", test.file)
		_, layers, _ := strings.Cut(out, "successful.\n")
		if diff := cmp.Diff(test.want, layers); diff != "" {
			t.Errorf("%s: %s", filepath.Base(test.file), diff)
		}
	}
	for layer, want := range map[string][]string{
		"lsoa21": {"Geometry: Multi Polygon", "Feature Count: 4", "Extent: (2.000000, 53.000000) - (2.020000, 53.020000)", `ID["EPSG",4326]`,
			"FID Column = aid", "Geometry Column NOT NULL = geom", "code: String (0.0) UNIQUE NOT NULL", "area_m2: Real", "index: Real", "people: Integer", "income: Real"},
		"sites": {"Geometry: Point", "Feature Count: 2", `ID["EPSG",4326]`, "open: Integer", "opening_hours: String"},
	} {
		out := tool(t, "gdal-bin", "ogrinfo", "-so", snapshot, layer)
		for _, line := range want {
			if !strings.Contains(out, line) {
				t.Errorf("%s: %q is not in\n%s", layer, line, out)
			}
		}
	}
}

func TestOGRExportsTheJoinedValues(t *testing.T) {
	_, snapshot := filled(t)
	out := tool(t, "gdal-bin", "ogr2ogr", "-f", "GeoJSON", "/vsistdout/", snapshot, "lsoa21")
	var collection struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates [][][][2]float64
			}
		}
	}
	must(t, json.Unmarshal([]byte(out), &collection))
	if len(collection.Features) != 4 {
		t.Fatalf("%d features", len(collection.Features))
	}
	got := collection.Features[1]
	want := map[string]any{"code": "X2", "name": "Area X2", "ward24_code": "W2", "ward24_name": "East", "area_m2": 744001.0,
		"people": 1500.0, "index": 2.0, "hotspot": 0.0, "distance_library": 100.0, "income": nil, "no_device": 10.0}
	if diff := cmp.Diff(want, got.Properties); diff != "" {
		t.Error(diff)
	}
	if got.Geometry.Type != "MultiPolygon" || got.Geometry.Coordinates[0][0][0] != [2]float64{2.01, 53} {
		t.Errorf("geometry %v", got.Geometry)
	}
	if holes := len(collection.Features[3].Geometry.Coordinates[0]); holes != 2 {
		t.Errorf("the fourth area has %d rings, not 2", holes)
	}
}
