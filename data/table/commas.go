package table

import (
	"fmt"
	"strings"

	"hotspotmap/geo"
)

// writePoints is what to do about decimal commas.
const writePoints = "write decimal points: set the spreadsheet to English (United Kingdom) numbers and save it again, or save it as an Excel workbook (.xlsx)"

// commas is what is known of the commas in a column's numbers: 1,234 may be a thousand and some, or 1 and some.
type commas struct {
	semicolons    bool // cells are separated by semicolons, as where commas are decimal
	thousands     string
	thousandsLine int // 0 = none seen
	decimal       string
	decimalLine   int
}

// note takes a cell into account, of which number made a flag.
func (c *commas) note(line int, cell string, flag geo.Flag) {
	switch {
	case !strings.Contains(cell, ","):
	case flag == geo.Present && c.thousandsLine == 0 && !strings.Contains(cell, "."):
		c.thousands, c.thousandsLine = strings.Clone(strings.TrimSpace(cell)), line
	case flag == geo.Rejected && c.decimalLine == 0 && withDecimalComma.MatchString(strings.TrimSpace(cell)):
		c.decimal, c.decimalLine = strings.Clone(strings.TrimSpace(cell)), line
	}
}

// contradict is the issue when some commas can only be decimal, so that others may be too: nil when there is none.
func (c *commas) contradict() *geo.Issue {
	if c.thousandsLine == 0 || c.decimalLine == 0 {
		return nil
	}
	return &geo.Issue{Severity: geo.SeverityError, Row: c.thousandsLine, Value: c.thousands,
		Problem: fmt.Sprintf("may be %s or, as %s on line %d has a decimal comma, %s", strings.ReplaceAll(c.thousands, ",", ""), c.decimal, c.decimalLine,
			strings.Replace(c.thousands, ",", ".", 1)),
		Remedy: writePoints}
}
