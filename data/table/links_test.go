package table

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
	"hotspotmap/geo/vintage"
)

func readLinks(text string) ([]vintage.Link, geo.Rows, []geo.Issue, error) {
	return ReadLinks("f.csv", strings.NewReader(text), LinksSpec{From: "old", Code: "new", Geography: "z21"}, codes)
}

// Links to areas elsewhere are returned: without the last, Y2 would seem to be Z02 whole.
func TestReadLinks(t *testing.T) {
	links, rows, issues, err := readLinks("old,new,change\nY1,Z01,U\nY2,Z02,S\n,Z03,S\nY3,Z03,S\nY2,Z99,S\n,Z98,S\nY4,,S\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []vintage.Link{{From: "Y1", To: "Z01"}, {From: "Y2", To: "Z02"}, {From: "Y3", To: "Z03"}, {From: "Y2", To: "Z99"}}
	if diff := cmp.Diff(want, links); diff != "" {
		t.Error(diff)
	}
	wantRows(t, rows, geo.Rows{Read: 7, Used: 3, Unmatched: 2, Rejected: 2})
	wantIssues(t, issues, `f.csv:4: column "old": has no older code — give the row one or remove it`,
		`f.csv:8: column "new": has no code — give the row a code or remove it`, `f.csv: column "new": codes not in z21, such as Z99, Z98: left out (2 rows)`)
}

func TestReadLinksRefuses(t *testing.T) {
	_, _, _, err := readLinks("old,new\nE01000001,E01000001\n")
	wantIssue(t, err, `f.csv: column "new": value "E01000001": none of the 1 codes is in z21: the table has LSOAs (E01000001), the boundaries have codes of another kind (Z01) — use a table of the same geography and vintage, or one for the same place`)
}

func FuzzReadLinks(f *testing.F) {
	for _, seed := range []string{"old,new\nY1,Z01\nY1,Z02\nY2,Z03\n", "old,new\n,Z01\nY1,\n", "old;new\nY;Z01", "old"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		links, rows, issues, err := readLinks(text)
		if !accounted(t, rows, issues, err) {
			return
		}
		if slices.ContainsFunc(links, func(l vintage.Link) bool { return l.From == "" || l.To == "" }) || len(links) < rows.Used {
			t.Fatalf("%d rows used: %v", rows.Used, links)
		}
	})
}
