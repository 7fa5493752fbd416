package table

import (
	"fmt"

	"hotspotmap/geo"
)

// mention notes what many values have in common.
func (g *gatherer) mention(t *tally, column geo.Column) {
	var unselected, empty codeList
	fraction, most := true, 0.0
	for area, flag := range column.Flags {
		switch {
		case g.lines[area] == 0 && t.seen[area]:
			unselected.add(t.codes[area])
		case flag == geo.NotApplicable && g.flags[area] == geo.Present:
			empty.add(t.codes[area])
		case flag == geo.Present:
			v := column.Values[area]
			fraction, most = fraction && v >= 0 && v <= 1, max(most, v)
		}
	}
	note := func(severity geo.Severity, problem, remedy string) {
		t.issues.Add(problem, geo.Issue{Severity: severity, Column: g.columnName(), Problem: problem, Remedy: remedy})
	}
	if unselected.n > 0 {
		note(geo.SeverityWarn, fmt.Sprintf("rows, but none that where selects, for %d of the %d areas, such as %s: their values are missing",
			unselected.n, len(t.codes), unselected), "")
	}
	if empty.n > 0 {
		note(geo.SeverityInfo, fmt.Sprintf("the denominator is 0 in %d of the %d areas, such as %s: not applicable", empty.n,
			len(t.codes), empty), "")
	}
	if g.spec.Indicator.Unit == "%" && g.denominator < 0 && fraction && most > 0 {
		note(geo.SeverityWarn, `unit = "%" but every value lies between 0 and 1: these look like fractions`,
			"give numerator and denominator in place of the column, or write another unit")
	}
	if c := g.commas; c.semicolons && c.thousands != "" {
		t.issues.Add("thousands "+g.spec.Indicator.ID, geo.Issue{Severity: geo.SeverityWarn, Row: c.thousandsLine, Column: g.columnName(), Value: c.thousands,
			Problem: "the comma is taken to separate thousands", Remedy: "if it is a decimal comma, " + writePoints})
	}
	for _, issue := range suspicions(column, t.codes, g.lines) {
		issue.Column = g.columnName()
		t.issues.Add(issue.Problem, issue)
	}
}
