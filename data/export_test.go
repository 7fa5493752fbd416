package data

import (
	"encoding/hex"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

func TestSnapshotAreas(t *testing.T) {
	_, snapshot := filled(t)
	got, err := SnapshotAreas(t.Context(), snapshot, "lsoa21")
	must(t, err)
	if len(got) != 4 || got[0].Code != "X1" || got[3].Name != "Area X4" || got[1].AreaM2 != 744001 {
		t.Errorf("read %v", got)
	}
	want := orb.Ring{{2, 53}, {2.01, 53}, {2.01, 53.01}, {2, 53.01}, {2, 53}}
	if diff := cmp.Diff(want, got[0].Geometry[0][0]); diff != "" {
		t.Error(diff)
	}
	if len(got[3].Geometry[0]) != 2 {
		t.Error("the hole of X4 has gone")
	}
	if _, err := SnapshotAreas(t.Context(), snapshot, "lsoa11"); err == nil || !strings.Contains(err.Error(), "read the areas of lsoa11 from "+snapshot) {
		t.Errorf("a layer that is not there: %v", err)
	}
}

// TestPackageGeometries compares geometries with the bytes that clause 2.1.3 of the standard and ISO 13249-3 ask for.
func TestPackageGeometries(t *testing.T) {
	const one, two, three = "000000000000f03f", "0000000000000040", "0000000000000840"
	if got, want := hex.EncodeToString(packagePoint(orb.Point{1, 2})), "47500001"+"e6100000"+"01"+"01000000"+one+two; got != want {
		t.Errorf("the point is %s, not %s", got, want)
	}
	triangle := orb.MultiPolygon{{{{1, 2}, {3, 2}, {1, 3}, {1, 2}}}}
	want := "47500003" + "e6100000" + one + three + two + three + "01" + "06000000" + "01000000" +
		"01" + "03000000" + "01000000" + "04000000" + one + two + three + two + one + three + one + two
	if got := hex.EncodeToString(packageMultiPolygon(triangle, triangle.Bound())); got != want {
		t.Errorf("the triangle is %s, not %s", got, want)
	}
}

func TestWriteGeoPackage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	layers := []PackageLayer{
		{Name: "places", Title: "O'Hara's places", Key: "fid", Rows: 2, Points: []orb.Point{{1, 2}, {3, 4}}, Columns: []PackageColumn{
			{Name: "name", Type: PackageText, Unique: true, Value: func(i int) any { return []string{"One", "Two"}[i] }},
			{Name: "open", Type: PackageBoolean, Value: func(i int) any { return i == 0 }},
			{Name: "share", Type: PackageReal, Value: func(i int) any { return []any{0.1, nil}[i] }},
		}},
		{Name: "nothing", Key: "fid", Areas: []orb.MultiPolygon{}},
	}
	must(t, WriteGeoPackage(t.Context(), path, layers))
	for _, test := range []struct {
		sql  string
		want []string
	}{
		{"SELECT fid, name, open, share FROM places", []string{"1|One|true|0.1", "2|Two|false|NULL"}},
		{"SELECT table_name, description, min_x, max_y FROM gpkg_contents", []string{"places|O'Hara's places|1|4", "nothing||NULL|NULL"}},
		{"SELECT id, minx, maxy FROM rtree_places_geom", []string{"1|1|2", "2|3|4"}},
		{"SELECT count(*) FROM rtree_nothing_geom", []string{"0"}},
		{"PRAGMA integrity_check", []string{"ok"}},
	} {
		if diff := cmp.Diff(test.want, query(t, path, test.sql)); diff != "" {
			t.Errorf("%s: %s", test.sql, diff)
		}
	}
	layers[0].Columns[0].Value = func(int) any { return "the same" }
	if err := WriteGeoPackage(t.Context(), filepath.Join(t.TempDir(), "b.gpkg"), layers); err == nil || !strings.Contains(err.Error(), "layer places") {
		t.Errorf("two rows of one name: %v", err)
	}
}

func TestWriteMBTiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mbtiles")
	tiles := []MBTile{{Zoom: 0, Content: []byte("world")}, {Zoom: 1, Column: 1, Row: 0, Content: []byte("south-east")}}
	of := func(failure error) iter.Seq2[MBTile, error] {
		return func(yield func(MBTile, error) bool) {
			for _, tile := range tiles {
				if !yield(tile, nil) {
					return
				}
			}
			if failure != nil {
				yield(MBTile{}, failure)
			}
		}
	}
	must(t, WriteMBTiles(t.Context(), path, []geo.Fact{{Key: "name", Value: "Test"}}, of(nil)))
	got := query(t, path, "SELECT zoom_level, tile_column, tile_row, CAST(tile_data AS TEXT) FROM tiles UNION ALL SELECT name, value, '', '' FROM metadata")
	if diff := cmp.Diff([]string{"0|0|0|world", "1|1|0|south-east", "name|Test||"}, got); diff != "" {
		t.Error(diff)
	}
	broken := errors.New("broken")
	if err := WriteMBTiles(t.Context(), filepath.Join(t.TempDir(), "b.mbtiles"), nil, of(broken)); !errors.Is(err, broken) {
		t.Errorf("a tile that cannot be read: %v", err)
	}
	once := of(nil)
	twice := func(yield func(MBTile, error) bool) { once(yield); once(yield) }
	if err := WriteMBTiles(t.Context(), filepath.Join(t.TempDir(), "c.mbtiles"), nil, twice); err == nil {
		t.Error("the same tile twice was taken")
	}
	if _, err := os.Stat(path + "-journal"); err == nil {
		t.Error("a journal is left")
	}
}
