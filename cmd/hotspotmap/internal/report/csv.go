package report

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"hotspotmap/geo"
)

// counted is what stands in the place of a severity where a row says how many rows of a source came to what.
const counted = "count"

// csv is a row an issue, after a row for each count of each source (RFC 4180).
func (r Report) csv() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	w.Write([]string{"severity", "file", "row", "column", "value", "problem", "remedy", "rows"}) // w.Error tells
	for _, s := range r.Sources {
		for _, c := range rowsOf(s.Rows) {
			w.Write([]string{counted, geo.CSVText(s.File), "", "", s.ID, c.what, "", strconv.Itoa(c.n)})
		}
	}
	for _, s := range r.Sites {
		for _, c := range s.states() {
			w.Write([]string{counted, geo.CSVText(s.File), "", "", s.Source, c.what, "", strconv.Itoa(c.n)})
		}
	}
	for _, i := range r.Issues {
		w.Write([]string{string(i.Severity), geo.CSVText(i.File), number(i.Row), geo.CSVText(i.Column), geo.CSVText(i.Value),
			geo.CSVText(i.Problem), geo.CSVText(i.Remedy), strconv.Itoa(max(1, i.Rows))})
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// count is a number of rows and what became of them.
type count struct {
	what string
	n    int
}

func rowsOf(r geo.Rows) []count {
	return []count{{"rows read", r.Read}, {"rows used", r.Used}, {"rows unmatched", r.Unmatched}, {"rows rejected", r.Rejected}, {"rows repaired", r.Repaired}}
}

func (s Sites) states() []count {
	return []count{{"sites open", s.Open}, {"sites listed twice?", s.Twice}, {"sites closed", s.Closed},
		{"sites left out", s.LeftOut}, {"sites refused", s.Refused}}
}

// number is a row number; there is none when an issue is about the whole file.
func number(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}
