package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// rows yields a source's rows one by one, whatever its format. A new format is a new implementation, chosen in openRows.
type rows interface {
	// header names the columns.
	header() []string
	// headerLine is where the header stands, 1-based.
	headerLine() int
	// next returns the next row, or io.EOF. Its cells are valid until the next call, and as many as the columns unless it has a fault.
	next() (row, error)
	// notes is what was noticed about the file as a whole, once next has returned io.EOF.
	notes() []geo.Issue
}

// row is one row of data.
type row struct {
	line    int // in the file, 1-based; the feature's number in a GeoJSON
	cells   []string
	point   *orb.Point // its geometry, in formats that have one
	fault   string     // why the row cannot be used, "" when it can
	remedy  string     // what to do about the fault
	several bool       // a cell may hold several values, as OpenStreetMap's tags do: "wlan;terminal"
}

var oldOfficeMagic = []byte("\xd0\xcf\x11\xe0")

// openRows reads the header of a source, which holds the columns wanted.
func openRows(file string, r io.Reader, layout Layout, wanted []string) (rows, error) {
	raw := bufio.NewReaderSize(r, 1<<16)
	head, err := raw.Peek(len(zipMagic))
	if err != nil && err != io.EOF {
		return nil, unreadable(file, 0, err)
	}
	switch {
	case bytes.Equal(head, zipMagic):
		return openWorkbook(file, raw, layout, wanted)
	case bytes.Equal(head, oldOfficeMagic):
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is an Excel workbook of before 2007, or one locked with a password",
			Remedy: `in Excel choose "Save as", then "Excel Workbook (.xlsx)" without a password`}
	}
	text := newText(raw)
	content := bufio.NewReaderSize(text, 1<<16)
	head, err = content.Peek(4096)
	if err != nil && err != io.EOF {
		return nil, unreadable(file, 0, err)
	}
	if bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<osm")) {
		return openOSM(file, text, content)
	}
	if issue := notTable(file, head); issue != nil && !isJSON(head) {
		return nil, *issue
	}
	if layout.Sheet != "" {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is not an Excel workbook, so it has no sheet " + layout.Sheet,
			Remedy: "remove sheet, or give the workbook"}
	}
	if !isJSON(head) {
		return openCSV(file, text, content, layout, wanted)
	}
	if layout.HeaderRow > 0 {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is JSON, which has no header row", Remedy: "remove header_row"}
	}
	return openJSON(file, text, content)
}

// isJSON reports whether a text begins as JSON does that may hold sites: an object, after the byte that begins a text sequence perhaps, or
// a list of objects.
func isJSON(head []byte) bool {
	first := bytes.TrimLeft(head, " \t\r\n\x1e")
	inside, list := bytes.CutPrefix(first, []byte{'['})
	return bytes.HasPrefix(first, []byte{'{'}) || list && bytes.HasPrefix(bytes.TrimLeft(inside, " \t\r\n"), []byte{'{'})
}

// note adds what was noticed about a file as a whole.
func note(issues *geo.Issues, r rows) {
	for _, issue := range r.notes() {
		issues.Add(issue.Problem, issue)
	}
}

// unreadable turns an error of the reader below into an issue.
func unreadable(file string, line int, err error) error {
	const remedy = "fetch or save the file again"
	var issue geo.Issue
	switch {
	case errors.As(err, &issue):
		issue.File = file
		return issue
	case errors.Is(err, io.ErrUnexpectedEOF):
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
	case strings.ContainsRune(text, 0):
		return refuse("is not text, or is UTF-16 without a byte order mark", `save it as "CSV UTF-8"`)
	case strings.HasPrefix(text, "%PDF"):
		return refuse("is a PDF, not a table", "look where it came from for the same table as CSV or Excel")
	case strings.HasPrefix(text, "["):
		return refuse("is a JSON list, not a table", "look where it came from for the same table as CSV")
	case strings.HasPrefix(text, "<"):
		return refuse("is a web page or XML, not a table", "open the address it came from in a browser and save the file itself")
	}
	return nil
}

// columns finds columns by name and collects what was not found.
type columns struct {
	file       string
	line       int // of the header
	names      []string
	semicolons bool // separate the cells
	errors     []error
}

func columnsOf(file string, r rows) columns {
	csv, text := r.(*csvRows)
	return columns{file: file, line: r.headerLine(), names: r.header(), semicolons: text && csv.reader.Comma == ';'}
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
	c.errors = append(c.errors, geo.Issue{Severity: geo.SeverityError, File: c.file, Row: c.line, Column: name, Problem: problem, Remedy: remedy})
}

func (c *columns) err() error { return errors.Join(c.errors...) }

// severalValues stands between the values of a cell that may hold several.
const severalValues = ";"

// accepted is which of some cells the row has in a column, or among the values there; -1 for none.
func (r row) accepted(column int, accepts []string) int {
	cell := r.cell(column)
	if i := slices.Index(accepts, cell); i >= 0 || !r.several {
		return i
	}
	for value := range strings.SplitSeq(cell, severalValues) {
		if i := slices.Index(accepts, strings.TrimSpace(value)); i >= 0 {
			return i
		}
	}
	return -1
}

// cell returns a cell without the space around it; "" when the column is -1.
func (r row) cell(column int) string {
	if column < 0 {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}
