package data

import (
	"bufio"
	"context"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hotspotmap/geo"
)

func TestOpeningAgainKeepsEverything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with space & 100%?#.db")
	s, err := Open(t.Context(), path)
	must(t, err)
	fill(t, s)
	must(t, s.Close())
	s, err = Open(t.Context(), path)
	must(t, err)
	sources, err := s.Sources(t.Context())
	must(t, err)
	if len(sources) != 6 {
		t.Errorf("%d sources, not 6", len(sources))
	}
	must(t, s.Close())
	left, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(left) != 1 {
		t.Errorf("closing left %v, not one file", left)
	}
}

func TestWhatIsNotAStoreIsRefused(t *testing.T) {
	written := func(content string) func(*testing.T, string) {
		return func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte(content), 0o644)) }
	}
	changed := func(statement string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			s, err := Open(t.Context(), path)
			must(t, err)
			must(t, s.Close())
			execute(t, path, statement)
		}
	}
	for _, test := range []struct {
		name string
		make func(*testing.T, string)
		want string
	}{
		{"a file of no bytes", written(""), "empty (0 bytes) — delete it"},
		{"an error page", written("<html>" + strings.Repeat("502 Bad Gateway ", 100)), "move it away and build again"},
		{"another program's database", func(t *testing.T, path string) {
			written("")(t, path)
			execute(t, path, "CREATE TABLE message (text)")
		}, "not a Hotspot Map store — move it away"},
		{"a release's areas.sqlite", func(t *testing.T, path string) {
			must(t, open(t).Snapshot(t.Context(), path, Contents{}))
		}, "areas.sqlite of a release"},
		{"a newer program's store", changed("PRAGMA user_version = 99"), "update the program"},
		{"a store made by another migration", changed("UPDATE migration SET sha256 = 'x' WHERE number = 2"), "002_store.sql — move the store away"},
		{"a folder", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o755)) }, "it is not a file"},
		{"a file in a folder that is not there", func(t *testing.T, path string) {
			must(t, os.RemoveAll(filepath.Dir(path)))
		}, "no such file or directory"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "hotspotmap.db")
			test.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := Open(t.Context(), path)
			if err == nil {
				s.Close()
				t.Fatal("it was opened")
			}
			if !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), filepath.Base(path)) {
				t.Errorf("error %q does not say %q and the file's name", err, test.want)
			}
			if after, _ := os.ReadFile(path); string(before) != string(after) {
				t.Error("the file was changed")
			}
		})
	}
}

// execute runs a statement on a file with nothing of the store's around it.
func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	_, err = db.Exec(statement)
	must(t, err)
	must(t, db.Close())
}

func TestSettings(t *testing.T) {
	s := open(t)
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "page_size": "8192", "user_version": "3",
	} {
		var got string
		must(t, s.db.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %s, not %s", pragma, got, want)
		}
	}
}

func TestASecondWriterIsToldToWait(t *testing.T) {
	s := open(t)
	other, err := Open(t.Context(), s.path)
	must(t, err)
	defer other.Close()
	must(t, other.exec(t.Context(), "PRAGMA busy_timeout = 1"))
	must(t, s.exec(t.Context(), "BEGIN IMMEDIATE"))
	err = other.PutAreas(t.Context(), lsoa, fourAreas(), Links{}, source("areas:lsoa21"))
	if err == nil || !strings.Contains(err.Error(), "another build is writing") {
		t.Errorf("error %v", err)
	}
	must(t, s.exec(t.Context(), "ROLLBACK"))
}

func (s *Store) exec(ctx context.Context, statement string) error {
	_, err := s.db.ExecContext(ctx, statement)
	return err
}

// TestKilledWriter kills a process that imports over and over, and looks at what is left: always one import whole.
func TestKilledWriter(t *testing.T) {
	if path := os.Getenv("HOTSPOTMAP_TEST_KILL"); path != "" {
		importForever(t, path)
	}
	path := filepath.Join(t.TempDir(), "hotspotmap.db")
	for loop := range 8 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
		child.Env = append(os.Environ(), "HOTSPOTMAP_TEST_KILL="+path)
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		_, err = bufio.NewReader(out).ReadString('\n') // one import is done
		must(t, err)
		time.Sleep(time.Duration(loop) * 3 * time.Millisecond)
		must(t, child.Process.Kill())
		_ = child.Wait() // it was killed

		s, err := Open(t.Context(), path)
		must(t, err)
		table, err := s.Table(t.Context(), "lsoa21", nil)
		must(t, err)
		if len(table.Columns) != 40 {
			t.Fatalf("loop %d: %d columns, not 40", loop, len(table.Columns))
		}
		for _, c := range table.Columns {
			if c.Values[0] != table.Columns[0].Values[0] {
				t.Fatalf("loop %d: columns of two imports", loop)
			}
		}
		must(t, s.Close())
	}
}

func importForever(t *testing.T, path string) {
	s, err := Open(t.Context(), path)
	must(t, err)
	must(t, s.PutAreas(t.Context(), lsoa, fourAreas(), Links{}, source("areas:lsoa21")))
	for n := 0; ; n++ {
		columns := make([]geo.Column, 40)
		for i := range columns {
			v := float64(n)
			columns[i] = column("i"+string(rune('a'+i/26))+string(rune('a'+i%26)), v, v, v, v)
		}
		must(t, s.PutColumns(t.Context(), "lsoa21", columns, source("table:1")))
		if n == 0 {
			os.Stdout.WriteString("ready\n")
		}
	}
}
