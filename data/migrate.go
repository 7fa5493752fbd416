package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one numbered step of the schema. A published one never changes; the checksum holds us to that.
type migration struct {
	number int
	name   string
	sql    string
	sha256 string
}

// rewrites follow the SQL of the steps that need more, in the same transaction.
var rewrites = map[int]func(context.Context, *sql.Tx) error{3: widen}

// migrations returns the embedded steps in order: file 001_….sql is step 1, and so on without a gap.
func migrations() ([]migration, error) {
	files, err := fs.Glob(migrationFiles, "migrations/*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	steps := make([]migration, len(files))
	for i, file := range files {
		text, err := migrationFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		steps[i] = migration{number: i + 1, name: file[len("migrations/"):], sql: string(text), sha256: hex.EncodeToString(sum[:])}
	}
	return steps, nil
}

// migrate brings a store up to date, one transaction a step. The number of steps done is SQLite's user_version.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	var done int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&done); err != nil {
		return err
	}
	if done > len(steps) {
		return fmt.Errorf("it has schema version %d and this program knows %d: a newer Hotspot Map made it — update the program, or choose "+
			"another data folder", done, len(steps))
	}
	if err := checkDone(ctx, db, steps[:done]); err != nil {
		return err
	}
	for _, step := range steps[done:] {
		if err := step.apply(ctx, db, step.number == len(steps)); err != nil {
			return fmt.Errorf("bring the schema of %s up to date: %s: %w", path, step.name, err)
		}
	}
	return nil
}

// checkDone compares the steps a store went through with the ones this program knows.
func checkDone(ctx context.Context, db *sql.DB, steps []migration) error {
	for _, step := range steps {
		var sum string
		err := db.QueryRowContext(ctx, "SELECT sha256 FROM migration WHERE number = ?", step.number).Scan(&sum)
		if err != nil {
			return fmt.Errorf("read how its schema was made: %w", err)
		}
		if sum != step.sha256 {
			return fmt.Errorf("its schema was made by another version of migrations/%s — move the store away and build again: everything in it comes from "+
				"the source files", step.name)
		}
	}
	return nil
}

// apply does one step. The last of all also makes the joined views again, which are made of the tables as they are then.
func (m migration) apply(ctx context.Context, db *sql.DB, last bool) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if m.number == 1 {
		const table = "CREATE TABLE migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT"
		if _, err := tx.ExecContext(ctx, table); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return err
	}
	if rewrite := rewrites[m.number]; rewrite != nil {
		if err := rewrite(ctx, tx); err != nil {
			return err
		}
	}
	if last {
		if err := remakeJoinedViews(ctx, tx); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO migration VALUES (?, ?, ?)", m.number, m.name, m.sha256); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", m.number)); err != nil {
		return err
	}
	return tx.Commit()
}
