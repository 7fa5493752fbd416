package table

import (
	"io"
	"strings"

	"hotspotmap/geo"
	"hotspotmap/geo/vintage"
)

// ReadLinks reads which areas of an older vintage share ground with which small areas. codes are the small areas'; a row is used
// when it is about one of them. Links to others are returned too: they tell whether an older area was whole.
func ReadLinks(file string, r io.Reader, spec LinksSpec, codes []string) ([]vintage.Link, geo.Rows, []geo.Issue, error) {
	rows, err := openRows(file, r, spec.Layout, spec.columns())
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	header := columnsOf(file, rows)
	from, code := header.find("from", spec.From), header.find("code", spec.Code)
	if err := header.err(); err != nil {
		return nil, geo.Rows{}, nil, err
	}

	t := newTally(header, spec.Code, spec.Geography, codes)
	var links []vintage.Link
	for {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, geo.Rows{}, nil, err
		}
		_, known := t.place(row, code)
		if row.fault != "" || row.cell(code) == "" {
			continue
		}
		if row.cell(from) == "" {
			if known {
				t.reject(row, spec.From, "", "has no older code", "give the row one or remove it")
			}
			continue
		}
		links = append(links, vintage.Link{From: strings.Clone(row.cell(from)), To: strings.Clone(row.cell(code))})
		if known {
			t.rows.Used++
		}
	}
	if err := t.err(); err != nil {
		return nil, t.rows, nil, err
	}
	t.mention(rows)
	return links, t.rows, t.issues.All(), nil
}
