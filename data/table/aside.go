package table

import (
	"strings"
	"unicode"
)

// aside is a row of text in a single cell: a note, when no row of data follows it.
type aside struct {
	line   int
	text   string
	inCode bool // the cell is the code's
}

// mostAsides is how long notes may be.
const mostAsides = 1000

// putAside keeps a row that may be a note below the table.
func (t *tally) putAside(r row, code int) bool {
	lone := -1
	for i, cell := range r.cells {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		if lone >= 0 {
			return false
		}
		lone = i
	}
	if lone < 0 || len(t.header) == 1 || len(t.asides) == mostAsides || !strings.ContainsFunc(r.cells[lone], unicode.IsLetter) {
		return false
	}
	if lone == code && (t.find(r.cell(code)) >= 0 || len(t.asides) == 0 && !strings.Contains(r.cell(code), " ")) {
		return false // an area without values is a row like others
	}
	t.asides = append(t.asides, aside{line: r.line, text: strings.Clone(r.cell(lone)), inCode: lone == code})
	return true
}

// settle counts what was put aside as rows, because another has followed.
func (t *tally) settle() {
	for _, a := range t.asides {
		t.rows.Read++
		if a.inCode {
			t.reject(row{line: a.line}, t.codeColumn, a.text, "has no values", "remove the row")
		} else {
			t.reject(row{line: a.line}, t.codeColumn, "", "has no code", "give the row a code or remove it")
		}
	}
	t.asides = nil
}
