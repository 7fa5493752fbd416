package table

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"hotspotmap/geo"
)

// mostWorkbook bounds a workbook, packed and unpacked: it is held in memory whole.
const mostWorkbook = 256 << 20

// workbook reads a sheet of an Excel workbook. Cells hold what was typed, not what Excel shows: 0.123456, not 12 %.
type workbook struct {
	file, sheet string
	rows        *excelize.Rows
	line        int
	above       int // lines above the header
	found       bool
	names       []string
}

func openWorkbook(file string, r io.Reader, layout Layout, wanted []string) (w *workbook, err error) {
	defer rescue(file, &err)
	content, err := io.ReadAll(io.LimitReader(r, mostWorkbook+1))
	if err != nil {
		return nil, unreadable(file, 0, err)
	}
	if len(content) > mostWorkbook {
		return nil, tooLarge(file)
	}
	if err := examine(file, content); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: mostWorkbook, UnzipXMLSizeLimit: mostWorkbook,
	})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size exceeds") {
			return nil, tooLarge(file)
		}
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is not a whole Excel workbook: " + err.Error(),
			Remedy: `fetch it again, or open it in Excel and choose "Save as", then "CSV UTF-8"`}
	}
	sheet, above, err := chooseSheet(file, book, layout, wanted)
	if err != nil {
		return nil, err
	}
	if pivots, err := book.GetPivotTables(sheet); err == nil && len(pivots) > 0 {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: fmt.Sprintf("sheet %q is a pivot table, which shows sums of rows that are elsewhere", sheet),
			Remedy: "name the sheet that the pivot table is made from, or copy its values to a new sheet with one row an area"}
	}
	w = &workbook{file: file, sheet: sheet, above: above, found: layout.HeaderRow == 0 && above > 0}
	if w.rows, err = book.Rows(sheet); err != nil {
		return nil, unreadable(file, 0, err)
	}
	for w.line <= above {
		if w.names, err = w.read(); err != nil {
			break
		}
	}
	if err != nil && err != io.EOF {
		return nil, err
	}
	if blank(w.names) {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Row: above + 1, Problem: fmt.Sprintf("there are no column names here, on sheet %q", sheet),
			Remedy: "give the line of the column names as header_row, or another sheet"}
	}
	return w, nil
}

func tooLarge(file string) error {
	return geo.Issue{Severity: geo.SeverityError, File: file, Problem: fmt.Sprintf("unpacks to more than %d MB, too large for a workbook", mostWorkbook>>20),
		Remedy: `in Excel choose "Save as", then "CSV UTF-8"`}
}

// rescue turns a panic of the workbook's reader, which trusts what a workbook says of itself, into an error.
func rescue(file string, err *error) {
	if fault := recover(); fault != nil {
		*err = geo.Issue{Severity: geo.SeverityError, File: file, Problem: fmt.Sprintf("is a workbook that cannot be read: %v", fault),
			Remedy: `open it in Excel and choose "Save as", then "CSV UTF-8"`}
	}
}

// chooseSheet is the sheet a layout names, or the only one that has the columns wanted, and how many lines stand above its header.
func chooseSheet(file string, book *excelize.File, layout Layout, wanted []string) (sheet string, above int, err error) {
	sheets := book.GetSheetList()
	refuse := func(problem, remedy string) (string, int, error) {
		return "", 0, geo.Issue{Severity: geo.SeverityError, File: file, Problem: problem, Remedy: remedy}
	}
	if len(sheets) == 0 {
		return refuse("is a workbook without a sheet", "fetch or save the file again")
	}
	candidates := sheets
	if layout.Sheet != "" {
		if i, err := book.GetSheetIndex(layout.Sheet); err != nil || i < 0 {
			return refuse(fmt.Sprintf("there is no sheet %q in the workbook", layout.Sheet), geo.DidYouMean(layout.Sheet, sheets))
		}
		candidates = []string{layout.Sheet}
	}
	var fits []string
	for _, candidate := range candidates {
		if line, ok := headerOn(book, candidate, layout.HeaderRow, wanted); ok {
			fits, above = append(fits, candidate), line-1
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0], above, nil
	case len(candidates) == 1: // what is missing is told of its first line
		return candidates[0], max(layout.HeaderRow-1, 0), nil
	case len(fits) == 0:
		return refuse("no sheet of the workbook has all the columns that the project file names",
			fmt.Sprintf("check the names, or say which sheet it is with sheet = \"…\": %s", geo.DidYouMean("", sheets)))
	}
	return refuse(fmt.Sprintf("%d sheets of the workbook have the columns that the project file names", len(fits)),
		fmt.Sprintf("say which it is with sheet = \"…\": %s", geo.DidYouMean("", fits)))
}

// headerOn is the line of a sheet's header: the one given, or the first that names all columns wanted.
func headerOn(book *excelize.File, sheet string, given int, wanted []string) (line int, ok bool) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return 0, false // a chart has no rows
	}
	defer rows.Close()
	for line = 1; line <= max(mostAbove, given) && rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return 0, false
		}
		if (given == 0 || given == line) && names(cells, wanted) {
			return line, true
		}
	}
	return 0, false
}

func (w *workbook) header() []string { return w.names }

func (w *workbook) headerLine() int { return w.above + 1 }

func (w *workbook) next() (r row, err error) {
	defer rescue(w.file, &err)
	for {
		cells, err := w.read()
		if err != nil {
			return row{}, err
		}
		if blank(cells) {
			continue
		}
		for len(cells) > len(w.names) && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		for len(cells) < len(w.names) { // empty cells at the end of a row are not stored
			cells = append(cells, "")
		}
		return rowOf(w.line, cells, len(w.names)), nil
	}
}

// read returns the cells of the next line.
func (w *workbook) read() ([]string, error) {
	if !w.rows.Next() {
		if err := w.rows.Error(); err != nil {
			return nil, unreadable(w.file, w.line, err)
		}
		return nil, io.EOF
	}
	w.line++
	cells, err := w.rows.Columns()
	if err != nil {
		return nil, unreadable(w.file, w.line, fmt.Errorf("the sheet is damaged: %w", err))
	}
	return cells, nil
}

func (w *workbook) notes() []geo.Issue {
	if w.found {
		return []geo.Issue{headerNote(w.headerLine())}
	}
	return nil
}
