package data

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// documentedQueries returns the queries of schema.md that can be run as they stand.
func documentedQueries(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("schema.md")
	must(t, err)
	var queries []string
	for _, block := range strings.Split(string(text), "```sql\n")[1:] {
		query, _, _ := strings.Cut(block, "```")
		if !strings.Contains(query, "…") {
			queries = append(queries, query)
		}
	}
	return queries
}

func TestDocumentedQueries(t *testing.T) {
	s := open(t)
	fill(t, s)
	queries := documentedQueries(t)
	if len(queries) != 3 {
		t.Fatalf("schema.md has %d queries to run, not 3", len(queries))
	}
	run := func(query string) []string {
		rows, err := collectFrom(t.Context(), s.db, query, nil, scanText)
		must(t, err)
		return rows
	}
	join := run(strings.Replace(queries[0], ", a.geom", "", 1))
	want := []string{
		"X1|Area X1|The income|1.5|%|NULL|Nobody|2025", "X2|Area X2|The income|NULL|%|suppressed|Nobody|2025",
		"X3|Area X3|The income|3|%|NULL|Nobody|2025", "X4|Area X4|The income|4|%|NULL|Nobody|2025",
	}
	if diff := cmp.Diff(want, join); diff != "" {
		t.Errorf("the join: %s", diff)
	}
	if diff := cmp.Diff([]string{"X1|Area X1|9.5|900"}, run(queries[1])); diff != "" {
		t.Errorf("hotspots without a library: %s", diff)
	}
	leftOut := run(queries[2])
	want = []string{
		"areas:lsoa21|7|4|2|1|note|code not in the geography|2", "areas:lsoa21|7|4|2|1|rejected|not a number|1",
	}
	if diff := cmp.Diff(want, leftOut[:2]); diff != "" {
		t.Errorf("what was left out: %s", diff)
	}
}

func TestEveryTableIsDocumented(t *testing.T) {
	s := open(t)
	fill(t, s)
	text, err := os.ReadFile("schema.md")
	must(t, err)
	document := string(text)
	const columns = `SELECT m.name || '.' || c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
		WHERE m.sql LIKE '%STRICT%' AND m.name NOT LIKE '%geometry_columns%' AND m.name NOT LIKE 'spatial%' ORDER BY m.rowid, c.cid`
	names, err := queryStrings(t.Context(), s.db, columns)
	must(t, err)
	if len(names) < 80 {
		t.Fatalf("only %d columns found", len(names))
	}
	for _, name := range names {
		table, column, _ := strings.Cut(name, ".")
		if (strings.HasPrefix(table, indicatorTables) || strings.HasPrefix(table, resultTables)) && column != "aid" {
			continue // named by the project
		}
		at := strings.Index(document, "### "+table)
		switch {
		case strings.HasPrefix(table, "run_"):
			at = strings.Index(document, "### run,")
		case strings.HasPrefix(table, indicatorTables):
			at = strings.Index(document, "### "+indicatorTables)
		case strings.HasPrefix(table, resultTables):
			at = strings.Index(document, "### "+resultTables)
		}
		if at < 0 {
			t.Errorf("schema.md does not describe table %s", table)
			continue
		}
		section, _, _ := strings.Cut(document[at+1:], "\n### ")
		if table != "run_column" && !strings.Contains(section, column) {
			t.Errorf("schema.md does not describe %s", name)
		}
	}
}
