package geo

import "testing"

func TestDidYouMean(t *testing.T) {
	columns := []string{"lsoa21_code", "Income_score", "Income_rank", "Employment_score", "Health score", "a", "b", "c", "d", "e"}
	tests := []struct {
		name, word string
		known      []string
		want       string
	}{
		{"case", "income_score", columns, `did you mean "Income_score"?`},
		{"a letter", "Helth score", columns, `did you mean "Health score"?`},
		{"nothing like it", "tenure category", columns, `there are "lsoa21_code", "Income_score", "Income_rank", "Employment_score", "Health score", "a", "b", "c" and 2 more`},
		{"few to choose from", "tenure", []string{"x", "yy"}, `there are "x", "yy"`},
		{"none", "tenure", nil, "there are none to choose from"},
		{"byte order mark", "reporting", []string{"\ufeffreporting"}, `did you mean "\ufeffreporting"?`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := DidYouMean(test.word, test.known); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"flaw", "lawn", 2}, {"same", "same", 0}} {
		if got := editDistance(test.a, test.b); got != test.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestIssuesCutShort(t *testing.T) {
	l := Issues{File: "a.csv"}
	for row := 2; row < 15; row++ {
		l.Add("bad", Issue{Row: row, Problem: "is bad"})
	}
	l.Add("odd", Issue{Row: 20, Problem: "is odd"})
	all := l.All()
	if len(all) != keptOfAKind+2 {
		t.Fatalf("%d issues", len(all))
	}
	const want = "a.csv:14: and 3 more like it, this the last: is bad (3 rows)"
	if got := all[len(all)-1].Error(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if again := l.All(); len(again) != len(all) {
		t.Errorf("%d issues the second time", len(again))
	}
}
