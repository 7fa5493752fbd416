package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// snapshotVersion is the version of the layout of a snapshot, kept as its user_version.
const snapshotVersion = 1

// snapshotTables are the tables of a snapshot beside its layers.
const snapshotTables = `
CREATE TABLE about (
	key   TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
	id             TEXT    NOT NULL PRIMARY KEY,
	file           TEXT    NOT NULL,
	title          TEXT    NOT NULL,
	publisher      TEXT    NOT NULL,
	licence        TEXT    NOT NULL,
	period         TEXT    NOT NULL,
	vintage        TEXT    NOT NULL,
	sha256         TEXT    NOT NULL,
	bytes          INTEGER NOT NULL,
	rows_read      INTEGER NOT NULL,
	rows_used      INTEGER NOT NULL,
	rows_unmatched INTEGER NOT NULL,
	rows_rejected  INTEGER NOT NULL,
	rows_repaired  INTEGER NOT NULL
) STRICT;

CREATE TABLE columns (
	layer    TEXT    NOT NULL,
	name     TEXT    NOT NULL,
	title    TEXT    NOT NULL,
	unit     TEXT    NOT NULL,
	higher   TEXT,
	decimals INTEGER,
	period   TEXT    NOT NULL,
	source   TEXT    REFERENCES sources,
	PRIMARY KEY (layer, name)
) STRICT;
`

// Contents is what a snapshot holds besides the layers of areas.
type Contents struct {
	About   []geo.Fact   // what the file says of itself: title, notice, credit line
	Sites   []geo.Site   // of the store, those that are shown
	Sources []geo.Source // where every column came from
}

// Snapshot writes the areas.sqlite of a release: a SpatiaLite database with one joined layer for each geography, and contents.
// The same rows give the same bytes.
func (s *Store) Snapshot(ctx context.Context, path string, contents Contents) error {
	aside, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(aside.Name())
	defer aside.Close()
	err = s.writeSnapshot(ctx, aside.Name(), contents)
	if err == nil {
		err = errors.Join(aside.Chmod(0o644), aside.Sync(), os.Rename(aside.Name(), path))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func (s *Store) writeSnapshot(ctx context.Context, path string, contents Contents) (err error) {
	db, err := connect(path, "rw")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	settings := unseen + fmt.Sprintf("PRAGMA page_size = 8192; PRAGMA application_id = %d; PRAGMA user_version = %d", snapshotApplicationID, snapshotVersion)
	if _, err := db.ExecContext(ctx, settings); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.fillSnapshot(ctx, tx, contents); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM")
	return err
}

func (s *Store) fillSnapshot(ctx context.Context, tx *sql.Tx, contents Contents) error {
	metadata, err := migrationFiles.ReadFile("migrations/001_spatialite.sql")
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(metadata)+snapshotTables); err != nil {
		return err
	}
	err = insertRows(ctx, tx, "about (key, value)", len(contents.About), func(args []any, i int) []any {
		return append(args, contents.About[i].Key, contents.About[i].Value)
	})
	if err != nil {
		return err
	}
	if err := copySources(ctx, tx, contents.Sources); err != nil {
		return err
	}
	geographies, err := s.Geographies(ctx)
	if err != nil {
		return err
	}
	for _, g := range geographies {
		if err := s.copyLayer(ctx, tx, g.ID); err != nil {
			return fmt.Errorf("layer %s: %w", g.ID, err)
		}
	}
	if err := s.copySites(ctx, tx, contents.Sites); err != nil {
		return fmt.Errorf("layer sites: %w", err)
	}
	return nil
}

func copySources(ctx context.Context, tx *sql.Tx, sources []geo.Source) error {
	const target = "sources (id, file, title, publisher, licence, period, vintage, sha256, bytes," +
		" rows_read, rows_used, rows_unmatched, rows_rejected, rows_repaired)"
	return insertRows(ctx, tx, target, len(sources), func(args []any, i int) []any {
		v := sources[i]
		return append(args, v.ID, v.File, v.Title, v.Publisher, v.Licence, v.Period, v.Vintage, v.SHA256, v.Bytes,
			v.Rows.Read, v.Rows.Used, v.Rows.Unmatched, v.Rows.Rejected, v.Rows.Repaired)
	})
}

// copyLayer makes a table of a joined view: <geography>, its spatial index, and <geography>_flags, which says for each value
// that is NULL why it is.
func (s *Store) copyLayer(ctx context.Context, tx *sql.Tx, geography string) error {
	columns, err := joinedColumns(ctx, s.db, geography)
	if err != nil {
		return err
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quote(c.name())
	}
	query := fmt.Sprintf("SELECT %s, geom FROM %s ORDER BY aid", strings.Join(names, ", "), quote(geography+"_joined"))
	rows, err := collectFrom(ctx, s.db, query, nil, scanRow(len(columns)+1))
	if err != nil {
		return err
	}
	for i := range columns {
		if columns[i].sqlType == "REAL" && columns[i].about.Decimals == 0 {
			columns[i].sqlType = narrow(rows, i)
		}
	}
	if err := createLayer(ctx, tx, geography, "MULTIPOLYGON", columns); err != nil {
		return err
	}
	if err := insertLayer(ctx, tx, geography, columns, rows); err != nil {
		return err
	}
	return s.copyFlags(ctx, tx, geography)
}

// scanRow returns a reader of rows of n columns of any type.
func scanRow(n int) func(*sql.Rows) ([]any, error) {
	return func(rows *sql.Rows) ([]any, error) {
		values, places := make([]any, n), make([]any, n)
		for i := range values {
			places[i] = &values[i]
		}
		err := rows.Scan(places...)
		return values, err
	}
}

// narrow turns column i of the rows into integers, if all of it is whole numbers, and returns the type it has then.
func narrow(rows [][]any, i int) string {
	for _, row := range rows {
		if v, ok := row[i].(float64); ok && (v != math.Trunc(v) || math.Abs(v) >= 1<<53) {
			return "REAL"
		}
	}
	for _, row := range rows {
		if v, ok := row[i].(float64); ok {
			row[i] = int64(v)
		}
	}
	return "INTEGER"
}

// createLayer makes a table with a geometry and its spatial index, registers it, and describes its columns. The first column
// is the primary key.
func createLayer(ctx context.Context, tx *sql.Tx, layer, geometry string, columns []joinedColumn) error {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n", quote(layer))
	for i, c := range columns {
		fmt.Fprintf(&b, "\t%s %s", quote(c.name()), c.sqlType)
		switch {
		case i == 0:
			b.WriteString(" NOT NULL PRIMARY KEY")
		case c.name() == "code", c.name() == "id":
			b.WriteString(" NOT NULL UNIQUE")
		}
		b.WriteString(",\n")
	}
	// A STRICT table may not declare the geometry type as SpatiaLite's own do; geometry_columns is what says it.
	b.WriteString("\t\"geom\" BLOB NOT NULL\n) STRICT;\n")
	fmt.Fprintf(&b, "CREATE VIRTUAL TABLE %s USING rtree(pkid, xmin, xmax, ymin, ymax);\n", quote("idx_"+layer+"_geom"))
	class := classMultiPolygon
	if geometry == "POINT" {
		class = classPoint
	}
	fmt.Fprintf(&b, "INSERT INTO geometry_columns VALUES (%s, 'geom', %d, 2, %d, 1);\n", text(layer), class, wgs84)
	if _, err := tx.ExecContext(ctx, b.String()); err != nil {
		return err
	}
	return insertRows(ctx, tx, "columns (layer, name, title, unit, higher, decimals, period, source)", len(columns), func(args []any, i int) []any {
		v := columns[i].about
		var higher, decimals, source any
		if columns[i].sqlType != "TEXT" && v.Higher != 0 {
			higher, decimals = v.Higher.String(), v.Decimals
		}
		if v.Source != "" {
			source = v.Source
		}
		return append(args, layer, v.ID, v.Title, v.Unit, higher, decimals, v.Period, source)
	})
}

// insertLayer adds rows whose last value is the geometry and whose first is the primary key, 1 for the first row.
func insertLayer(ctx context.Context, tx *sql.Tx, layer string, columns []joinedColumn, rows [][]any) error {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quote(c.name())
	}
	boxes := make([]orb.Bound, len(rows))
	target := fmt.Sprintf("%s (%s, geom)", quote(layer), strings.Join(names, ", "))
	err := insertRows(ctx, tx, target, len(rows), func(args []any, i int) []any {
		boxes[i] = blobBounds(rows[i][len(columns)].([]byte))
		return append(args, rows[i]...)
	})
	if err != nil {
		return err
	}
	if err := insertBoxes(ctx, tx, quote("idx_"+layer+"_geom"), 1, boxes); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, updateExtent(layer))
	return err
}

// copyFlags makes <geography>_flags.
func (s *Store) copyFlags(ctx context.Context, tx *sql.Tx, geography string) error {
	table := quote(geography + "_flags")
	create := "CREATE TABLE " + table + ` ("column" TEXT NOT NULL, aid INTEGER NOT NULL, flag TEXT NOT NULL, PRIMARY KEY ("column", aid)) STRICT, WITHOUT ROWID`
	if _, err := tx.ExecContext(ctx, create); err != nil {
		return err
	}
	const query = `SELECT indicator, first_aid, last_aid, flag FROM indicator_flag WHERE geography = ?1
		UNION ALL SELECT "column", first_aid, last_aid, flag FROM run_flag WHERE geography = ?1 ORDER BY 1, 2`
	stretches, err := collectFrom(ctx, s.db, query, []any{geography}, scanStretch)
	if err != nil {
		return err
	}
	var rows []stretch // of one area each
	for _, v := range stretches {
		for aid := v.first; aid <= v.last; aid++ {
			rows = append(rows, stretch{v.column, aid, aid, v.flag})
		}
	}
	return insertRows(ctx, tx, table+` ("column", aid, flag)`, len(rows), func(args []any, i int) []any {
		return append(args, rows[i].column, rows[i].first, rows[i].flag.String())
	})
}
