package table

import (
	"slices"
	"strings"

	"hotspotmap/geo"
)

// filter is one column of a where.
type filter struct {
	column   int
	name     string
	accepted []string
	seen     []bool   // beside accepted
	others   []string // some of the cells that were not accepted
}

func newFilters(where Where, header *columns) []*filter {
	var filters []*filter
	for name, accepted := range where {
		filters = append(filters, &filter{column: header.find("where", name), name: name, accepted: accepted, seen: make([]bool, len(accepted))})
	}
	slices.SortFunc(filters, func(a, b *filter) int { return a.column - b.column })
	return filters
}

func (f *filter) accepts(r row) bool {
	if i := r.accepted(f.column, f.accepted); i >= 0 {
		f.seen[i] = true
		return true
	}
	cell := r.cell(f.column)
	const enough = 40
	if len(f.others) < enough && !slices.Contains(f.others, cell) {
		f.others = append(f.others, strings.Clone(cell))
	}
	return false
}

// err is set when the column never holds a cell that where names: a misspelt category would be left out of a sum unseen.
func (f *filter) err(file string) error {
	for i, seen := range f.seen {
		if !seen {
			return geo.Issue{Severity: geo.SeverityError, File: file, Column: f.name, Value: f.accepted[i],
				Problem: "no row has this cell, which where asks for", Remedy: geo.DidYouMean(f.accepted[i], f.others)}
		}
	}
	return nil
}
