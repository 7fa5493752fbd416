package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"strconv"

	"hotspotmap/geo"
)

// byteOrderMark at its beginning has Excel read a file as UTF-8, which it does not do otherwise: "Ŷnys Wen" would be mangled. R,
// pandas, QGIS and this program skip it.
const byteOrderMark = "\uFEFF"

// sheet is a CSV file in the making (RFC 4180, with a header row).
type sheet struct {
	out bytes.Buffer
	csv *csv.Writer
}

func newSheet(header ...string) *sheet {
	s := &sheet{}
	s.out.WriteString(byteOrderMark)
	s.csv = csv.NewWriter(&s.out)
	s.csv.UseCRLF = true
	s.add(header...)
	return s
}

// add adds a row; bytes tells of an error.
func (s *sheet) add(cells ...string) { s.csv.Write(cells) }

func (s *sheet) bytes() ([]byte, error) {
	s.csv.Flush()
	return s.out.Bytes(), s.csv.Error()
}

// harmlessRow is a row of text that a spreadsheet takes for no formula.
func harmlessRow(cells []string) []string {
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = geo.CSVText(cell)
	}
	return row
}

// cell is a field of a row as a table shows it.
func (f field) cell(row int) string {
	value := f.value(row)
	switch {
	case value == nil && f.flag != nil:
		return geo.CSVMark(f.flag(row))
	case f.kind == text:
		return geo.CSVText(f.format(value))
	}
	return f.format(value)
}

// writeCSV writes one row an area, or a site with where it is.
func writeCSV(ctx context.Context, j *job, path string) error {
	l, err := j.readLayer(ctx)
	if err != nil {
		return err
	}
	content, err := l.csv()
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

func (l layer) csv() ([]byte, error) {
	var header []string
	for _, f := range l.fields {
		header = append(header, f.name)
	}
	if l.points != nil {
		header = append(header, "lon", "lat")
	}
	s := newSheet(header...)
	for row := range l.rows {
		var cells []string
		for _, f := range l.fields {
			cells = append(cells, f.cell(row))
		}
		if l.points != nil {
			cells = append(cells, degrees(l.points[row][0]), degrees(l.points[row][1]))
		}
		s.add(cells...)
	}
	return s.bytes()
}

// degrees writes a longitude or latitude with at most seven decimals, which is 11 mm.
func degrees(v float64) string { return string(appendDegrees(nil, v)) }

func appendDegrees(out []byte, v float64) []byte {
	out = strconv.AppendFloat(out, v, 'f', 7, 64)
	out = bytes.TrimRight(out, "0")
	return bytes.TrimSuffix(out, []byte("."))
}
