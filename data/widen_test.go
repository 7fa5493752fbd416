package data

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

// filledForWidening is a store with columns that have no values for several areas on end.
func filledForWidening(t *testing.T) *Store {
	t.Helper()
	s, nan := open(t), math.NaN()
	fill(t, s)
	gaps := column("gaps", nan, nan, nan, nan)
	gaps.Flags[2] = geo.NotApplicable
	must(t, s.PutColumns(t.Context(), "lsoa21", []geo.Column{gaps, column("whole", 1, 2, 3, 0.3)}, source("table:2")))
	must(t, s.PutRun(t.Context(), Run{ID: "r2", Params: []byte("{}")}, []Result{
		{Geography: "lsoa21", Columns: []geo.Column{column("index", 9.5, 2, nan, nan)}},
		{Geography: "ward24", Columns: []geo.Column{column("index", 7, nan), column("people", 1600, 1500)}},
	}))
	return s
}

// versionTwo writes what filledForWidening holds as stores had it up to schema version 2: a row a value.
func versionTwo(t *testing.T, path string) {
	t.Helper()
	now := filledForWidening(t)
	old, err := connect(path, "rwc")
	must(t, err)
	defer old.Close()
	execute := func(statement string) {
		t.Helper()
		_, err := old.ExecContext(t.Context(), statement)
		must(t, err)
	}
	execute(fmt.Sprintf("PRAGMA page_size = 8192; PRAGMA application_id = %d", storeApplicationID))
	steps, err := migrations()
	must(t, err)
	for _, step := range steps[:2] {
		must(t, step.apply(t.Context(), old, false))
	}
	execute("PRAGMA foreign_keys = OFF; ATTACH " + text(now.path) + " AS now")
	for _, table := range []string{"source", "issue", "geography", "area", "idx_area_geom", "parent", "neighbour", "indicator", "site", "idx_site_geom",
		"postcode", "run", "run_column", "geometry_columns_statistics"} {
		execute(fmt.Sprintf("INSERT INTO main.%s SELECT * FROM now.%[1]s", table))
	}
	execute(`
		INSERT INTO value VALUES
			('lsoa21', 'income', 1, 1.5, NULL), ('lsoa21', 'income', 2, NULL, 'suppressed'), ('lsoa21', 'income', 3, 3, NULL), ('lsoa21', 'income', 4, 4, NULL),
			('lsoa21', 'no_device', 1, 0, NULL), ('lsoa21', 'no_device', 2, 10, NULL), ('lsoa21', 'no_device', 3, NULL, 'missing'), ('lsoa21', 'no_device', 4, 0.3, NULL),
			('lsoa21', 'gaps', 1, NULL, 'missing'), ('lsoa21', 'gaps', 2, NULL, 'missing'), ('lsoa21', 'gaps', 3, NULL, 'not applicable'), ('lsoa21', 'gaps', 4, NULL, 'missing'),
			('lsoa21', 'whole', 1, 1, NULL), ('lsoa21', 'whole', 2, 2, NULL), ('lsoa21', 'whole', 3, 3, NULL), ('lsoa21', 'whole', 4, 0.3, NULL);
		INSERT INTO run_value VALUES
			('lsoa21', 'index', 1, 9.5, NULL), ('lsoa21', 'index', 2, 2, NULL), ('lsoa21', 'index', 3, NULL, 'missing'), ('lsoa21', 'index', 4, NULL, 'missing'),
			('ward24', 'index', 1, 7, NULL), ('ward24', 'index', 2, NULL, 'missing'), ('ward24', 'people', 1, 1600, NULL), ('ward24', 'people', 2, 1500, NULL);
		CREATE VIEW lsoa21_joined AS SELECT a.area_id AS area_id,
			(SELECT v.value FROM value AS v WHERE v.geography = a.geography AND v.indicator = 'income' AND v.aid = a.aid) AS income,
			a.geom AS geom FROM area AS a WHERE a.geography = 'lsoa21';
		INSERT INTO views_geometry_columns VALUES ('lsoa21_joined', 'geom', 'area_id', 'area', 'geom', 1);
		DETACH now`)
}

func TestAStoreWithARowAValueIsBroughtForward(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hotspotmap.db")
	versionTwo(t, path)
	s, err := Open(t.Context(), path)
	must(t, err)
	defer s.Close()
	if diff := cmp.Diff(dump(t, filledForWidening(t)), dump(t, s)); diff != "" {
		t.Errorf("it differs from a store that was never older: %s", diff)
	}
	must(t, s.PutColumns(t.Context(), "lsoa21", []geo.Column{column("whole", 4, 3, 2, 1)}, source("table:3")))
	again := filledForWidening(t)
	must(t, again.PutColumns(t.Context(), "lsoa21", []geo.Column{column("whole", 4, 3, 2, 1)}, source("table:3")))
	if diff := cmp.Diff(dump(t, again), dump(t, s)); diff != "" {
		t.Errorf("it differs after another import: %s", diff)
	}
}
