package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"hotspotmap/geo"
)

// Import says where the rows of one Put came from.
type Import struct {
	Source geo.Source
	// Spec is the SHA-256, in hex, of everything but the file's own bytes that decided the rows: its part of the project
	// file, and the hashes of other sources it was read with (the postcodes that placed a list of sites, say).
	Spec   string
	Issues []geo.Issue
}

// What a source holds; each Put writes one kind.
const (
	kindAreas     = "areas"
	kindColumns   = "columns"
	kindPeople    = "people"
	kindPostcodes = "postcodes"
	kindSites     = "sites"
)

// Unchanged reports whether the store already holds this source, from the same bytes read in the same way. Ask just before
// each import: putting one source may forget another.
func (s *Store) Unchanged(ctx context.Context, sourceID, sha256, spec string) (bool, error) {
	var same bool
	err := s.db.QueryRowContext(ctx, "SELECT sha256 = ? AND spec_sha256 = ? FROM source WHERE id = ?", sha256, spec, sourceID).Scan(&same)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, s.explain("look for source "+sourceID, err)
	}
	return same, nil
}

// Prune forgets every source whose id is not in keep, with all that came from it, and returns the ids it forgot.
func (s *Store) Prune(ctx context.Context, keep []string) (forgotten []string, err error) {
	err = s.write(ctx, "forget sources the project no longer names", func(tx *sql.Tx) error {
		ids, err := queryStrings(ctx, tx, "SELECT id FROM source ORDER BY id")
		if err != nil {
			return err
		}
		for _, id := range ids {
			if slices.Contains(keep, id) {
				continue
			}
			if err := forget(ctx, tx, id); err != nil {
				return err
			}
			forgotten = append(forgotten, id)
		}
		if forgotten == nil {
			return nil
		}
		return settle(ctx, tx)
	})
	return forgotten, err
}

// Sources returns every source, by id.
func (s *Store) Sources(ctx context.Context) ([]geo.Source, error) {
	const query = `SELECT id, file, title, publisher, licence, period, vintage, sha256, bytes,
		rows_read, rows_used, rows_unmatched, rows_rejected, rows_repaired FROM source ORDER BY id`
	return collect(ctx, s, "list the sources", query, nil, func(rows *sql.Rows) (v geo.Source, err error) {
		err = rows.Scan(&v.ID, &v.File, &v.Title, &v.Publisher, &v.Licence, &v.Period, &v.Vintage, &v.SHA256, &v.Bytes,
			&v.Rows.Read, &v.Rows.Used, &v.Rows.Unmatched, &v.Rows.Rejected, &v.Rows.Repaired)
		return v, err
	})
}

// Issues returns what was noticed in every source, by source id and in the order it was noticed.
func (s *Store) Issues(ctx context.Context) ([]geo.Issue, error) {
	const query = `SELECT severity, file, row, "column", value, problem, remedy, rows FROM issue ORDER BY source, n`
	return collect(ctx, s, "list the issues", query, nil, func(rows *sql.Rows) (v geo.Issue, err error) {
		err = rows.Scan(&v.Severity, &v.File, &v.Row, &v.Column, &v.Value, &v.Problem, &v.Remedy, &v.Rows)
		return v, err
	})
}

// replace runs one import: it forgets what the source held before, records the source, runs put, and brings the joined
// views and the run into line, all in one transaction.
func (s *Store) replace(ctx context.Context, in Import, kind, geography string, put func(tx *sql.Tx) error) error {
	return s.write(ctx, "import "+in.Source.ID, func(tx *sql.Tx) error {
		if kind == kindAreas {
			if _, err := tx.ExecContext(ctx, "DELETE FROM geography WHERE id = ?", geography); err != nil {
				return err
			}
		} else if _, err := countAreas(ctx, tx, geography); err != nil {
			return err
		}
		if err := forget(ctx, tx, in.Source.ID); err != nil {
			return err
		}
		if err := record(ctx, tx, in, kind, geography); err != nil {
			return err
		}
		if err := put(tx); err != nil {
			return err
		}
		return settle(ctx, tx)
	})
}

// forget removes a source and all that came from it: most of it by ON DELETE CASCADE.
func forget(ctx context.Context, tx *sql.Tx, id string) error {
	for _, statement := range []string{
		"UPDATE area SET people = NULL WHERE geography = (SELECT geography FROM source WHERE id = ? AND kind = 'people')",
		"DELETE FROM geography WHERE source = ?",
		"DELETE FROM source WHERE id = ?",
	} {
		if _, err := tx.ExecContext(ctx, statement, id); err != nil {
			return err
		}
	}
	return dropOrphans(ctx, tx)
}

func record(ctx context.Context, tx *sql.Tx, in Import, kind, geography string) error {
	v := in.Source
	if v.Rows.Read != v.Rows.Used+v.Rows.Unmatched+v.Rows.Rejected {
		return fmt.Errorf("of %d rows read, %d used, %d unmatched and %d rejected do not account for all",
			v.Rows.Read, v.Rows.Used, v.Rows.Unmatched, v.Rows.Rejected)
	}
	const insert = "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	_, err := tx.ExecContext(ctx, insert, v.ID, kind, geography, v.File, v.Title, v.Publisher, v.Licence, v.Period, v.Vintage,
		v.SHA256, in.Spec, v.Bytes, v.Rows.Read, v.Rows.Used, v.Rows.Unmatched, v.Rows.Rejected, v.Rows.Repaired)
	if err != nil {
		return err
	}
	const target = `issue (source, n, severity, file, row, "column", value, problem, remedy, rows)`
	return insertRows(ctx, tx, target, len(in.Issues), func(args []any, i int) []any {
		x := in.Issues[i]
		return append(args, v.ID, i+1, string(x.Severity), x.File, x.Row, x.Column, x.Value, x.Problem, x.Remedy, x.Rows)
	})
}

// settle ends a change of the sources: the run was made from other rows and goes, and the joined views get the columns
// there now are.
func settle(ctx context.Context, tx *sql.Tx) error {
	if err := dropRun(ctx, tx); err != nil {
		return err
	}
	for _, statement := range []string{updateExtent("area"), updateExtent("site")} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return remakeJoinedViews(ctx, tx)
}

// collect reads every row of a query.
func collect[T any](ctx context.Context, s *Store, what, query string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	all, err := collectFrom(ctx, s.db, query, args, scan)
	if err != nil {
		return nil, s.explain(what, err)
	}
	return all, nil
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func collectFrom[T any](ctx context.Context, q querier, query string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

func queryStrings(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	return collectFrom(ctx, q, query, args, func(rows *sql.Rows) (v string, err error) {
		err = rows.Scan(&v)
		return v, err
	})
}
