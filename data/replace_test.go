package data

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

// dump is every row of every table, for telling whether anything changed.
func dump(t *testing.T, s *Store) []string {
	t.Helper()
	tables, err := queryStrings(t.Context(), s.db, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
	must(t, err)
	var all []string
	for _, table := range tables {
		columns, err := queryStrings(t.Context(), s.db, "SELECT 'quote(' || '\"' || name || '\")' FROM pragma_table_info(?)", table)
		must(t, err)
		rows, err := queryStrings(t.Context(), s.db, "SELECT "+strings.Join(columns, " || ',' || ")+" FROM "+quote(table)+" ORDER BY 1")
		must(t, err)
		for _, row := range rows {
			all = append(all, table+": "+row)
		}
	}
	return all
}

func TestUnchanged(t *testing.T) {
	s := open(t)
	fill(t, s)
	for _, test := range []struct {
		name, id, sha, spec string
		want                bool
	}{
		{"the same", "table:1", "sha of table:1", "spec of table:1", true},
		{"other bytes", "table:1", "x", "spec of table:1", false},
		{"another spec", "table:1", "sha of table:1", "x", false},
		{"never seen", "table:2", "sha of table:1", "spec of table:1", false},
	} {
		got, err := s.Unchanged(t.Context(), test.id, test.sha, test.spec)
		must(t, err)
		if got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestImportingTheSameAgainChangesNoRow(t *testing.T) {
	s := open(t)
	fill(t, s)
	before := dump(t, s)
	fill(t, s)
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestAFailedImportLeavesTheLastOne(t *testing.T) {
	bad := func(change func(*Import)) Import {
		in := source("table:1")
		change(&in)
		return in
	}
	nan := suppressSecond(column("income", 1, 2, 3, 4)) // flagged and yet a number
	for _, test := range []struct {
		name string
		do   func(ctx context.Context, s *Store) error
		want string
	}{
		{"values for another number of areas", func(ctx context.Context, s *Store) error {
			return s.PutColumns(ctx, "lsoa21", []geo.Column{column("income", 1, 2, 3, 4), column("short", 1, 2)}, source("table:1"))
		}, "2 values for the 4 areas of lsoa21"},
		{"a number with a flag", func(ctx context.Context, s *Store) error {
			return s.PutColumns(ctx, "lsoa21", []geo.Column{nan}, source("table:1"))
		}, "value 2 is flagged suppressed"},
		{"an infinite value", func(ctx context.Context, s *Store) error {
			return s.PutColumns(ctx, "lsoa21", []geo.Column{column("income", 1, 2, 3, math.Inf(1))}, source("table:1"))
		}, "value +Inf"},
		{"one indicator twice", func(ctx context.Context, s *Store) error {
			return s.PutColumns(ctx, "lsoa21", []geo.Column{column("income", 1, 2, 3, 4), column("income", 1, 2, 3, 4)}, source("table:1"))
		}, `indicator "income" is there twice`},
		{"an indicator named like a column", func(ctx context.Context, s *Store) error {
			return s.PutColumns(ctx, "lsoa21", []geo.Column{column("Name", 1, 2, 3, 4)}, source("table:1"))
		}, `two columns called "Name" — give the indicator another id`},
		{"rows that do not add up", func(ctx context.Context, s *Store) error {
			return s.PutPeople(ctx, "lsoa21", []float64{1, 2, 3, 4}, bad(func(in *Import) { in.Source.Rows.Read++ }))
		}, "do not account for all"},
		{"a geography that is not there", func(ctx context.Context, s *Store) error {
			return s.PutSites(ctx, "lsoa11", nil, source("sites:libraries"))
		}, `"lsoa11": the store has no such geography`},
		{"two areas of one code", func(ctx context.Context, s *Store) error {
			return s.PutAreas(ctx, lsoa, append(fourAreas(), fourAreas()[0]), Links{}, source("areas:lsoa21"))
		}, "UNIQUE constraint failed: area.geography, area.code"},
		{"no areas", func(ctx context.Context, s *Store) error {
			return s.PutAreas(ctx, lsoa, nil, Links{}, source("areas:lsoa21"))
		}, "has no areas"},
		{"a geography id that cannot be a name", func(ctx context.Context, s *Store) error {
			return s.PutAreas(ctx, geo.Geography{ID: `x"; DROP TABLE area; --`}, fourAreas(), Links{}, source("areas:x"))
		}, "an id is lower-case letters"},
		{"a geography named like a table", func(ctx context.Context, s *Store) error {
			return s.PutAreas(ctx, geo.Geography{ID: "sites"}, fourAreas(), Links{}, source("areas:sites"))
		}, "choose another id"},
		{"two sites of one id", func(ctx context.Context, s *Store) error {
			return s.PutSites(ctx, "lsoa21", append(sites(), sites()[0]), source("sites:libraries"))
		}, "UNIQUE constraint failed: site.id"},
		{"a cancelled context", func(ctx context.Context, s *Store) error {
			ctx, cancel := context.WithCancel(ctx)
			cancel()
			return s.PutSites(ctx, "lsoa21", sites(), source("sites:libraries"))
		}, "context canceled"},
		{"a run for a geography that is not there", func(ctx context.Context, s *Store) error {
			return s.PutRun(ctx, Run{ID: "r2", Params: []byte("{}")}, []Result{{Geography: "lsoa11"}})
		}, `"lsoa11": the store has no such geography`},
		{"neighbours of themselves", func(ctx context.Context, s *Store) error {
			return s.PutAreas(ctx, lsoa, fourAreas(), Links{Neighbours: geo.Neighbours{{0}, {}, {}, {}}}, source("areas:lsoa21"))
		}, "CHECK constraint failed"},
		{"neighbours of too few", func(ctx context.Context, s *Store) error {
			return s.PutAreas(ctx, lsoa, fourAreas(), Links{Neighbours: geo.Neighbours{{}}}, source("areas:lsoa21"))
		}, "1 lists of neighbours for the 4 areas of lsoa21"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t)
			fill(t, s)
			before := dump(t, s)
			err := test.do(t.Context(), s)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v does not say %q", err, test.want)
			}
			if diff := cmp.Diff(before, dump(t, s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnImportDropsTheRun(t *testing.T) {
	s := open(t)
	fill(t, s)
	must(t, s.PutSites(t.Context(), "lsoa21", sites()[:1], source("sites:libraries")))
	if run, found, err := s.Run(t.Context()); err != nil || found {
		t.Errorf("run %v found, %v", run, err)
	}
	if slices.ContainsFunc(dump(t, s), func(row string) bool { return strings.HasPrefix(row, "results_") || strings.HasPrefix(row, "run_") }) {
		t.Error("results were left behind")
	}
}

func TestReplacingAGeographyForgetsWhatBelongsToIt(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	must(t, s.PutAreas(ctx, lsoa, fourAreas()[:3], Links{}, source("areas:lsoa21")))
	sources, err := s.Sources(ctx)
	must(t, err)
	if len(sources) != 1 || sources[0].ID != "areas:lsoa21" {
		t.Errorf("sources left: %v", sources)
	}
	for _, row := range dump(t, s) {
		for _, gone := range []string{"values_", "results_", "indicator", "site:", "postcode:", "parent:", "neighbour:", "run", "ward24", "idx_site_geom_rowid:"} {
			if strings.HasPrefix(row, gone) {
				t.Errorf("left behind: %s", row)
			}
		}
	}
	people, err := s.People(ctx, "lsoa21")
	must(t, err)
	if len(people) != 3 || !math.IsNaN(people[0]) {
		t.Errorf("people %v", people)
	}
}

func TestAnIndicatorThatMovesToAnotherSource(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	must(t, s.PutColumns(ctx, "lsoa21", []geo.Column{column("income", 9, 9, 9, 9)}, source("table:2")))
	if same, err := s.Unchanged(ctx, "table:1", "sha of table:1", "spec of table:1"); err != nil || same {
		t.Errorf("the source it moved from still counts as imported: %v, %v", same, err)
	}
	table, err := s.Table(ctx, "lsoa21", nil)
	must(t, err)
	if len(table.Columns) != 1 || table.Columns[0].Values[0] != 9 || table.Columns[0].Indicator.Source != "table:2" {
		t.Errorf("columns %v", table.Columns)
	}
}

func TestPrune(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	forgotten, err := s.Prune(ctx, []string{"areas:lsoa21", "table:1", "postcodes", "never heard of"})
	must(t, err)
	if diff := cmp.Diff([]string{"lookup:ward24", "people", "sites:libraries"}, forgotten); diff != "" {
		t.Error(diff)
	}
	geographies, err := s.Geographies(ctx)
	must(t, err)
	people, err := s.People(ctx, "lsoa21")
	must(t, err)
	left, err := s.Sites(ctx)
	must(t, err)
	if len(geographies) != 1 || !math.IsNaN(people[0]) || len(left) != 0 {
		t.Errorf("left behind: geographies %v, people %v, sites %v", geographies, people, left)
	}
	before := dump(t, s)
	if forgotten, err = s.Prune(ctx, []string{"areas:lsoa21", "table:1", "postcodes"}); err != nil || forgotten != nil {
		t.Errorf("pruning again forgot %v, %v", forgotten, err)
	}
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	for name, do := range map[string]func() error{
		"areas":      func() error { _, err := s.Areas(ctx, "lsoa11"); return err },
		"table":      func() error { _, err := s.Table(ctx, "lsoa11", nil); return err },
		"indicator":  func() error { _, err := s.Table(ctx, "lsoa21", []string{"incomes"}); return err },
		"neighbours": func() error { _, err := s.Neighbours(ctx, "lsoa11"); return err },
	} {
		if err := do(); err == nil || !strings.Contains(err.Error(), "no ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
