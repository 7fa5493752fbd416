package data

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"

	"hotspotmap/geo"
)

// Values are kept in wide tables, a row an area and a column each: a table of indicators for each source that has any, a table of results
// for each geography of the run. A row a value would take SQLite four times as long to write, or more.
const (
	indicatorTables = "values_"
	resultTables    = "results_"
)

// indicatorTable is the table that holds the indicators of a source.
func indicatorTable(source string) string {
	return indicatorTables + strings.ReplaceAll(source, ":", "_")
}

// resultTable is the table that holds what the run worked out for a geography.
func resultTable(geography string) string { return resultTables + geography }

// createWide makes a wide table of the columns with these ids.
func createWide(ctx context.Context, tx *sql.Tx, table string, ids []string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n\taid INTEGER NOT NULL PRIMARY KEY", quote(table))
	for _, id := range ids {
		fmt.Fprintf(&b, ",\n\t%s REAL", quote(id))
	}
	b.WriteString("\n) STRICT")
	_, err := tx.ExecContext(ctx, b.String())
	return err
}

// insertWide makes a wide table of columns of a geography. flags is the table, with its columns, that is to say why values are NULL.
func insertWide(ctx context.Context, tx *sql.Tx, table, flags, geography string, columns []geo.Column) error {
	if len(columns) == 0 {
		return nil
	}
	areas, err := countAreas(ctx, tx, geography)
	if err != nil {
		return err
	}
	ids, names := make([]string, len(columns)), make([]string, len(columns))
	for i, column := range columns {
		if err := checkColumn(column, geography, areas); err != nil {
			return err
		}
		ids[i], names[i] = column.Indicator.ID, quote(column.Indicator.ID)
	}
	if err := checkNames(geography, append([]string{"aid"}, ids...)); err != nil {
		return err
	}
	if err := createWide(ctx, tx, table, ids); err != nil {
		return err
	}
	target := fmt.Sprintf("%s (aid, %s)", quote(table), strings.Join(names, ", "))
	err = insertRows(ctx, tx, target, areas, func(args []any, i int) []any {
		args = append(args, i+1)
		for _, column := range columns {
			args = append(args, nullNaN(column.Values[i]))
		}
		return args
	})
	if err != nil {
		return err
	}
	return insertFlags(ctx, tx, flags, geography, columns)
}

// readWide fills columns of missing values from a wide table.
func (s *Store) readWide(ctx context.Context, table string, columns []geo.Column) error {
	var aid int
	names, values, places := make([]string, len(columns)), make([]any, len(columns)), []any{&aid}
	for i, c := range columns {
		names[i], places = quote(c.Indicator.ID), append(places, &values[i])
	}
	rows, err := s.db.QueryContext(ctx, fmt.Sprintf("SELECT aid, %s FROM %s", strings.Join(names, ", "), quote(table)))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		if areas := len(columns[0].Values); aid > areas {
			return fmt.Errorf("%s: aid %d of %d areas", table, aid, areas)
		}
		for i, c := range columns {
			if v, present := values[i].(float64); present {
				c.Values[aid-1], c.Flags[aid-1] = v, geo.Present
			}
		}
	}
	return rows.Err()
}

// checkColumn refuses a column that has not a value, or else a flag, for each area.
func checkColumn(column geo.Column, geography string, areas int) error {
	id := column.Indicator.ID
	if len(column.Values) != areas {
		return fmt.Errorf("column %s: %w", id, wrongLength(len(column.Values), areas, geography))
	}
	if len(column.Flags) != areas {
		return fmt.Errorf("column %s: %d flags for %d values", id, len(column.Flags), areas)
	}
	for i, flag := range column.Flags {
		if v := column.Values[i]; (flag == geo.Present) == math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("column %s: aid %d: value %g is flagged %s", id, i+1, v, flag)
		}
	}
	return nil
}

// dropOrphans drops the wide tables whose source or run is gone: a foreign key empties tables, and never drops one.
func dropOrphans(ctx context.Context, tx *sql.Tx) error {
	owners, err := queryStrings(ctx, tx, "SELECT DISTINCT source FROM indicator")
	if err != nil {
		return err
	}
	geographies, err := queryStrings(ctx, tx, "SELECT DISTINCT geography FROM run_column")
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, source := range owners {
		wanted[indicatorTable(source)] = true
	}
	for _, geography := range geographies {
		wanted[resultTable(geography)] = true
	}
	tables, err := queryStrings(ctx, tx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB ? OR name GLOB ?) ORDER BY name",
		indicatorTables+"*", resultTables+"*")
	if err != nil {
		return err
	}
	for _, table := range tables {
		if wanted[table] {
			continue
		}
		if _, err := tx.ExecContext(ctx, "DROP TABLE "+quote(table)); err != nil {
			return err
		}
	}
	return nil
}
