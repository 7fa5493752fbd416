package data

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/paulmach/orb"
)

// PackageLayer is one table of a GeoPackage: areas, points, or rows without a place. Row i has the key i+1.
type PackageLayer struct {
	Name    string // of the table
	Title   string
	Key     string // name of the primary key
	Columns []PackageColumn
	Rows    int
	Areas   []orb.MultiPolygon // of each row, or nil
	Points  []orb.Point        // of each row, or nil
}

// PackageColumn is one column of a [PackageLayer].
type PackageColumn struct {
	Name        string
	Title       string
	Description string
	Type        PackageType
	Unique      bool
	Value       func(row int) any // nil where there is no value, which is NULL
}

// PackageType is the type of a column, as the GeoPackage standard names it.
type PackageType string

const (
	PackageText    PackageType = "TEXT"
	PackageInteger PackageType = "INTEGER"
	PackageReal    PackageType = "REAL"
	PackageBoolean PackageType = "BOOLEAN"
)

// lastChange is the time a GeoPackage says its contents changed. The standard wants one, but the same release is to give the
// same bytes whenever it is written, so it is the beginning of the Unix epoch.
const lastChange = "1970-01-01T00:00:00.000Z"

// WriteGeoPackage writes layers as an OGC GeoPackage 1.3 (OGC 12-128r17) in EPSG:4326, with an R*Tree for each layer that has a
// geometry, to a path where there is nothing or an empty file. The same layers give the same bytes.
func WriteGeoPackage(ctx context.Context, path string, layers []PackageLayer) error {
	settings := fmt.Sprintf("PRAGMA page_size = 4096; PRAGMA application_id = %d; PRAGMA user_version = %d", packageApplicationID, packageVersion)
	return fillFile(ctx, path, settings, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, packageTables); err != nil {
			return err
		}
		for _, layer := range layers {
			if err := layer.write(ctx, tx); err != nil {
				return fmt.Errorf("layer %s: %w", layer.Name, err)
			}
		}
		return nil
	})
}

func (l PackageLayer) write(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, l.create()); err != nil {
		return err
	}
	target := quote(l.Name) + " (" + quote(l.Key)
	for _, c := range l.Columns {
		target += ", " + quote(c.Name)
	}
	if l.placed() {
		target += ", geom"
	}
	boxes := make([]orb.Bound, l.Rows)
	err := insertRows(ctx, tx, target+")", l.Rows, func(args []any, i int) []any {
		args = append(args, i+1)
		for _, c := range l.Columns {
			args = append(args, c.Value(i))
		}
		switch {
		case l.Areas != nil:
			boxes[i] = bounds(l.Areas[i])
			args = append(args, packageMultiPolygon(l.Areas[i], boxes[i]))
		case l.Points != nil:
			boxes[i] = l.Points[i].Bound()
			args = append(args, packagePoint(l.Points[i]))
		}
		return args
	})
	if err != nil {
		return err
	}
	if err := l.register(ctx, tx, boxes); err != nil {
		return err
	}
	if !l.placed() {
		return nil
	}
	return l.index(ctx, tx, boxes)
}

func (l PackageLayer) placed() bool { return l.Areas != nil || l.Points != nil }

// create is the statement that makes the table.
func (l PackageLayer) create() string {
	statement := "CREATE TABLE " + quote(l.Name) + " (\n\t" + quote(l.Key) + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
	for _, c := range l.Columns {
		statement += ",\n\t" + quote(c.Name) + " " + string(c.Type)
		if c.Unique {
			statement += " NOT NULL UNIQUE"
		}
	}
	if l.placed() {
		statement += ",\n\tgeom " + l.geometryType() + " NOT NULL"
	}
	return statement + "\n)"
}

func (l PackageLayer) geometryType() string {
	if l.Points != nil {
		return "POINT"
	}
	return "MULTIPOLYGON"
}

// register lists the layer where a reader of a GeoPackage looks for it, and says what its columns are.
func (l PackageLayer) register(ctx context.Context, tx *sql.Tx, boxes []orb.Bound) error {
	contents := []any{l.Name, "attributes", l.Name, l.Title, lastChange, nil, nil, nil, nil, nil}
	if l.placed() {
		contents[1], contents[9] = "features", wgs84
		if len(boxes) > 0 {
			all := boxes[0]
			for _, box := range boxes[1:] {
				all = all.Union(box)
			}
			contents[5], contents[6], contents[7], contents[8] = all.Min[0], all.Min[1], all.Max[0], all.Max[1]
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", contents...); err != nil {
		return err
	}
	if l.placed() {
		_, err := tx.ExecContext(ctx, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", l.Name, l.geometryType(), wgs84)
		if err != nil {
			return err
		}
	}
	const target = "gpkg_data_columns (table_name, column_name, title, description)"
	return insertRows(ctx, tx, target, len(l.Columns), func(args []any, i int) []any {
		return append(args, l.Name, l.Columns[i].Name, l.Columns[i].Title, l.Columns[i].Description)
	})
}
