package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// widen is what 003_values.sql cannot say: it brings a row a value, of value and run_value, into wide tables.
func widen(ctx context.Context, tx *sql.Tx) error {
	type wide struct{ table, from, key, geography, ids string }
	const query = `SELECT 'values_' || replace(source, ':', '_'), 'value', 'indicator', geography, json_group_array(id ORDER BY n)
			FROM indicator GROUP BY source, geography
		UNION ALL SELECT 'results_' || geography, 'run_value', 'column', geography, json_group_array(id ORDER BY n)
			FROM run_column GROUP BY geography`
	tables, err := collectFrom(ctx, tx, query, nil, func(rows *sql.Rows) (w wide, err error) {
		err = rows.Scan(&w.table, &w.from, &w.key, &w.geography, &w.ids)
		return w, err
	})
	if err != nil {
		return err
	}
	for _, w := range tables {
		ids, err := queryStrings(ctx, tx, "SELECT value FROM json_each(?) ORDER BY key", w.ids)
		if err != nil {
			return err
		}
		if err := createWide(ctx, tx, w.table, ids); err != nil {
			return err
		}
		var values strings.Builder
		for _, id := range ids {
			fmt.Fprintf(&values, ", (SELECT v.value FROM %s AS v WHERE v.geography = a.geography AND v.%s = %s AND v.aid = a.aid)",
				w.from, quote(w.key), text(id))
		}
		insert := fmt.Sprintf("INSERT INTO %s SELECT a.aid%s FROM area AS a WHERE a.geography = %s ORDER BY a.aid",
			quote(w.table), values.String(), text(w.geography))
		if _, err := tx.ExecContext(ctx, insert); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "DROP TABLE value; DROP TABLE run_value")
	return err
}
