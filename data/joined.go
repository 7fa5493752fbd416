package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// joinedColumn is one column of a joined layer beside the geometry.
type joinedColumn struct {
	name string
	expr string // over a row of area AS a
}

// remakeJoinedViews makes <geography>_joined for every geography, with a column for each result and indicator there is, and
// registers it as a layer.
func remakeJoinedViews(ctx context.Context, tx *sql.Tx) error {
	old, err := queryStrings(ctx, tx, "SELECT view_name FROM views_geometry_columns ORDER BY view_name")
	if err != nil {
		return err
	}
	statements := []string{"DELETE FROM views_geometry_columns"}
	for _, view := range old {
		statements = append(statements, "DROP VIEW "+quote(view))
	}
	geographies, err := queryStrings(ctx, tx, "SELECT id FROM geography ORDER BY id")
	if err != nil {
		return err
	}
	for _, geography := range geographies {
		columns, err := joinedColumns(ctx, tx, geography)
		if err != nil {
			return err
		}
		view := geography + "_joined"
		statements = append(statements, joinedView(view, geography, columns),
			fmt.Sprintf("INSERT INTO views_geometry_columns VALUES (%s, 'geom', 'area_id', 'area', 'geom', 1)", text(view)))
	}
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("make the joined views: %w", err)
		}
	}
	return nil
}

func joinedView(view, geography string, columns []joinedColumn) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE VIEW %s AS\nSELECT a.area_id AS area_id", quote(view))
	for _, c := range columns {
		fmt.Fprintf(&b, ",\n\t%s AS %s", c.expr, quote(c.name))
	}
	fmt.Fprintf(&b, ",\n\ta.geom AS geom\nFROM area AS a\nWHERE a.geography = %s", text(geography))
	return b.String()
}

// joinedColumns lists the columns of a joined layer: who the area is, where it belongs, the run's results, the indicators.
func joinedColumns(ctx context.Context, q querier, geography string) ([]joinedColumn, error) {
	columns := []joinedColumn{{"aid", "a.aid"}, {"code", "a.code"}, {"name", "a.name"}}
	parents, err := queryStrings(ctx, q, "SELECT DISTINCT parent_geography FROM parent WHERE geography = ? ORDER BY parent_geography", geography)
	if err != nil {
		return nil, err
	}
	for _, parent := range parents {
		for _, what := range []string{"code", "name"} {
			columns = append(columns, joinedColumn{parent + "_" + what, fmt.Sprintf(
				"(SELECT p.%s FROM parent JOIN area AS p ON p.geography = parent_geography AND p.aid = parent_aid"+
					" WHERE parent.geography = a.geography AND parent_geography = %s AND parent.aid = a.aid)", what, text(parent))})
		}
	}
	results, err := queryStrings(ctx, q, "SELECT id FROM run_column WHERE geography = ? ORDER BY n", geography)
	if err != nil {
		return nil, err
	}
	columns = append(columns, joinedColumn{"area_m2", "a.area_m2"})
	if !slices.Contains(results, "people") { // a run counts the people of parents, and repeats those of small areas
		columns = append(columns, joinedColumn{"people", "a.people"})
	}
	for _, id := range results {
		columns = append(columns, joinedColumn{id, fmt.Sprintf(
			`(SELECT v.value FROM run_value AS v WHERE v.geography = a.geography AND v."column" = %s AND v.aid = a.aid)`, text(id))})
	}
	indicators, err := queryStrings(ctx, q, "SELECT id FROM indicator WHERE geography = ? ORDER BY source, n", geography)
	if err != nil {
		return nil, err
	}
	for _, id := range indicators {
		columns = append(columns, joinedColumn{id, fmt.Sprintf(
			"(SELECT v.value FROM value AS v WHERE v.geography = a.geography AND v.indicator = %s AND v.aid = a.aid)", text(id))})
	}
	return columns, checkNames(geography, columns)
}

// checkNames refuses two columns of one name; SQL does not tell upper from lower case.
func checkNames(geography string, columns []joinedColumn) error {
	seen := map[string]bool{"area_id": true, "geom": true}
	for _, c := range columns {
		name := strings.ToLower(c.name)
		if seen[name] {
			return fmt.Errorf("%s has two columns called %q — give the indicator another id", geography, c.name)
		}
		seen[name] = true
	}
	return nil
}
