package table

import (
	"bufio"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

// readAll returns a table's header and rows, the latter as they are written in tests: line number, then cells.
func readAll(text string) (header []string, rows [][]string, lines []int, err error) {
	r, err := openRows("t.csv", strings.NewReader(text), Layout{}, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	for {
		row, err := r.next()
		if err == io.EOF {
			return r.header(), rows, lines, nil
		}
		if err != nil {
			return nil, nil, nil, err
		}
		cells := slices.Clone(row.cells)
		if row.fault != "" {
			cells = []string{row.fault}
		}
		rows, lines = append(rows, cells), append(lines, row.line)
	}
}

func TestOpenRows(t *testing.T) {
	header, one := []string{"code", "n"}, [][]string{{"Z1", "1"}, {"Z2", "2"}}
	tests := []struct {
		name, text string
		rows       [][]string
		lines      []int
	}{
		{"plain", "code,n\nZ1,1\nZ2,2\n", one, []int{2, 3}},
		{"no line feed at the end", "code,n\nZ1,1\nZ2,2", one, []int{2, 3}},
		{"CRLF", "code,n\r\nZ1,1\r\nZ2,2\r\n", one, []int{2, 3}},
		{"semicolons", "code;n\nZ1;1\nZ2;2\n", one, []int{2, 3}},
		{"tabs", "code\tn\nZ1\t1\nZ2\t2\n", one, []int{2, 3}},
		{"quoted", "\"code\",\"n\"\n\"Z1\",\"1\"\n\"Z2\",2\n", one, []int{2, 3}},
		{"blank lines and rows of separators", "code,n\n\nZ1,1\n,\n ,\nZ2,2\n,\n", one, []int{3, 6}},
		{"a cell of two lines, a quote inside", "code,n\n\"Z\n1\",\"say \"\"1\"\"\"\nZ2,2\n", [][]string{{"Z\n1", `say "1"`}, {"Z2", "2"}}, []int{2, 4}},
		{"too few cells", "code,n\nZ1\nZ2,2\n", [][]string{{"the number of cells is 1, the header's 2"}, {"Z2", "2"}}, []int{2, 3}},
		{"too many cells", "code,n\nZ1,1,000\nZ2,2\n", [][]string{{"the number of cells is 3, the header's 2"}, {"Z2", "2"}}, []int{2, 3}},
		{"CR alone", "code,n\rZ1,1\rZ2,2\r", one, []int{2, 3}},
		{"UTF-8 byte order mark", "\ufeffcode,n\nZ1,1\nZ2,2", one, []int{2, 3}},
		{"UTF-16, little end first", wideText("\ufeffcode\tn\r\nZ1\t1\r\nZ2\t2\r\n", binary.LittleEndian), one, []int{2, 3}},
		{"UTF-16, big end first", wideText("\ufeffcode,n\rZ1,1\rZ2,2\r", binary.BigEndian), one, []int{2, 3}},
		{"Windows-1252", "code,n\nCaf\xe9,\x80\nZ2,2\n", [][]string{{"Café", "€"}, {"Z2", "2"}}, []int{2, 3}},
		{"separators inside quotes do not count", "code,n\nZ1,1\nZ2,2\n", one, []int{2, 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			names, rows, lines, err := readAll(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(header, names); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.rows, rows); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.lines, lines); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// wideText writes text as UTF-16.
func wideText(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

func TestHeader(t *testing.T) {
	preamble := "RM999 - \"Sex by age\nUnits :,Persons\n\n"
	tests := []struct {
		name, text string
		layout     Layout
		above      int
		note       string
	}{
		{"in the first line", "code,n\nZ1,1\n", Layout{}, 0, ""},
		{"below a preamble", "RM999,,\nUnits :,Persons,\n\ncode,n,\n,,\nZ1,1,\n", Layout{}, 3, "4: the column names were found here; above them 3 lines were left out"},
		{"below a preamble without separators", "RM999, all\ncode;n\nZ1;1\n", Layout{}, 1, "2: the column names were found here; above them 1 line was left out"},
		{"given", preamble + "code,n\nZ1,1\n", Layout{HeaderRow: 4}, 3, ""},
		{"given, with the names above it too", "code,n\ncode,n\nZ1,1\n", Layout{HeaderRow: 2}, 1, ""},
		{"not found", "kode,n\nZ1,1\n", Layout{}, 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, err := openRows("t.csv", strings.NewReader(test.text), test.layout, []string{"code", "", "n"})
			if err != nil {
				t.Fatal(err)
			}
			r, err := rows.next()
			if err != nil || r.cells[0] != "Z1" || r.line != strings.Count(test.text[:strings.Index(test.text, "Z1")], "\n")+1 {
				t.Errorf("the first row is %+v, %v", r, err)
			}
			if got := rows.headerLine() - 1; got != test.above {
				t.Errorf("%d lines above the header, want %d", got, test.above)
			}
			var issues geo.Issues
			note(&issues, rows)
			if test.note == "" {
				wantIssues(t, issues.All())
			} else {
				wantIssues(t, issues.All(), ":"+test.note)
			}
		})
	}
}

func TestHeaderRefuses(t *testing.T) {
	tests := []struct {
		name, text string
		layout     Layout
		want       string
	}{
		{"row past the end", "code,n\nZ1,1\n", Layout{HeaderRow: 9}, `t.csv: header_row = 9, but the file has 2 lines — give the line of the column names`},
		{"row after the last", "code,n\n", Layout{HeaderRow: 2}, `t.csv:2: there are no column names here — give the line of the column names as header_row`},
		{"sheet of a CSV", "code,n\n", Layout{Sheet: "Data"}, `t.csv: is not an Excel workbook, so it has no sheet Data — remove sheet, or give the workbook`},
		{"row of a GeoJSON", "{}", Layout{HeaderRow: 2}, `t.csv: is JSON, which has no header row — remove header_row`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := openRows("t.csv", strings.NewReader(test.text), test.layout, nil)
			wantIssue(t, err, test.want)
		})
	}
}

// A character that two reads cut in half is one character, and what is not UTF-8 is told once.
func TestTextInPieces(t *testing.T) {
	text := newText(bufio.NewReader(iotest.OneByteReader(strings.NewReader("a,é€😀\nb,\"caf\xe9 au lait\",\x93x\x94\n"))))
	got, err := io.ReadAll(text)
	if want := "a,é€😀\nb,\"café au lait\",“x”\n"; err != nil || string(got) != want {
		t.Errorf("read %q, %v", got, err)
	}
	wantIssues(t, text.notes(), `:2: value "café au lait": the file is not UTF-8: it was read as Windows-1252 (3 characters) — if names look wrong, save it as "CSV UTF-8"`)
}

func TestSeparatorIgnoresQuotes(t *testing.T) {
	if got := separator(`"a;b;c;d",n` + "\n;;;;;"); got != ',' {
		t.Errorf("separator %q", got)
	}
}

func TestOpenRowsRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", `t.csv: is empty — fetch or save the file again`},
		{"blank", "\n \n", `t.csv: is empty — fetch or save the file again`},
		{"half a workbook", "PK\x03\x04", `t.csv: is not a whole Excel workbook: zip: not a valid zip file — fetch it again, or open it in Excel and choose "Save as", then "CSV UTF-8"`},
		{"old workbook", "\xd0\xcf\x11\xe0", `t.csv: is an Excel workbook of before 2007, or one locked with a password — in Excel choose "Save as", then "Excel Workbook (.xlsx)" without a password`},
		{"utf-16 without mark", "c\x00o\x00", `t.csv: is not text, or is UTF-16 without a byte order mark — save it as "CSV UTF-8"`},
		{"neither UTF-8 nor Windows-1252", "code,n\nZ1,\x81\n", `t.csv:2: is neither UTF-8 nor Windows-1252 text, or not text at all — save it as "CSV UTF-8"`},
		{"web page", "<!DOCTYPE html><p>404", `t.csv: is a web page or XML, not a table — open the address it came from in a browser and save the file itself`},
		{"bare quote", "code,n\nZ1,5\" pipe\n", `t.csv:2: a quotation mark stands where none may, at character 5 — put the cell in quotation marks and write the one inside twice, ""`},
		{"quote never closed", "code,n\n\"Z1,1\nZ2,2\n", `t.csv:2: a quoted cell that begins here is not closed properly by line 3 — end it with a quotation mark; one inside a cell is written twice, ""`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, _, err := readAll(test.text)
			wantIssue(t, err, test.want)
		})
	}
}

// wantIssue checks that an error is one issue, word for word.
func wantIssue(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s", want)
	}
	if got := err.Error(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if issue, ok := err.(geo.Issue); ok && issue.Severity != geo.SeverityError {
		t.Errorf("severity %q", issue.Severity)
	}
}

// wantIssues checks issues that do not stop a build, word for word.
func wantIssues(t *testing.T, issues []geo.Issue, want ...string) {
	t.Helper()
	var got []string
	for _, issue := range issues {
		got = append(got, issue.Error())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// wantRows checks a count of rows, and that it adds up.
func wantRows(t *testing.T, got, want geo.Rows) {
	t.Helper()
	if got != want {
		t.Errorf("rows = %+v, want %+v", got, want)
	}
	if got.Read != got.Used+got.Unmatched+got.Rejected {
		t.Errorf("rows do not add up: %+v", got)
	}
}
