package server

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"

	"hotspotmap/geo"
)

// cell is one field of a CSV file. Text and numbers are told apart so that only text is made safe.
type cell struct {
	text   string
	number bool
}

func text(s string) cell { return cell{text: s} }

func whole[N int | int64 | uint32](n N) cell {
	return cell{text: strconv.FormatInt(int64(n), 10), number: true}
}

func decimal(v float64, decimals int) cell {
	return cell{text: strconv.FormatFloat(v, 'f', decimals, 64), number: true}
}

// String is the field as it is written.
func (c cell) String() string {
	if c.number {
		return c.text
	}
	return geo.CSVText(c.text)
}

// markNotes say what the marks of values that are not there mean.
var markNotes = map[geo.Flag]string{
	geo.Missing:       "not available",
	geo.Suppressed:    "suppressed by the publisher",
	geo.NotApplicable: "not applicable",
	geo.Rejected:      "not a number in the source",
}

// valueCells are a value and the note on it.
func valueCells(column geo.Column, i int) (value, note cell) {
	if flag := column.Flags[i]; flag != geo.Present {
		return text(geo.CSVMark(flag)), text(markNotes[flag])
	}
	return decimal(column.Values[i], column.Indicator.Decimals), text("")
}

// table is a CSV file in the making (RFC 4180, with a header row).
type table struct {
	header []string
	rows   [][]cell
}

func (t *table) add(cells ...cell) { t.rows = append(t.rows, cells) }

func (t table) encode() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	record := make([]string, len(t.header))
	for i, title := range t.header {
		record[i] = text(title).String()
	}
	if err := w.Write(record); err != nil {
		return nil, err
	}
	for n, row := range t.rows {
		if len(row) != len(t.header) {
			return nil, fmt.Errorf("csv row %d has %d fields for %d columns", n+1, len(row), len(t.header))
		}
		for i, c := range row {
			record[i] = c.String()
		}
		if err := w.Write(record); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// respondCSV sends a table as a file to keep.
func (s *Server) respondCSV(w http.ResponseWriter, r *http.Request, name string, t table) error {
	content, err := t.encode()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return s.respond(w, r, body{Type: typeCSV, Content: content, Name: name + ".csv"})
}
