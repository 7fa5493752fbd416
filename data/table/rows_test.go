package table

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

// readAll returns a table's header and rows, the latter as they are written in tests: line number, then cells.
func readAll(text string) (header []string, rows [][]string, lines []int, err error) {
	r, err := openRows("t.csv", strings.NewReader(text))
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

func TestSeparatorIgnoresQuotes(t *testing.T) {
	if got := separator(`"a;b;c;d",n` + "\n;;;;;"); got != ',' {
		t.Errorf("separator %q", got)
	}
}

func TestOpenRowsRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", `t.csv: is empty — fetch or save the file again`},
		{"blank", "\n \n", `t.csv: is empty — fetch or save the file again`},
		{"workbook", "PK\x03\x04", `t.csv: is a zip archive or an Excel workbook — in Excel choose "Save as", then "CSV UTF-8"; unpack an archive first`},
		{"old workbook", "\xd0\xcf\x11\xe0", `t.csv: is an old Excel workbook — in Excel choose "Save as", then "CSV UTF-8"`},
		{"utf-16", "\xff\xfec\x00o\x00", `t.csv: is in UTF-16, or not text at all — save it as "CSV UTF-8"`},
		{"utf-16 without mark", "c\x00o\x00", `t.csv: is in UTF-16, or not text at all — save it as "CSV UTF-8"`},
		{"web page", "<!DOCTYPE html><p>404", `t.csv: is a web page or XML, not a table — open the address it came from in a browser and save the file itself`},
		{"latin header", "code,n\xe4me\nZ1,1", `t.csv:1: column "2": value "n?me": is not UTF-8 text — save the file as "CSV UTF-8"`},
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
