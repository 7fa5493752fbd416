package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"

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

// names reports whether cells name all columns wanted; "" is not wanted.
func names(cells, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(name string) bool { return name != "" && !slices.Contains(cells, name) })
}

// headerNote says where a header was found that is not in the first line.
func headerNote(line int) geo.Issue {
	return geo.Issue{Severity: geo.SeverityInfo, Row: line,
		Problem: fmt.Sprintf("the column names were found here; above them %s %s left out", geo.Counted(line-1, "line", "lines"), geo.Noun(line-1, "was", "were"))}
}
