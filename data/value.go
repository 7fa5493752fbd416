package data

import (
	"context"
	"database/sql"
	"fmt"

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
		}
		const flags = "indicator_flag (geography, indicator, first_aid, last_aid, flag)"
		return insertWide(ctx, tx, indicatorTable(in.Source.ID), flags, geography, columns)
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
		table.Columns = append(table.Columns, geo.NewColumn(indicator, len(codes)))
	}
	if err := s.readColumns(ctx, geography, table.Columns); err != nil {
		return geo.Table{}, s.explain(what, err)
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

// readColumns fills columns of missing values, one wide table after the other.
func (s *Store) readColumns(ctx context.Context, geography string, columns []geo.Column) error {
	done := map[string]bool{}
	for _, first := range columns {
		source := first.Indicator.Source
		if done[source] {
			continue
		}
		done[source] = true
		var beside []geo.Column
		for _, c := range columns {
			if c.Indicator.Source == source {
				beside = append(beside, c)
			}
		}
		if err := s.readWide(ctx, indicatorTable(source), beside); err != nil {
			return err
		}
	}
	for _, c := range columns {
		if err := s.readFlags(ctx, geography, c); err != nil {
			return err
		}
	}
	return nil
}
