package table

import (
	"io"
	"strings"
)

// Sample reads the header of a table and its first rows, as many as have mostCells cells together, for a look at what is in it. Cells
// are without the space around them. Rows that cannot be used are left out.
func Sample(file string, r io.Reader, mostCells int) (header []string, cells [][]string, err error) {
	rows, err := openRows(file, r, Layout{}, nil)
	if err != nil {
		return nil, nil, err
	}
	header = rows.header()
	for n := 0; n < mostCells; n += len(header) {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		if row.fault != "" {
			continue
		}
		copied := make([]string, len(header))
		for i := range header {
			copied[i] = strings.Clone(row.cell(i)) // a cell is valid until the next row only
		}
		cells = append(cells, copied)
	}
	return header, cells, nil
}
