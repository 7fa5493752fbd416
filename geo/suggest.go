package geo

import (
	"fmt"
	"slices"
	"strings"
)

// DidYouMean is the remedy for a name that is not among those known: the ones most like it, or the first few there are.
func DidYouMean(name string, known []string) string {
	const few = 8
	if len(known) == 0 {
		return "there are none to choose from"
	}
	type near struct {
		name string
		far  int
	}
	a := fold(name)
	alike := max(2, len(a)/3)
	var close []near
	for _, k := range known {
		b := fold(k)
		within := (len(a) >= 4 && strings.Contains(b, a)) || (len(b) >= 4 && strings.Contains(a, b))
		if !within && max(len(a)-len(b), len(b)-len(a)) > alike {
			continue // lengths differ by more than edits may: a header can have a million names
		}
		if far := editDistance(a, b); within || far <= alike {
			close = append(close, near{k, far})
		}
	}
	if len(close) == 0 {
		if len(known) > few {
			return fmt.Sprintf("there are %s and %d more", quoteAll(known[:few]), len(known)-few)
		}
		return "there are " + quoteAll(known)
	}
	slices.SortStableFunc(close, func(a, b near) int { return a.far - b.far })
	var names []string
	for _, c := range close[:min(3, len(close))] {
		names = append(names, c.name)
	}
	return "did you mean " + strings.Join(quoted(names), " or ") + "?"
}

func quoteAll(names []string) string { return strings.Join(quoted(names), ", ") }

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%q", shorten(n))
	}
	return out
}

// fold drops what people get wrong without noticing: case, spaces, underscores, hyphens, a byte order mark.
func fold(s string) string { return unnoticed.Replace(strings.ToLower(s)) }

var unnoticed = strings.NewReplacer(" ", "", "_", "", "-", "", "\ufeff", "")

// editDistance is Levenshtein's, on bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
