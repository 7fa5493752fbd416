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
	reader *csv.Reader
	names  []string
}

func openCSV(file string, content *bufio.Reader) (*csvRows, error) {
	head, _ := content.Peek(content.Size())
	reader := csv.NewReader(content)
	reader.Comma = separator(string(head))
	reader.ReuseRecord = true
	reader.FieldsPerRecord = -1 // next says which row is ragged, and goes on
	names, err := reader.Read()
	if err != nil {
		return nil, malformed(file, err)
	}
	c := &csvRows{file: file, reader: reader, names: slices.Clone(names)}
	for i, n := range c.names {
		if issue := misencoded(file, 1, fmt.Sprint(i+1), n); issue != nil {
			return nil, *issue
		}
	}
	return c, nil
}

func (c *csvRows) header() []string { return c.names }

func (c *csvRows) next() (row, error) {
	for {
		cells, err := c.reader.Read()
		if err == io.EOF {
			return row{}, io.EOF
		}
		if err != nil {
			return row{}, malformed(c.file, err)
		}
		if len(cells) == len(c.names) && strings.TrimSpace(cells[0]) != "" {
			line, _ := c.reader.FieldPos(0)
			return row{line: line, cells: cells}, nil
		}
		if !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			continue // spreadsheets leave rows of separators behind
		}
		line, _ := c.reader.FieldPos(0)
		if len(cells) != len(c.names) {
			fault := fmt.Sprintf("the number of cells is %d, the header's %d", len(cells), len(c.names))
			return row{line: line, cells: cells, fault: fault, remedy: "check the separators and quotation marks of this row"}, nil
		}
		return row{line: line, cells: cells}, nil
	}
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
func malformed(file string, err error) error {
	var broken *csv.ParseError
	if !errors.As(err, &broken) {
		return unreadable(file, 0, err)
	}
	issue := geo.Issue{Severity: geo.SeverityError, File: file, Row: broken.Line, Problem: broken.Err.Error()}
	switch {
	case errors.Is(err, csv.ErrQuote) && broken.StartLine != broken.Line:
		issue.Row = broken.StartLine
		issue.Problem = fmt.Sprintf("a quoted cell that begins here is not closed properly by line %d", broken.Line)
		issue.Remedy = `end it with a quotation mark; one inside a cell is written twice, ""`
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		issue.Problem = fmt.Sprintf("a quotation mark stands where none may, at character %d", broken.Column)
		issue.Remedy = `put the cell in quotation marks and write the one inside twice, ""`
	}
	return issue
}
