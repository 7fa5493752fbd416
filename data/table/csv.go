package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// csvRows reads comma, semicolon or tab separated values (RFC 4180).
type csvRows struct {
	file   string
	text   *text
	reader *csv.Reader
	above  int // lines above the header
	found  bool
	names  []string
}

func openCSV(file string, text *text, content *bufio.Reader, layout Layout, wanted []string) (*csvRows, error) {
	c := &csvRows{file: file, text: text, above: layout.HeaderRow - 1}
	text.rows = true
	head, _ := content.Peek(content.Size())
	switch {
	case layout.HeaderRow > 0:
	case wanted == nil:
		c.above = headerAbove(head)
	default:
		c.above = headerIn(head, wanted)
		c.found = c.above > 0
	}
	for n := range c.above {
		if _, err := readLine(content); err != nil {
			return nil, geo.Issue{Severity: geo.SeverityError, File: file,
				Problem: fmt.Sprintf("header_row = %d, but the file has %s", layout.HeaderRow, geo.Counted(n, "line", "lines")), Remedy: "give the line of the column names"}
		}
	}
	head, _ = content.Peek(content.Size())
	c.reader = csv.NewReader(content)
	c.reader.Comma = separator(string(head))
	c.reader.ReuseRecord = true
	c.reader.FieldsPerRecord = -1 // next says which row is ragged, and goes on
	names, err := c.reader.Read()
	if err == io.EOF {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Row: c.above + 1, Problem: "there are no column names here",
			Remedy: "give the line of the column names as header_row"}
	}
	if err != nil {
		return nil, c.malformed(err)
	}
	c.names = slices.Clone(names)
	return c, nil
}

// readLine passes over a line.
func readLine(content *bufio.Reader) (int, error) {
	n := 0
	for {
		part, err := content.ReadSlice('\n')
		n += len(part)
		if err != bufio.ErrBufferFull {
			if err == io.EOF && n > 0 {
				err = nil
			}
			return n, err
		}
	}
}

func (c *csvRows) header() []string { return c.names }

func (c *csvRows) headerLine() int { return c.above + 1 }

func (c *csvRows) next() (row, error) {
	for {
		c.text.row = 0
		cells, err := c.reader.Read()
		if err == io.EOF {
			return row{}, io.EOF
		}
		if err != nil {
			return row{}, c.malformed(err)
		}
		if len(cells) != len(c.names) || strings.TrimSpace(cells[0]) == "" {
			if blank(cells) {
				continue // spreadsheets leave rows of separators behind
			}
		}
		line, _ := c.reader.FieldPos(0)
		return rowOf(line+c.above, cells, len(c.names)), nil
	}
}

func (c *csvRows) notes() []geo.Issue {
	notes := c.text.notes()
	if c.found {
		notes = append(notes, headerNote(c.headerLine()))
	}
	return notes
}

// rowOf makes a row of cells, with a fault when they are not as many as the columns.
func rowOf(line int, cells []string, columns int) row {
	r := row{line: line, cells: cells}
	if len(cells) != columns {
		r.fault = fmt.Sprintf("the number of cells is %d, the header's %d", len(cells), columns)
		r.remedy = "check the separators and quotation marks of this row"
	}
	return r
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// separator guesses from the first line: the candidate that stands there most often outside quotes.
func separator(head string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range head {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == ',' || r == ';' || r == '\t':
			counts[r]++
		}
		if r == '\n' && !quoted {
			break
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// malformed says where the quoting of a CSV is broken.
func (c *csvRows) malformed(err error) error {
	var broken *csv.ParseError
	if !errors.As(err, &broken) {
		return unreadable(c.file, 0, err)
	}
	issue := geo.Issue{Severity: geo.SeverityError, File: c.file, Row: broken.Line + c.above, Problem: broken.Err.Error()}
	switch {
	case errors.Is(err, csv.ErrQuote) && broken.StartLine != broken.Line:
		issue.Row = broken.StartLine + c.above
		issue.Problem = fmt.Sprintf("a quoted cell that begins here is not closed properly by line %d", broken.Line+c.above)
		issue.Remedy = `end it with a quotation mark; one inside a cell is written twice, ""`
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		issue.Problem = fmt.Sprintf("a quotation mark stands where none may, at character %d", broken.Column)
		issue.Remedy = `put the cell in quotation marks and write the one inside twice, ""`
	}
	return issue
}
