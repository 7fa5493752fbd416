package data

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"hotspotmap/geo"
)

// PutColumns replaces the indicators of one source, each with a value or a flag for every area of a geography. An indicator
// that another source held before moves to this one, and that other source is forgotten whole: sources are named by their
// place in the project file, and their order may change.
func (s *Store) PutColumns(ctx context.Context, geography string, columns []geo.Column, in Import) error {
	return s.replace(ctx, in, kindColumns, geography, func(tx *sql.Tx) error {
		for n, column := range columns {
			if err := takeOver(ctx, tx, geography, column.Indicator.ID, in.Source.ID); err != nil {
				return err
			}
			v := column.Indicator
			_, err := tx.ExecContext(ctx, "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
				geography, v.ID, in.Source.ID, n+1, v.Title, v.Unit, v.Higher.String(), v.Decimals, v.Period)
			if err != nil {
				return fmt.Errorf("indicator %s: %w", v.ID, err)
			}
			if err := insertColumn(ctx, tx, "value (geography, indicator, aid, value, flag)", geography, column); err != nil {
				return err
			}
		}
		return nil
	})
}

// takeOver forgets whichever other source holds an indicator.
func takeOver(ctx context.Context, tx *sql.Tx, geography, indicator, source string) error {
	holders, err := queryStrings(ctx, tx, "SELECT source FROM indicator WHERE geography = ? AND id = ?", geography, indicator)
	if err != nil {
		return err
	}
	for _, holder := range holders {
		if holder == source {
			return fmt.Errorf("indicator %q is there twice in one source", indicator)
		}
		if err := forget(ctx, tx, holder); err != nil {
			return err
		}
	}
	return nil
}

// insertColumn adds the values of one column to value or run_value.
func insertColumn(ctx context.Context, tx *sql.Tx, target, geography string, column geo.Column) error {
	id := column.Indicator.ID
	if err := checkLength(ctx, tx, geography, len(column.Values)); err != nil {
		return fmt.Errorf("column %s: %w", id, err)
	}
	if len(column.Flags) != len(column.Values) {
		return fmt.Errorf("column %s: %d flags for %d values", id, len(column.Flags), len(column.Values))
	}
	for i, flag := range column.Flags {
		if v := column.Values[i]; (flag == geo.Present) == math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("column %s: aid %d: value %g is flagged %s", id, i+1, v, flag)
		}
	}
	err := insertRows(ctx, tx, target, len(column.Values), func(args []any, i int) []any {
		if flag := column.Flags[i]; flag != geo.Present {
			return append(args, geography, id, i+1, nil, flag.String())
		}
		return append(args, geography, id, i+1, column.Values[i], nil)
	})
	if err != nil {
		return fmt.Errorf("column %s: %w", id, err)
	}
	return nil
}

// Table returns the named indicators of a geography, in the order named; all of them, by source and their order in it,
// when indicators is nil.
func (s *Store) Table(ctx context.Context, geography string, indicators []string) (geo.Table, error) {
	what := "read the indicators of " + geography
	codes, err := collect(ctx, s, what, "SELECT code FROM area WHERE geography = ? ORDER BY aid", []any{geography},
		func(rows *sql.Rows) (code string, err error) {
			err = rows.Scan(&code)
			return code, err
		})
	if err != nil {
		return geo.Table{}, err
	}
	if len(codes) == 0 {
		return geo.Table{}, s.explain(what, errNoGeography)
	}
	found, err := collect(ctx, s, what, selectIndicators, []any{geography}, scanIndicator)
	if err != nil {
		return geo.Table{}, err
	}
	wanted, err := choose(found, indicators)
	if err != nil {
		return geo.Table{}, s.explain(what, err)
	}
	table := geo.Table{Geography: geography, Codes: codes}
	for _, indicator := range wanted {
		const query = "SELECT aid, value, flag FROM value WHERE geography = ? AND indicator = ?"
		column, err := s.readColumn(ctx, query, geography, indicator, len(codes))
		if err != nil {
			return geo.Table{}, err
		}
		table.Columns = append(table.Columns, column)
	}
	return table, nil
}

// selectIndicators is the query that scanIndicator reads: the indicators of a geography.
const selectIndicators = "SELECT id, title, unit, higher, decimals, period, source FROM indicator WHERE geography = ? ORDER BY source, n"

// choose returns the indicators with the ids wanted, in that order, or all of them when wanted is nil.
func choose(found []geo.Indicator, wanted []string) ([]geo.Indicator, error) {
	if wanted == nil {
		return found, nil
	}
	var chosen []geo.Indicator
	for _, id := range wanted {
		known := len(chosen)
		for _, indicator := range found {
			if indicator.ID == id {
				chosen = append(chosen, indicator)
			}
		}
		if len(chosen) == known {
			return nil, fmt.Errorf("no indicator %q among the %d there are", id, len(found))
		}
	}
	return chosen, nil
}

func scanIndicator(rows *sql.Rows) (v geo.Indicator, err error) {
	var higher string
	if err := rows.Scan(&v.ID, &v.Title, &v.Unit, &higher, &v.Decimals, &v.Period, &v.Source); err != nil {
		return v, err
	}
	return v, v.Higher.UnmarshalText([]byte(higher))
}

func (s *Store) readColumn(ctx context.Context, query, geography string, indicator geo.Indicator, n int) (geo.Column, error) {
	what := "read " + geography + "." + indicator.ID
	column := geo.NewColumn(indicator, n)
	rows, err := s.db.QueryContext(ctx, query, geography, indicator.ID)
	if err != nil {
		return column, s.explain(what, err)
	}
	defer rows.Close()
	for rows.Next() {
		var aid int
		var value sql.NullFloat64
		var flag sql.NullString
		if err := rows.Scan(&aid, &value, &flag); err != nil {
			return column, s.explain(what, err)
		}
		if aid > n {
			return column, s.explain(what, fmt.Errorf("aid %d of %d areas", aid, n))
		}
		column.Values[aid-1] = orNaN(value)
		if column.Flags[aid-1], err = parseFlag(flag.String); err != nil {
			return column, s.explain(what, err)
		}
	}
	if err := rows.Err(); err != nil {
		return column, s.explain(what, err)
	}
	return column, nil
}

// parseFlag is the inverse of geo.Flag.String; the empty text is Present.
func parseFlag(text string) (geo.Flag, error) {
	if text == "" {
		return geo.Present, nil
	}
	for flag := geo.Missing; flag <= geo.Rejected; flag++ {
		if text == flag.String() {
			return flag, nil
		}
	}
	return 0, fmt.Errorf("unknown flag %q", text)
}
