package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// joinedColumn is one column of a joined layer beside the geometry.
type joinedColumn struct {
	about   geo.Indicator // its ID is the column's name
	sqlType string
	expr    string // over a row of area AS a
}

func (c joinedColumn) name() string { return c.about.ID }

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
	statements = append(statements, `INSERT INTO views_geometry_columns_statistics
		SELECT id || '_joined', 'geom', NULL, areas, west, south, east, north FROM geography`)
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
		fmt.Fprintf(&b, ",\n\t%s AS %s", c.expr, quote(c.name()))
	}
	fmt.Fprintf(&b, ",\n\ta.geom AS geom\nFROM area AS a\nWHERE a.geography = %s", text(geography))
	return b.String()
}

// joinedColumns lists the columns of a joined layer: who the area is, where it belongs, the run's results, the indicators.
func joinedColumns(ctx context.Context, q querier, geography string) ([]joinedColumn, error) {
	columns := []joinedColumn{
		{geo.Indicator{ID: "aid", Title: "Position in the geography, 1 first"}, "INTEGER", "a.aid"},
		{geo.Indicator{ID: "code", Title: "Official code"}, "TEXT", "a.code"},
		{geo.Indicator{ID: "name", Title: "Name"}, "TEXT", "a.name"},
	}
	parents, err := parentColumns(ctx, q, geography)
	if err != nil {
		return nil, err
	}
	columns = append(columns, parents...)
	columns = append(columns, joinedColumn{geo.Indicator{ID: "area_m2", Title: "Area", Unit: "m²", Decimals: 1}, "REAL", "a.area_m2"})

	const results = "SELECT id, title, unit, higher, decimals, period, '' FROM run_column WHERE geography = ? ORDER BY n"
	found, err := collectFrom(ctx, q, results, []any{geography}, scanIndicator)
	if err != nil {
		return nil, err
	}
	isPeople := func(v geo.Indicator) bool { return v.ID == "people" }
	if !slices.ContainsFunc(found, isPeople) { // a run counts the people of parents, and repeats those of small areas
		columns = append(columns, joinedColumn{geo.Indicator{ID: "people", Title: "People"}, "REAL", "a.people"})
	}
	for _, v := range found {
		columns = append(columns, joinedColumn{v, "REAL", fmt.Sprintf(
			"(SELECT v.%s FROM %s AS v WHERE v.aid = a.aid)", quote(v.ID), quote(resultTable(geography)))})
	}

	found, err = collectFrom(ctx, q, selectIndicators, []any{geography}, scanIndicator)
	if err != nil {
		return nil, err
	}
	for _, v := range found {
		columns = append(columns, joinedColumn{v, "REAL", fmt.Sprintf(
			"(SELECT v.%s FROM %s AS v WHERE v.aid = a.aid)", quote(v.ID), quote(indicatorTable(v.Source)))})
	}
	names := []string{"area_id", "geom"}
	for _, c := range columns {
		names = append(names, c.name())
	}
	return columns, checkNames(geography, names)
}

// parentColumns lists a code and a name for each parent geography.
func parentColumns(ctx context.Context, q querier, geography string) ([]joinedColumn, error) {
	const query = `SELECT id, singular FROM geography
		WHERE id IN (SELECT parent_geography FROM parent WHERE geography = ?) ORDER BY id`
	type parent struct{ id, singular string }
	parents, err := collectFrom(ctx, q, query, []any{geography}, func(rows *sql.Rows) (p parent, err error) {
		err = rows.Scan(&p.id, &p.singular)
		return p, err
	})
	if err != nil {
		return nil, err
	}
	var columns []joinedColumn
	for _, p := range parents {
		for _, what := range []string{"code", "name"} {
			about := geo.Indicator{ID: p.id + "_" + what, Title: "The " + what + " of its " + p.singular}
			columns = append(columns, joinedColumn{about, "TEXT", fmt.Sprintf(
				"(SELECT p.%s FROM parent JOIN area AS p ON p.geography = parent_geography AND p.aid = parent_aid"+
					" WHERE parent.geography = a.geography AND parent_geography = %s AND parent.aid = a.aid)", what, text(p.id))})
		}
	}
	return columns, nil
}

// checkNames refuses two columns of one name; SQL does not tell upper from lower case.
func checkNames(geography string, names []string) error {
	seen := map[string]bool{}
	for _, name := range names {
		lower := strings.ToLower(name)
		if seen[lower] {
			return fmt.Errorf("%s has two columns called %q — give the indicator another id", geography, name)
		}
		seen[lower] = true
	}
	return nil
}
