package report

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

var example = Report{
	Title:   "Need in Fourtown",
	Sources: []geo.Source{{ID: "sites:libraries", File: "l.csv", Rows: geo.Rows{Read: 1500, Used: 1498, Unmatched: 1, Rejected: 1}}},
	Sites:   []Sites{{Source: "sites:libraries", File: "l.csv", Open: 1490, Twice: 3, Closed: 5, LeftOut: 1, Refused: 1}},
	Issues: []geo.Issue{
		{Severity: geo.SeverityInfo, File: "l.csv", Problem: "a note"},
		{Severity: geo.SeverityReviewed, File: "l.csv", Row: 9, Value: "Aston", Problem: "somebody decided", Remedy: "nothing"},
		{Severity: geo.SeverityReject, File: "l.csv", Row: 7, Column: "Post,code", Value: "=HYPERLINK(\"x\")", Problem: "is <b>no</b> postcode", Remedy: "correct it", Rows: 2},
	},
}

func TestWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	paths, err := example.Write(folder)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(paths.CSV)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	got, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"severity", "file", "row", "column", "value", "problem", "remedy", "rows"},
		{"count", "l.csv", "", "", "sites:libraries", "rows read", "", "1500"},
		{"count", "l.csv", "", "", "sites:libraries", "rows used", "", "1498"},
		{"count", "l.csv", "", "", "sites:libraries", "rows unmatched", "", "1"},
		{"count", "l.csv", "", "", "sites:libraries", "rows rejected", "", "1"},
		{"count", "l.csv", "", "", "sites:libraries", "rows repaired", "", "0"},
		{"count", "l.csv", "", "", "sites:libraries", "sites open", "", "1490"},
		{"count", "l.csv", "", "", "sites:libraries", "sites listed twice?", "", "3"},
		{"count", "l.csv", "", "", "sites:libraries", "sites closed", "", "5"},
		{"count", "l.csv", "", "", "sites:libraries", "sites left out", "", "1"},
		{"count", "l.csv", "", "", "sites:libraries", "sites refused", "", "1"},
		{"rejected", "l.csv", "7", "Post,code", `'=HYPERLINK("x")`, "is <b>no</b> postcode", "correct it", "2"},
		{"reviewed", "l.csv", "9", "", "Aston", "somebody decided", "nothing", "1"},
		{"note", "l.csv", "", "", "", "a note", "", "1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	page, err := os.ReadFile(paths.HTML)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`<caption>Rows of each source</caption>`, `<th scope="row">sites:libraries</th><td class="any">l.csv</td><td class="n">1,500</td>`,
		`is &lt;b&gt;no&lt;/b&gt; postcode (2 rows)`, `<th scope="row">rejected</th>`, `<th scope="row">reviewed</th>`,
	} {
		if !strings.Contains(string(page), part) {
			t.Errorf("the page does not say %s", part)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 2 {
		t.Errorf("%v, %v are in the folder", left, err)
	}
}

func TestFaults(t *testing.T) {
	a := geo.Issue{Severity: geo.SeverityError, File: "a.csv", Problem: "is wrong"}
	b := geo.Issue{Severity: geo.SeverityError, File: "b.csv", Problem: "is wrong too"}
	plain := errors.New("disk full")
	for name, test := range map[string]struct {
		err  error
		want []geo.Issue
	}{
		"nothing":        {nil, nil},
		"one":            {a, []geo.Issue{a}},
		"wrapped":        {fmt.Errorf("read: %w", a), []geo.Issue{a}},
		"joined":         {errors.Join(a, fmt.Errorf("read: %w", errors.Join(b, plain))), []geo.Issue{a, b, {Severity: geo.SeverityError, Problem: "disk full"}}},
		"not from a row": {fmt.Errorf("write: %w", plain), []geo.Issue{{Severity: geo.SeverityError, Problem: "write: disk full"}}},
	} {
		if diff := cmp.Diff(test.want, Faults(test.err)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
