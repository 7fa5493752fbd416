package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// mostAbove is how many lines may stand above a header that is found by the names in it.
const mostAbove = 50

// headerIn is how many lines stand above the header in the beginning of a CSV: above the first row that names all columns wanted, 0
// when none does. What is missing is then told of the first line.
func headerIn(head []byte, wanted []string) (above int) {
	for _, comma := range []rune{',', ';', '\t'} {
		reader := csv.NewReader(bytes.NewReader(head))
		reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes, reader.ReuseRecord = comma, -1, true, true
		for range mostAbove {
			cells, err := reader.Read()
			if err != nil {
				break
			}
			if line, _ := reader.FieldPos(0); names(cells, wanted) {
				return line - 1
			}
		}
	}
	return 0
}

// headerAbove is how many lines stand above the header of a CSV of which no column is known. Where the first line is as wide as most are and
// more than half filled, it is the header, with a column that has no name perhaps. Else there is a preamble, and the header is the fullest
// of those lines, the first of them.
func headerAbove(head []byte) int {
	most, above := 1, 0
	for _, comma := range []rune{',', ';', '\t'} {
		reader := csv.NewReader(bytes.NewReader(head))
		reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = comma, -1, true
		rows, header := map[int]int{}, map[int]line{} // by width
		for range mostAbove {
			cells, err := reader.Read()
			if err != nil {
				break
			}
			width := len(cells)
			rows[width]++
			number, _ := reader.FieldPos(0)
			if best := header[width]; filled(cells) > best.filled && !(best.number == 1 && 2*best.filled > width) {
				header[width] = line{number, filled(cells)}
			}
		}
		for width, n := range rows {
			if at := header[width].number - 1; width > 1 && at >= 0 && (n > most || n == most && at < above) {
				most, above = n, at
			}
		}
	}
	return above
}

// line is a line of a CSV and how many of its cells are not empty.
type line struct{ number, filled int }

// filled is how many cells are not empty.
func filled(cells []string) int {
	n := 0
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			n++
		}
	}
	return n
}

// names reports whether cells name all columns wanted; "" is not wanted.
func names(cells, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(name string) bool { return name != "" && !slices.Contains(cells, name) })
}

// headerNote says where a header was found that is not in the first line.
func headerNote(line int) geo.Issue {
	return geo.Issue{Severity: geo.SeverityInfo, Row: line,
		Problem: fmt.Sprintf("the column names were found here; above them %s %s left out", geo.Counted(line-1, "line", "lines"), geo.Noun(line-1, "was", "were"))}
}
