package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// The first bytes of a file say whose it is: SQLite's application_id.
const (
	storeApplicationID    = 0x48534D31 // "HSM1"
	snapshotApplicationID = 0x48534D52 // "HSMR"
)

// Store is an open store. It has one connection, so its methods may be called from several goroutines and take turns.
type Store struct {
	db   *sql.DB
	path string
}

// Open opens the store at path, making it when there is none and bringing an older one up to date. It refuses a file that is
// not a store, and a store made by a newer program.
func Open(ctx context.Context, path string) (*Store, error) {
	created, err := ensureFile(ctx, path)
	if err != nil {
		return nil, err
	}
	db, err := connect(path, "rw")
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, path: path}
	if !created {
		err = s.checkIsStore(ctx)
	}
	if err == nil {
		err = migrate(ctx, db, path)
	}
	if err == nil {
		_, err = db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	}
	if err != nil {
		return nil, errors.Join(s.explain("open", err), db.Close())
	}
	return s, nil
}

// Close releases the store, leaving one file: the log is folded in by the last connection to close.
func (s *Store) Close() error { return s.db.Close() }

// connect opens a SQLite file with the settings every connection of this package has. mode is SQLite's: "rw" or "rwc".
func connect(path, mode string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", path, err)
	}
	settings := url.Values{
		"mode":          {mode},
		"_busy_timeout": {"5000"},
		"_foreign_keys": {"on"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"}, // a writer that must wait does so at BEGIN, never half-way
	}
	name := url.URL{Scheme: "file", Path: absolute, RawQuery: settings.Encode()}
	db, err := sql.Open("sqlite3", name.String())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// ensureFile makes a new, empty store when there is no file, and reports whether it did. The store is built aside and
// renamed, because a process killed between creating a file and its first commit would leave one of zero bytes.
func ensureFile(ctx context.Context, path string) (created bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return false, fmt.Errorf("open the store: %w", err)
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("open the store %s: it is not a file — choose another data folder", path)
	case info.Size() == 0:
		return false, fmt.Errorf("open the store %s: the file is empty (0 bytes) — delete it and build again: everything in it comes from the source files", path)
	default:
		return false, nil
	}

	aside, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return false, fmt.Errorf("make the store %s: %w", path, err)
	}
	name := aside.Name()
	defer os.Remove(name)
	if err := aside.Close(); err != nil {
		return false, fmt.Errorf("make the store %s: %w", path, err)
	}
	db, err := connect(name, "rw")
	if err != nil {
		return false, err
	}
	if _, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size = 8192; PRAGMA application_id = %d", storeApplicationID)); err == nil {
		err = migrate(ctx, db, path)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return false, fmt.Errorf("make the store %s: %w", path, err)
	}
	if err := os.Chmod(name, 0o644); err != nil {
		return false, fmt.Errorf("make the store %s: %w", path, err)
	}
	if err := os.Rename(name, path); err != nil {
		return false, fmt.Errorf("make the store: %w", err)
	}
	return true, nil
}

// checkIsStore refuses a file that another program, or a newer version of this one, made.
func (s *Store) checkIsStore(ctx context.Context) error {
	var application int
	if err := s.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application); err != nil {
		return err
	}
	switch application {
	case storeApplicationID:
		return nil
	case snapshotApplicationID:
		return errors.New("it is the areas.sqlite of a release, not a store — choose another data folder")
	default:
		return errors.New("it is not a Hotspot Map store — move it away, or choose another data folder")
	}
}

// write runs do in one transaction: all of it happens, or none.
func (s *Store) write(ctx context.Context, what string, do func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(what, err)
	}
	// After a failed COMMIT, or a full disk, SQLite may have rolled back already; the first error is the one to show.
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return s.explain(what, err)
	}
	if err := tx.Commit(); err != nil {
		return s.explain(what, err)
	}
	return nil
}

// explain says which store failed at what, and what to do where that is known.
func (s *Store) explain(what string, err error) error {
	remedy := ""
	var sqlite sqlite3.Error
	if errors.As(err, &sqlite) {
		switch sqlite.Code {
		case sqlite3.ErrBusy, sqlite3.ErrLocked:
			remedy = " — another build is writing to it: wait for that to finish"
		case sqlite3.ErrFull:
			remedy = " — the disk is full: free some space and run it again; nothing was lost"
		case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
			remedy = " — it is damaged or not a store: move it away and build again; everything in it comes from the source files"
		case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
			remedy = " — check that you may write to the file and its folder"
		}
	}
	return fmt.Errorf("store %s: %s: %w%s", s.path, what, err, remedy)
}
