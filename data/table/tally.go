package table

import (
	"errors"
	"fmt"

	"hotspotmap/geo"
)

// tally accounts for the rows of a table about areas.
type tally struct {
	file, codeColumn, geography string
	header                      []string
	codes                       []string
	areas                       map[string]int
	rows                        geo.Rows
	issues                      geo.Issues
	seen                        []bool       // by area: some row is about it
	unknown                     codeList     // codes of no area
	elsewhere                   map[int]bool // columns other than the code's that hold known codes
	signs                       signs        // of all codes in the table
	lastCode                    string       // of the row before
	lastArea                    int          // and its area, -1 for none
	asides                      []aside      // rows that are notes, if no other follows
}

func newTally(header columns, codeColumn, geography string, codes []string) *tally {
	return &tally{file: header.file, codeColumn: codeColumn, geography: geography, header: header.names, codes: codes,
		areas: positions(codes), seen: make([]bool, len(codes)), issues: geo.Issues{File: header.file}, lastArea: -1}
}

func positions(codes []string) map[string]int {
	at := make(map[string]int, len(codes))
	for i, c := range codes {
		at[c] = i
	}
	return at
}

// place finds the area a row is about, and counts the row when there is none.
func (t *tally) place(r row, code int) (area int, known bool) {
	if t.putAside(r, code) {
		return 0, false
	}
	t.settle()
	t.rows.Read++
	if r.fault != "" {
		t.reject(r, "", "", r.fault, r.remedy)
		return 0, false
	}
	cell := r.cell(code)
	if cell != t.lastCode { // long tables hold the rows of an area together
		t.lastCode, t.lastArea = cell, t.find(cell)
		t.signs.add(codeIn(cell))
	}
	switch {
	case t.lastArea >= 0:
		t.seen[t.lastArea] = true
		return t.lastArea, true
	case cell == "":
		t.reject(r, t.codeColumn, "", "has no code", "give the row a code or remove it")
	case mangled(cell) != "":
		t.reject(r, t.codeColumn, cell, mangled(cell), "format the column as text in the spreadsheet it came from, and save it again")
	default:
		t.rows.Unmatched++
		t.unknown.add(codeIn(cell))
		t.search(r)
	}
	return 0, false
}

// find is the area that a cell of the code column names, -1 for none.
func (t *tally) find(cell string) int {
	if area, known := t.areas[cell]; known {
		return area
	}
	if area, known := t.areas[codeIn(cell)]; known {
		return area
	}
	return -1
}

// search notes which columns hold known codes while the code column has not: the wrong one may have been named.
func (t *tally) search(r row) {
	const enough = 1000
	if t.rows.Used > 0 || t.rows.Unmatched > enough {
		return
	}
	for i := range r.cells {
		if _, known := t.areas[r.cell(i)]; known {
			if t.elsewhere == nil {
				t.elsewhere = map[int]bool{}
			}
			t.elsewhere[i] = true
		}
	}
}

func (t *tally) reject(r row, column, value, problem, remedy string) {
	t.rows.Rejected++
	t.issues.Add("row "+problem, geo.Issue{Severity: geo.SeverityReject, Row: r.line, Column: column, Value: value, Problem: problem,
		Remedy: remedy})
}

// count counts a row about a known area.
func (t *tally) count(used, rejected bool) {
	switch {
	case used:
		t.rows.Used++
	case rejected:
		t.rows.Rejected++
	default:
		t.rows.Unmatched++ // about something the project does not show
	}
}

// locate completes an error that a gatherer found in a row.
func (t *tally) locate(err error, r row, code int) error {
	var issue geo.Issue
	if errors.As(err, &issue) {
		issue.Severity, issue.File, issue.Row = geo.SeverityError, t.file, r.line
		if issue.Column == "" {
			issue.Column, issue.Value = t.codeColumn, r.cells[code]
		}
		return issue
	}
	return err
}

// err is set when no row is about an area of the geography.
func (t *tally) err() error {
	for _, seen := range t.seen {
		if seen {
			return nil
		}
	}
	issue := geo.Issue{Severity: geo.SeverityError, File: t.file, Column: t.codeColumn}
	if t.unknown.n == 0 {
		issue.Problem, issue.Remedy = "no row has a code", "fetch or save the file again, or name another column as code"
		return issue
	}
	issue.Value = t.unknown.examples[0]
	issue.Problem = fmt.Sprintf("none of the %d codes is in %s: the table has %s, the boundaries have %s",
		t.unknown.n, t.geography, describeCodes(t.unknown.examples), describeCodes(t.codes))
	if issue.Remedy = otherLevel(t.unknown.examples, t.codes); issue.Remedy == "" {
		issue.Remedy = "use a table of the same geography and vintage, or one for the same place"
	}
	for i, name := range t.header {
		if t.elsewhere[i] {
			issue.Remedy = fmt.Sprintf("column %q has matching codes: write code = %q", name, name)
			break
		}
	}
	return issue
}

// mention adds the issues that stand for many rows.
func (t *tally) mention(r rows) {
	note(&t.issues, r)
	if n := len(t.asides); n > 0 {
		t.issues.Add("asides", geo.Issue{Severity: geo.SeverityInfo, Row: t.asides[0].line, Value: t.asides[0].text,
			Problem: fmt.Sprintf("below the table %s of notes %s left out", geo.Counted(n, "line", "lines"), geo.Noun(n, "was", "were"))})
	}
	if t.unknown.n > 0 {
		issue := geo.Issue{Severity: geo.SeverityInfo, Column: t.codeColumn, Rows: t.unknown.rows,
			Problem: fmt.Sprintf("codes not in %s, such as %s: left out", t.geography, t.unknown)}
		if remedy := t.unknown.signs.afterReform(t.areas); remedy != "" {
			issue.Severity, issue.Remedy = geo.SeverityWarn, remedy
		}
		t.issues.Add("unknown", issue)
	}
	var absent codeList
	for area, seen := range t.seen {
		if !seen {
			absent.add(t.codes[area])
		}
	}
	if absent.n == 0 {
		return
	}
	issue := geo.Issue{Severity: geo.SeverityWarn, Column: t.codeColumn,
		Problem: fmt.Sprintf("no row for %d of the %d areas of %s, such as %s: their values are missing", absent.n, len(t.codes),
			t.geography, absent)}
	issue.Remedy = otherVintage(t.signs, signsOf(t.codes), absent.signs)
	t.issues.Add("absent", issue)
}
