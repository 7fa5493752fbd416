package table

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// Breaks are closings within the hours that another column tells: "Closed for lunch 1-2pm". The zero value: there are none.
type Breaks struct {
	Column string
	Cells  map[string]geo.Hours // by what a cell says, exactly; no hours for one that tells of no break
}

// aBreak is what a cell says that tells of a break.
var aBreak = regexp.MustCompile(`(?i)\blunch`)

// TellsOfBreak reports whether a cell reads as if it told of a closing within the hours.
func TellsOfBreak(cell string) bool { return aBreak.MatchString(cell) }

// breakReader cuts the breaks out of the hours of sites.
type breakReader struct {
	spec   Breaks
	column int
	met    map[string]bool // of the cells listed
	issues *geo.Issues
}

// cut returns the hours of a row's site less its breaks; nil for nil.
func (b *breakReader) cut(hours *geo.Hours, r row) *geo.Hours {
	if hours == nil || b.column < 0 {
		return hours
	}
	cell := r.cell(b.column)
	if breaks, listed := b.spec.Cells[cell]; listed {
		b.met[strings.Clone(cell)] = true
		left := hours.Without(breaks)
		return &left
	}
	if TellsOfBreak(cell) {
		cell = strings.Clone(cell)
		b.issues.Add("break "+cell, geo.Issue{Severity: geo.SeverityWarn, Row: r.line, Column: b.spec.Column, Value: cell,
			Problem: "reads like a break that breaks.cells does not list; the site is shown as open all through",
			Remedy:  fmt.Sprintf(`add it there, such as %q = "13:00-14:00", or "off" if it is none`, cell)})
	}
	return hours
}

// unmet warns of the listed cells that no site with hours has: one that is misspelt leaves the break in.
func (b *breakReader) unmet() {
	for _, cell := range slices.Sorted(maps.Keys(b.spec.Cells)) {
		if !b.met[cell] {
			b.issues.Add("unmet "+cell, geo.Issue{Severity: geo.SeverityWarn, Column: b.spec.Column, Value: cell,
				Problem: "is listed in breaks.cells, and no site with hours has this cell", Remedy: "write it as the file does, or remove it"})
		}
	}
}
