package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// rows yields a source's rows one by one, whatever its format. A new format is a new implementation, chosen in openRows.
type rows interface {
	// header names the columns.
	header() []string
	// next returns the next row, or io.EOF. Its cells are as many as the columns and valid until the next call.
	next() (row, error)
}

// row is one row of data.
type row struct {
	line   int // in the file, 1-based; the feature's number in a GeoJSON
	cells  []string
	point  *orb.Point // its geometry, in formats that have one
	fault  string     // why the row cannot be used, "" when it can
	remedy string     // what to do about the fault
}

// openRows reads the header of a source.
func openRows(file string, r io.Reader) (rows, error) {
	content := bufio.NewReaderSize(r, 1<<16)
	head, err := content.Peek(4096)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, unreadable(file, 0, err)
	}
	if issue := notTable(file, head); issue != nil {
		return nil, *issue
	}
	if first := strings.TrimLeftFunc(string(head), unicode.IsSpace); strings.HasPrefix(first, "{") {
		return openFeatures(file, content)
	}
	return openCSV(file, content)
}

// unreadable turns an error of the reader below into an issue.
func unreadable(file string, line int, err error) error {
	remedy := "fetch or save the file again"
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return geo.Issue{Severity: geo.SeverityError, File: file, Row: line, Problem: "the file ends too early", Remedy: remedy}
	}
	return geo.Issue{Severity: geo.SeverityError, File: file, Row: line, Problem: err.Error(), Remedy: remedy}
}

// notTable recognises, by their first bytes, files that people give in place of a CSV.
func notTable(file string, head []byte) *geo.Issue {
	refuse := func(problem, remedy string) *geo.Issue {
		return &geo.Issue{Severity: geo.SeverityError, File: file, Problem: problem, Remedy: remedy}
	}
	text := strings.TrimLeftFunc(string(head), unicode.IsSpace)
	switch {
	case text == "":
		return refuse("is empty", "fetch or save the file again")
	case strings.HasPrefix(text, "PK\x03\x04"):
		return refuse("is a zip archive or an Excel workbook", `in Excel choose "Save as", then "CSV UTF-8"; unpack an archive first`)
	case strings.HasPrefix(text, "\xd0\xcf\x11\xe0"):
		return refuse("is an old Excel workbook", `in Excel choose "Save as", then "CSV UTF-8"`)
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"), strings.ContainsRune(text, 0):
		return refuse("is in UTF-16, or not text at all", `save it as "CSV UTF-8"`)
	case strings.HasPrefix(text, "<"):
		return refuse("is a web page or XML, not a table", "open the address it came from in a browser and save the file itself")
	}
	return nil
}

// columns finds columns by name and collects what was not found.
type columns struct {
	file   string
	names  []string
	errors []error
}

// find returns the position of a column that a key of the project file names.
func (c *columns) find(key, name string) int {
	found := -1
	for i, n := range c.names {
		if n != name {
			continue
		}
		if found >= 0 {
			c.fail(name, fmt.Sprintf("stands in the header twice, as columns %d and %d", found+1, i+1), "rename one of them in the file")
			return found
		}
		found = i
	}
	if found < 0 {
		c.fail(name, fmt.Sprintf("is not in the header (%s in the project file)", key), geo.DidYouMean(name, c.names))
	}
	return found
}

// findIf is find for a column that need not be named; -1 when it is not.
func (c *columns) findIf(key, name string) int {
	if name == "" {
		return -1
	}
	return c.find(key, name)
}

func (c *columns) fail(name, problem, remedy string) {
	c.errors = append(c.errors, geo.Issue{Severity: geo.SeverityError, File: c.file, Row: 1, Column: name, Problem: problem, Remedy: remedy})
}

func (c *columns) err() error { return errors.Join(c.errors...) }

// cell returns a cell without the space around it; "" when the column is -1.
func (r row) cell(column int) string {
	if column < 0 {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}

// misencoded says what to do about a cell that is not UTF-8.
func misencoded(file string, line int, column, cell string) *geo.Issue {
	if utf8.ValidString(cell) {
		return nil
	}
	return &geo.Issue{Severity: geo.SeverityError, File: file, Row: line, Column: column, Value: strings.ToValidUTF8(cell, "?"),
		Problem: "is not UTF-8 text", Remedy: `save the file as "CSV UTF-8"`}
}
