package export

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
	"hotspotmap/tiles/pmtiles"
)

func openSQL(path string) (*sql.DB, error) { return sql.Open("sqlite3", "file:"+path+"?mode=ro") }

// queryStrings reads an SQLite file, one string a row.
func queryStrings(t *testing.T, path, statement string, args ...any) []string {
	t.Helper()
	db, err := openSQL(path)
	must(t, err)
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), statement, args...)
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	var all []string
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		must(t, rows.Scan(places...))
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = fmt.Sprint(v)
		}
		all = append(all, strings.Join(parts, "|"))
	}
	must(t, rows.Err())
	return all
}

func TestGeoPackageFollowsTheStandard(t *testing.T) {
	path := export(t, "a.gpkg", Options{})
	for _, test := range []struct {
		name, sql string
		want      []string
	}{
		{"application id: GPKG", "SELECT application_id FROM pragma_application_id", []string{"1196444487"}},
		{"version 1.3", "SELECT user_version FROM pragma_user_version", []string{"10300"}},
		{"damage", "PRAGMA integrity_check", []string{"ok"}},
		{"foreign keys", "PRAGMA foreign_key_check", nil},
		{"reference systems", "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id", []string{"-1", "0", "4326"}},
		{"contents", "SELECT table_name, data_type, srs_id FROM gpkg_contents", []string{
			"square|features|4326", "borough|features|4326", "sites|features|4326", "about|attributes|<nil>", "columns|attributes|<nil>", "sources|attributes|<nil>"}},
		{"a time that no clock tells", "SELECT DISTINCT strftime('%s', last_change) FROM gpkg_contents", []string{"0"}},
		{"geometry", "SELECT table_name, column_name, geometry_type_name, z, m FROM gpkg_geometry_columns", []string{
			"square|geom|MULTIPOLYGON|0|0", "borough|geom|MULTIPOLYGON|0|0", "sites|geom|POINT|0|0"}},
		{"extensions", "SELECT table_name, extension_name, scope FROM gpkg_extensions WHERE extension_name != 'gpkg_schema'", []string{
			"square|gpkg_rtree_index|write-only", "borough|gpkg_rtree_index|write-only", "sites|gpkg_rtree_index|write-only"}},
		{"every row in the index", `SELECT count(*) FROM square JOIN rtree_square_geom ON id = aid`, []string{"6"}},
		{"every box in the index", `SELECT count(*) FROM rtree_sites_geom WHERE minx <= -1.87 AND maxx >= -1.87 AND miny <= 52.51 AND maxy >= 52.51`, []string{"1"}},
		{"types", "SELECT type FROM pragma_table_info('square') WHERE name IN ('aid', 'code', 'rank', 'need', 'geom')", []string{"INTEGER", "TEXT", "INTEGER", "REAL", "MULTIPOLYGON"}},
		{"titles", "SELECT title FROM gpkg_data_columns WHERE table_name = 'square' AND column_name IN ('need', 'holes_note') ORDER BY 1", []string{"Need (score)", "Why there is no value in holes"}},
		{"stored types", `SELECT DISTINCT typeof(need), typeof(one_rather_long_name), typeof(aid), typeof(geom) FROM square WHERE code != 'Q3'`, []string{"real|integer|integer|blob"}},
		{"where there is no value", "SELECT holes, typeof(holes), holes_note FROM square", []string{
			"<nil>|null|missing", "<nil>|null|suppressed", "<nil>|null|not applicable", "<nil>|null|rejected", "0|real|<nil>", "-1.5|real|<nil>"}},
		{"what it says of itself", "SELECT value FROM about WHERE key IN ('release', 'notice')", []string{"Synthetic data", town.id}},
		{"licences", "SELECT publisher, licence FROM sources WHERE id = 'table:1'", []string{"Office A|OGL-UK-3.0"}},
	} {
		if diff := cmp.Diff(test.want, queryStrings(t, path, test.sql)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestMBTilesHoldsTheSameTiles(t *testing.T) {
	r, folder := openTown(t)
	for _, tileset := range []string{"areas", "hotspots", "sites"} {
		t.Run(tileset, func(t *testing.T) {
			checkMBTiles(t, r, folder, tileset, export(t, "a.mbtiles", Options{Tileset: tileset}))
		})
	}
	path := export(t, "a.mbtiles", Options{})
	for _, test := range []struct{ sql, want string }{
		{"PRAGMA integrity_check", "ok"},
		{"SELECT application_id FROM pragma_application_id", "1297105496"}, // MPBX
		{"SELECT value FROM metadata WHERE name = 'format'", "pbf"},
		{"SELECT value FROM metadata WHERE name = 'minzoom'", "8"},
		{"SELECT value FROM metadata WHERE name = 'maxzoom'", "12"},
		{"SELECT value FROM metadata WHERE name = 'bounds'", "-1.9,52.48,-1.82,52.52"},
		{"SELECT value FROM metadata WHERE name = 'attribution'", "Nobody & sons"},
		{"SELECT value FROM metadata WHERE name = 'description'", "Synthetic data"},
		{"SELECT value ->> '$.vector_layers[1].fields.need' FROM metadata WHERE name = 'json'", "Number"},
		{"SELECT group_concat(value -> '$.vector_layers[0].id') FROM metadata WHERE name = 'json'", `"borough"`},
	} {
		if got := strings.Join(queryStrings(t, path, test.sql), "\n"); got != test.want {
			t.Errorf("%s: %q, not %q", test.sql, got, test.want)
		}
	}
}

// checkMBTiles compares every tile with the release's.
func checkMBTiles(t *testing.T, r *release.Release, folder, tileset, path string) {
	t.Helper()
	db, err := openSQL(path)
	must(t, err)
	defer db.Close()
	archive, err := pmtiles.Open(folder + "/" + release.TilesetPath(tileset))
	must(t, err)
	defer archive.Close()
	count := 0
	must(t, archive.All(func(id tiles.ID) error {
		count++
		want, err := r.Tile(context.Background(), tileset, id)
		if err != nil {
			return err
		}
		var got []byte
		row := int64(1)<<id.Z - 1 - int64(id.Y)
		err = db.QueryRow("SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", id.Z, id.X, row).Scan(&got)
		if err == nil && !bytes.Equal(got, want) {
			err = fmt.Errorf("its %d bytes are others than the release's %d", len(got), len(want))
		}
		if err != nil {
			t.Errorf("tile %v: %v", id, err)
		}
		return nil
	}))
	if got := queryStrings(t, path, "SELECT count(*) FROM tiles"); got[0] != fmt.Sprint(count) || count == 0 {
		t.Errorf("it holds %s tiles, not %d", got[0], count)
	}
}

func TestPMTilesIsACopy(t *testing.T) {
	_, folder := openTown(t)
	for _, tileset := range []string{"areas", "hotspots", "sites"} {
		got := read(t, export(t, "a.pmtiles", Options{Tileset: tileset}))
		if !bytes.Equal(got, read(t, folder+"/"+release.TilesetPath(tileset))) {
			t.Errorf("%s differs", tileset)
		}
	}
}
