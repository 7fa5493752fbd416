package data

import (
	"context"
	"database/sql"
	"errors"
)

// unseen are the pragmas of a file that nobody sees before it is whole and synced: it needs no journal. Wiped pages hold zeros rather
// than whatever was in memory, which keeps the bytes the same from run to run.
const unseen = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON; "

// fillFile makes a SQLite file in one transaction, at a path where there is nothing or an empty file. Whoever asks for it syncs it
// and gives it its name. settings are pragmas of the format.
func fillFile(ctx context.Context, path, settings string, fill func(tx *sql.Tx) error) (err error) {
	db, err := connect(path, "rwc")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, unseen+settings); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fill(tx); err != nil {
		return err
	}
	return tx.Commit()
}
