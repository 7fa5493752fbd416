package data

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

var about = []geo.Fact{{Key: "title", Value: "Test"}, {Key: "notice", Value: "Synthetic"}}

// whole is all that a store has for a snapshot.
func whole(t testing.TB, s *Store) Contents {
	t.Helper()
	sites, err := s.Sites(t.Context())
	must(t, err)
	sources, err := s.Sources(t.Context())
	must(t, err)
	return Contents{About: about, Sites: sites, Sources: sources}
}

// snapshot writes a snapshot of a store and returns its bytes.
func snapshot(t *testing.T, s *Store) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "areas.sqlite")
	must(t, s.Snapshot(t.Context(), path, whole(t, s)))
	left, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(left) != 1 {
		t.Errorf("writing left %v, not one file", left)
	}
	content, err := os.ReadFile(path)
	must(t, err)
	return content
}

func TestSnapshotsOfTheSameRowsAreTheSameBytes(t *testing.T) {
	once := open(t)
	fill(t, once)
	first := snapshot(t, once)
	if !bytes.Equal(first, snapshot(t, once)) {
		t.Error("two snapshots of one store differ")
	}

	// The same sources, come by in another way.
	edited := open(t)
	fill(t, edited)
	ctx := t.Context()
	other := sites()[:1]
	other[0].ID, other[0].Source = "others-1", "sites:others"
	must(t, edited.PutSites(ctx, "lsoa21", other, source("sites:others")))
	must(t, edited.PutColumns(ctx, "lsoa21", []geo.Column{column("extra", 1, 2, 3, 4)}, source("table:9")))
	_, err := edited.Prune(ctx, []string{"areas:lsoa21"})
	must(t, err)
	fill(t, edited)
	if !bytes.Equal(first, snapshot(t, edited)) {
		t.Error("a snapshot depends on what the store held before")
	}
	if bytes.Contains(first, []byte("-wal")) || first[18] != 1 || first[19] != 1 {
		t.Error("the file wants a write-ahead log: it could not be read from a read-only folder")
	}
}

// query reads a file with nothing of the store's around it, one string a row.
func query(t *testing.T, path, statement string) []string {
	t.Helper()
	db, err := connect(path, "ro")
	must(t, err)
	defer db.Close()
	rows, err := collectFrom(t.Context(), db, statement, nil, scanText)
	must(t, err)
	return rows
}

func TestSnapshotHoldsTheJoin(t *testing.T) {
	s := open(t)
	fill(t, s)
	path := filepath.Join(t.TempDir(), "areas.sqlite")
	must(t, s.Snapshot(t.Context(), path, whole(t, s)))
	for _, test := range []struct {
		name, sql string
		want      []string
	}{
		{"areas", `SELECT aid, code, name, ward24_code, ward24_name, area_m2, people, "index", hotspot, distance_library, income, no_device FROM lsoa21`, []string{
			"1|X1|Area X1|W1|O'Hara West|744000|1600|9.5|1|900|1.5|0",
			"2|X2|Area X2|W2|East|744001|1500|2|0|100|NULL|10",
			"3|X3|Area X3|W1|O'Hara West|744002|NULL|NULL|NULL|2000|3|NULL",
			"4|X4|Area X4|NULL|NULL|744003|0|5|-1|801|4|0.3",
		}},
		{"types", "SELECT name, type FROM pragma_table_info('lsoa21') WHERE name IN ('aid', 'code', 'index', 'distance_library', 'people')", []string{
			"aid|INTEGER", "code|TEXT", "people|INTEGER", "index|REAL", "distance_library|REAL",
		}},
		{"why there is no value", "SELECT * FROM lsoa21_flags", []string{
			"hotspot|3|missing", "income|2|suppressed", "index|3|missing", "no_device|3|missing",
		}},
		{"wards", `SELECT aid, code, "index", people FROM ward24`, []string{"1|W1|7|1600", "2|W2|2|1500"}},
		{"sites", "SELECT site_id, id, kind, name, access, open, closed_on, postcode, area, opening_hours, address FROM sites", []string{
			"1|libraries-1|library|Central|public|1||ZZ1 1AA|X1|Mo-Fr 09:00-17:00|1 High Street",
			"2|libraries-2|library|Gone|restricted|0|2017||NULL|NULL|NULL",
		}},
		{"where a column is from", "SELECT columns.title, unit, higher, decimals, columns.period, publisher, licence FROM columns JOIN sources ON sources.id = source WHERE name = 'income'", []string{
			"The income|%|worse|1|2025|Nobody|OGL-UK-3.0",
		}},
		{"what it says of itself", "SELECT * FROM about", []string{"notice|Synthetic", "title|Test"}},
		{"damage", "PRAGMA integrity_check", []string{"ok"}},
	} {
		if diff := cmp.Diff(test.want, query(t, path, test.sql)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestAFailedSnapshotLeavesTheLastOne(t *testing.T) {
	s := open(t)
	fill(t, s)
	path := filepath.Join(t.TempDir(), "areas.sqlite")
	must(t, os.WriteFile(path, []byte("the last one"), 0o644))
	err := s.Snapshot(t.Context(), path, Contents{About: []geo.Fact{{Key: "title", Value: "One"}, {Key: "title", Value: "Two"}}})
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if content, _ := os.ReadFile(path); string(content) != "the last one" || len(left) != 1 {
		t.Errorf("the folder holds %v, the file %q", left, content)
	}
}

func TestSnapshotHasTheSitesItIsGiven(t *testing.T) {
	s := open(t)
	fill(t, s)
	contents := whole(t, s)
	contents.Sites = contents.Sites[1:]
	path := filepath.Join(t.TempDir(), "areas.sqlite")
	must(t, s.Snapshot(t.Context(), path, contents))
	if diff := cmp.Diff([]string{"1|libraries-2"}, query(t, path, "SELECT site_id, id FROM sites")); diff != "" {
		t.Error(diff)
	}
}

func TestFactsThatCannotBeColumns(t *testing.T) {
	s := open(t)
	fill(t, s)
	list := sites()
	list[0].Facts = []geo.Fact{{Key: "name", Value: "a"}, {Key: "Geom", Value: "b"}, {Key: `x" y`, Value: "c"}, {Key: "fact_name", Value: "d"}}
	must(t, s.PutSites(t.Context(), "lsoa21", list, source("sites:libraries")))
	path := filepath.Join(t.TempDir(), "areas.sqlite")
	must(t, s.Snapshot(t.Context(), path, whole(t, s)))
	got := query(t, path, `SELECT fact_name, fact_Geom, "x"" y", fact_fact_name FROM sites WHERE site_id = 1`)
	if diff := cmp.Diff([]string{"a|b|c|d"}, got); diff != "" {
		t.Error(diff)
	}
}
