package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

func readLookup(text string) (Lookup, geo.Rows, []geo.Issue, error) {
	return ReadLookup("l.csv", strings.NewReader(text), LookupSpec{From: "small", Code: "ward", Name: "wardname", Geography: "z21"}, codes)
}

func TestReadLookup(t *testing.T) {
	lookup, rows, issues, err := readLookup("wardname,ward,small\nNorth,W2,Z01\nSouth,W1,Z03\nNorth,W2,Z02\nFar,W9,Z99\n")
	if err != nil {
		t.Fatal(err)
	}
	want := Lookup{Codes: []string{"W1", "W2"}, Names: []string{"South", "North"}, Parents: []uint32{2, 2, 1}}
	if diff := cmp.Diff(want, lookup); diff != "" {
		t.Error(diff)
	}
	wantRows(t, rows, geo.Rows{Read: 4, Used: 3, Unmatched: 1})
	wantIssues(t, issues, `l.csv: column "small": codes not in z21, such as Z99: left out`)
}

// A lookup from a finer level repeats its small areas; that is fine while it agrees.
func TestReadLookupRepeated(t *testing.T) {
	_, rows, issues, err := readLookup("small,ward,wardname\nZ01,W1,A\nZ01,W1,A\nZ02,W1,A\nZ03,W1,B\n")
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 4, Used: 4})
	wantIssues(t, issues, `l.csv:5: column "wardname": value "B": W1 is also called "A"; the first name is used — give it one name in the lookup`)
}

func TestReadLookupRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"two parents", "small,ward,wardname\nZ01,W1,A\nZ02,W1,A\nZ01,W2,B\n", `l.csv:4: column "ward": value "W2": Z01 already has the parent W1, line 2 — an area has one parent: use a best-fit lookup, or remove one of the two rows`},
		{"no parent", "small,ward,wardname\nZ01,W1,A\nZ02,,A\n", `l.csv: column "small": no parent for 2 of the 3 areas of z21, such as Z02, Z03 — use the lookup of the same vintage as the boundaries`},
		{"another place", "small,ward,wardname\nE01000001,W1,A\n", `l.csv: column "small": value "E01000001": none of the 1 codes is in z21: the table has LSOAs (E01000001), the boundaries have codes of another kind (Z01) — use a table of the same geography and vintage, or one for the same place`},
		{"no column", "small,ward\nZ01,W1\n", `l.csv:1: column "wardname": is not in the header (lookup.name in the project file) — did you mean "ward"?`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, _, err := readLookup(test.text)
			wantIssue(t, err, test.want)
		})
	}
}
