package table

import (
	"errors"
	"io"

	"hotspotmap/geo"
)

// ReadIndicators reads all indicators of a table in one pass. codes are the areas' in aid order; each column returned
// has a value or a flag for each of them, rounded to the column's decimals, so that what is in memory is what a release
// stores. The error is one or several [geo.Issue]; the issues returned beside a nil error do not stop a build.
func ReadIndicators(file string, r io.Reader, spec Spec, codes []string) ([]geo.Column, geo.Rows, []geo.Issue, error) {
	rows, err := openRows(file, r, spec.Layout, spec.columns())
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	header := columnsOf(file, rows)
	code := header.find("code", spec.Code)
	gatherers := make([]*gatherer, len(spec.Indicators))
	for i, s := range spec.Indicators {
		gatherers[i] = newGatherer(s, &header, len(codes))
	}
	if err := header.err(); err != nil {
		return nil, geo.Rows{}, nil, err
	}

	t := newTally(header, spec.Code, spec.Geography, codes)
	for {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, geo.Rows{}, nil, err
		}
		area, known := t.place(row, code)
		used, rejected := false, false
		for _, g := range gatherers {
			taken, bad, err := g.take(row, area, known, &t.issues)
			if err != nil {
				return nil, geo.Rows{}, nil, t.locate(err, row, code)
			}
			used, rejected = used || taken, rejected || bad
		}
		if known {
			t.count(used, rejected)
		}
	}
	if err := t.err(); err != nil {
		return nil, t.rows, nil, err
	}
	var out []geo.Column
	var failures []error
	for _, g := range gatherers {
		column, err := g.column(t)
		if err != nil {
			failures = append(failures, err)
		}
		if g.spec.Shares != nil && err == nil {
			out = append(out, g.shared(column))
			column.Indicator.ID, column.Indicator.Title = PlainID(column.Indicator.ID), column.Indicator.Title+", as counted"
		}
		out = append(out, column)
	}
	if err := errors.Join(failures...); err != nil {
		return nil, t.rows, nil, err
	}
	t.mention(rows)
	return out, t.rows, t.issues.All(), nil
}
