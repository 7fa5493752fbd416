package data

import (
	"context"
	"database/sql"
	"fmt"

	"hotspotmap/geo"
)

// stretch is a run of areas, first to last, whose values are absent for one reason.
type stretch struct {
	column      string
	first, last int
	flag        geo.Flag
}

// insertFlags says why values of columns are NULL.
func insertFlags(ctx context.Context, tx *sql.Tx, target, geography string, columns []geo.Column) error {
	var all []stretch
	for _, column := range columns {
		for i, flag := range column.Flags {
			switch {
			case flag == geo.Present:
			case i > 0 && flag == column.Flags[i-1]:
				all[len(all)-1].last = i + 1
			default:
				all = append(all, stretch{column.Indicator.ID, i + 1, i + 1, flag})
			}
		}
	}
	return insertRows(ctx, tx, target, len(all), func(args []any, i int) []any {
		return append(args, geography, all[i].column, all[i].first, all[i].last, all[i].flag.String())
	})
}

func scanStretch(rows *sql.Rows) (v stretch, err error) {
	var flag string
	if err := rows.Scan(&v.column, &v.first, &v.last, &flag); err != nil {
		return v, err
	}
	v.flag, err = parseFlag(flag)
	return v, err
}

// parseFlag is the inverse of geo.Flag.String.
func parseFlag(text string) (geo.Flag, error) {
	for flag := geo.Missing; flag <= geo.Rejected; flag++ {
		if text == flag.String() {
			return flag, nil
		}
	}
	return 0, fmt.Errorf("unknown flag %q", text)
}

// readFlags says of the values an indicator has not why it has none.
func (s *Store) readFlags(ctx context.Context, geography string, column geo.Column) error {
	const query = "SELECT indicator, first_aid, last_aid, flag FROM indicator_flag WHERE geography = ? AND indicator = ?"
	stretches, err := collectFrom(ctx, s.db, query, []any{geography, column.Indicator.ID}, scanStretch)
	if err != nil {
		return err
	}
	for _, v := range stretches {
		if v.last > len(column.Flags) {
			return fmt.Errorf("%s: aid %d of %d areas", v.column, v.last, len(column.Flags))
		}
		for i := v.first - 1; i < v.last; i++ {
			column.Flags[i] = v.flag
		}
	}
	return nil
}
