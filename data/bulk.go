package data

import (
	"context"
	"database/sql"
	"strings"
)

// batchParams is how many parameters one statement of a bulk insert carries. More of them would save little: at this size
// SQLite's own work is most of the cost.
const batchParams = 2000

// insertRows adds n rows to a table, many to a statement. target names the table and its columns, as in "site (id, kind)";
// row appends the values of one row to args.
func insertRows(ctx context.Context, tx *sql.Tx, target string, n int, row func(args []any, i int) []any) error {
	if n == 0 {
		return nil
	}
	columns := strings.Count(target, ",") + 1
	batch := min(n, max(1, batchParams/columns))
	stmt, err := tx.PrepareContext(ctx, insertStatement(target, columns, batch))
	if err != nil {
		return err
	}
	defer stmt.Close()

	args := make([]any, 0, batch*columns)
	whole := n - n%batch
	for i := range whole {
		args = row(args, i)
		if len(args) == batch*columns {
			if _, err := stmt.ExecContext(ctx, args...); err != nil {
				return err
			}
			args = args[:0]
		}
	}
	if whole == n {
		return nil
	}
	for i := whole; i < n; i++ {
		args = row(args, i)
	}
	_, err = tx.ExecContext(ctx, insertStatement(target, columns, n-whole), args...)
	return err
}

func insertStatement(target string, columns, rows int) string {
	one := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return "INSERT INTO " + target + " VALUES " + one + strings.Repeat(", "+one, rows-1)
}
