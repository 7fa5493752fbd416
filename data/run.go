package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"hotspotmap/geo"
)

// Run is one analysis of the sources in the store.
type Run struct {
	ID     string          // same sources and parameters, same id
	Params json.RawMessage // everything it was told, as a JSON object
}

// Result is what a run worked out for one geography.
type Result struct {
	Geography string
	Columns   []geo.Column
}

// PutRun replaces the run and all its results. The store keeps the latest only; releases are the history.
func (s *Store) PutRun(ctx context.Context, run Run, results []Result) error {
	return s.write(ctx, "keep run "+run.ID, func(tx *sql.Tx) error {
		if err := dropRun(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO run VALUES (?, ?)", run.ID, string(run.Params)); err != nil {
			return err
		}
		for _, result := range results {
			if err := insertResult(ctx, tx, run.ID, result); err != nil {
				return err
			}
		}
		return remakeJoinedViews(ctx, tx)
	})
}

func dropRun(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM run"); err != nil {
		return err
	}
	return dropOrphans(ctx, tx)
}

func insertResult(ctx context.Context, tx *sql.Tx, run string, result Result) error {
	if _, err := countAreas(ctx, tx, result.Geography); err != nil {
		return err
	}
	for n, column := range result.Columns {
		v := column.Indicator
		_, err := tx.ExecContext(ctx, "INSERT INTO run_column VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			result.Geography, v.ID, run, n+1, v.Title, v.Unit, v.Higher.String(), v.Decimals, v.Period)
		if err != nil {
			return fmt.Errorf("column %s of %s: %w", v.ID, result.Geography, err)
		}
	}
	const flags = `run_flag (geography, "column", first_aid, last_aid, flag)`
	return insertWide(ctx, tx, resultTable(result.Geography), flags, result.Geography, result.Columns)
}

// Run returns the run the store holds, and whether there is one. There is none after an import.
func (s *Store) Run(ctx context.Context) (Run, bool, error) {
	var run Run
	var params string
	err := s.db.QueryRowContext(ctx, "SELECT id, params FROM run").Scan(&run.ID, &params)
	if errors.Is(err, sql.ErrNoRows) {
		return Run{}, false, nil
	}
	if err != nil {
		return Run{}, false, s.explain("read the run", err)
	}
	run.Params = json.RawMessage(params)
	return run, true, nil
}
