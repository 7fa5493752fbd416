package table

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"hotspotmap/geo"
)

// sheet is a sheet of a workbook made for a test.
type sheet struct {
	name string
	rows [][]any
}

func newBook(t testing.TB, sheets ...sheet) *excelize.File {
	t.Helper()
	book := excelize.NewFile()
	for i, s := range sheets {
		if i == 0 {
			if err := book.SetSheetName("Sheet1", s.name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := book.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for j, cells := range s.rows {
			at, err := excelize.CoordinatesToCellName(1, j+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetSheetRow(s.name, at, &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	return book
}

func written(t testing.TB, book *excelize.File) []byte {
	t.Helper()
	content, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

var (
	cover = sheet{"Cover", [][]any{{"Income by area"}, {"Published 2025"}}}
	data  = sheet{"Data", [][]any{{"Table 1"}, {}, {"code", "A", "note"}, {"Z01", 0.123456, "x"}, {}, {"Z02", 12}, {"Z03", "[c]"}, {"Source: census"}}}
)

func TestReadWorkbook(t *testing.T) {
	percent := newBook(t, cover, data)
	style, err := percent.NewStyle(&excelize.Style{NumFmt: 9}) // shows 12 %
	if err != nil {
		t.Fatal(err)
	}
	if err := percent.SetCellStyle("Data", "B4", "B4", style); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		book   *excelize.File
		layout Layout
		note   string
	}{
		{"found", newBook(t, cover, data), Layout{}, "t.xlsx:3: the column names were found here; above them 2 lines were left out"},
		{"given", newBook(t, data, sheet{"Copy", data.rows}), Layout{Sheet: "Data", HeaderRow: 3}, ""},
		{"numbers as typed", percent, Layout{HeaderRow: 3}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spec := wide("A")
			spec.Layout = test.layout
			columns, rows, issues, err := ReadIndicators("t.xlsx", bytes.NewReader(written(t, test.book)), spec, codes)
			if err != nil {
				t.Fatal(err)
			}
			wantColumn(t, columns[0], 4, []float64{0.1235, 12, nan}, []geo.Flag{p, p, suppressed})
			if rows.Used != 3 {
				t.Errorf("rows = %+v", rows)
			}
			notes := slices.DeleteFunc(issues, func(i geo.Issue) bool { return i.Row != 3 })
			if test.note == "" {
				wantIssues(t, notes)
			} else {
				wantIssues(t, notes, test.note)
			}
		})
	}
}

func TestWorkbookRows(t *testing.T) {
	book := newBook(t, sheet{"S", [][]any{{"code", "n"}, {}, {"Z1"}, {"Z2", 2, " "}, {"Z3", 3, "more"}}})
	rows, err := openRows("t.xlsx", bytes.NewReader(written(t, book)), Layout{}, []string{"code"})
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	var lines []int
	for {
		r, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if r.fault != "" {
			r.cells = []string{r.fault}
		}
		got, lines = append(got, r.cells), append(lines, r.line)
	}
	want := [][]string{{"Z1", ""}, {"Z2", "2"}, {"the number of cells is 3, the header's 2"}}
	if diff := cmp.Diff(want, got) + cmp.Diff([]int{3, 4, 5}, lines); diff != "" {
		t.Error(diff)
	}
}

func TestWorkbookRefuses(t *testing.T) {
	pivot := newBook(t, sheet{"Data", [][]any{{"code", "A"}, {"Z01", 1}, {"Z02", 2}}}, sheet{"Sums", nil})
	if err := pivot.AddPivotTable(&excelize.PivotTableOptions{
		DataRange: "Data!A1:B3", PivotTableRange: "Sums!A1:C5",
		Rows: []excelize.PivotTableField{{Data: "code"}}, Data: []excelize.PivotTableField{{Data: "A"}},
	}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		book   *excelize.File
		layout Layout
		want   string
	}{
		{"no such sheet", newBook(t, cover, data), Layout{Sheet: "Dat"}, `t.xlsx: there is no sheet "Dat" in the workbook — did you mean "Data"?`},
		{"no sheet with the columns", newBook(t, cover, sheet{"More", nil}), Layout{},
			`t.xlsx: no sheet of the workbook has all the columns that the project file names — check the names, or say which sheet it is with sheet = "…": there are "Cover", "More"`},
		{"two sheets with the columns", newBook(t, cover, data, sheet{"Copy", data.rows}), Layout{},
			`t.xlsx: 2 sheets of the workbook have the columns that the project file names — say which it is with sheet = "…": there are "Data", "Copy"`},
		{"a row without names", newBook(t, data), Layout{HeaderRow: 2}, `t.xlsx:2: there are no column names here, on sheet "Data" — give the line of the column names as header_row, or another sheet`},
		{"a row past the end", newBook(t, data), Layout{HeaderRow: 99}, `t.xlsx:99: there are no column names here, on sheet "Data" — give the line of the column names as header_row, or another sheet`},
		{"a pivot table", pivot, Layout{Sheet: "Sums"},
			`t.xlsx: sheet "Sums" is a pivot table, which shows sums of rows that are elsewhere — name the sheet that the pivot table is made from, or copy its values to a new sheet with one row an area`},
		{"a column that is not there", newBook(t, sheet{"S", [][]any{{"code", "B"}}}), Layout{}, `t.xlsx:1: column "A": is not in the header (column in the project file) — did you mean "B"?`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spec := wide("A")
			spec.Layout = test.layout
			_, _, _, err := ReadIndicators("t.xlsx", bytes.NewReader(written(t, test.book)), spec, codes)
			wantIssue(t, err, test.want)
		})
	}
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(written(f, newBook(f, cover, data)))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		_, rows, issues, err := ReadIndicators("t.xlsx", bytes.NewReader(content), wide("A"), codes)
		accounted(t, rows, issues, err)
	})
}
