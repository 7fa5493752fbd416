package table

import (
	"cmp"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Postcode is a postcode and where it is.
type Postcode struct {
	Code string    // as NormalisePostcode writes it: "B11AA"
	At   orb.Point // longitude, latitude
}

// Postcodes are sorted by Code, each code once.
type Postcodes []Postcode

// Find returns where a normalised postcode is.
func (p Postcodes) Find(code string) (orb.Point, bool) {
	i, found := slices.BinarySearchFunc(p, code, func(p Postcode, code string) int { return cmp.Compare(p.Code, code) })
	if !found {
		return orb.Point{}, false
	}
	return p[i].At, true
}

// ReadPostcodes reads where postcodes are. Rows whose postcode or place is not one are rejected and counted.
func ReadPostcodes(file string, r io.Reader, spec PostcodesSpec) (Postcodes, geo.Rows, []geo.Issue, error) {
	rows, err := openRows(file, r, spec.Layout, spec.columns())
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	header := columnsOf(file, rows)
	column := header.find("postcode", spec.Postcode)
	placer := newPlacer(&header, spec.Lon, spec.Lat, spec.Easting, spec.Northing, spec.Grid)
	if err := header.err(); err != nil {
		return nil, geo.Rows{}, nil, err
	}

	var counts geo.Rows
	issues := geo.Issues{File: file}
	var postcodes Postcodes
	lines := map[string]int{}
	for {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, geo.Rows{}, nil, err
		}
		counts.Read++
		postcode, issue := postcodeOf(row, column, spec.Postcode, placer)
		if issue == nil && lines[postcode.Code] > 0 {
			issue = &geo.Issue{Problem: "stands in the file already; the first one is used", Remedy: "remove one of the two",
				Column: spec.Postcode, Value: postcode.Code}
		}
		if issue != nil {
			counts.Rejected++
			issue.Severity, issue.Row = geo.SeverityReject, row.line
			issues.Add(issue.Column, *issue)
			continue
		}
		lines[postcode.Code] = row.line
		postcodes = append(postcodes, postcode)
		counts.Used++
	}
	note(&issues, rows)
	if counts.Used == 0 {
		return nil, counts, nil, noneUsed(file, spec.Postcode, "postcode", issues.All())
	}
	slices.SortFunc(postcodes, func(a, b Postcode) int { return cmp.Compare(a.Code, b.Code) })
	return postcodes, counts, issues.All(), nil
}

func postcodeOf(r row, column int, name string, placer placer) (Postcode, *geo.Issue) {
	if r.fault != "" {
		return Postcode{}, &geo.Issue{Problem: r.fault, Remedy: r.remedy}
	}
	code, ok := NormalisePostcode(r.cell(column))
	if !ok {
		return Postcode{}, &geo.Issue{Column: name, Value: r.cell(column), Problem: "is not a postcode", Remedy: "correct or remove it"}
	}
	at, found, issue := placer.place(r)
	if issue != nil {
		return Postcode{}, issue
	}
	if !found {
		return Postcode{}, &geo.Issue{Column: name, Value: r.cell(column), Problem: "has no coordinates", Remedy: "give them, or remove the row"}
	}
	return Postcode{Code: code, At: at}, nil
}

// noneUsed is the error of a source of which not one row could be used: its first issue says why.
func noneUsed(file, column, what string, issues []geo.Issue) error {
	issue := geo.Issue{Severity: geo.SeverityError, File: file, Column: column, Problem: "no row holds a " + what,
		Remedy: "check the file and the columns named in the project file"}
	if len(issues) > 0 {
		issue.Row, issue.Column, issue.Value = issues[0].Row, issues[0].Column, issues[0].Value
		issue.Problem = "no row can be used; this one " + issues[0].Problem
		issue.Remedy = issues[0].Remedy
	}
	return issue
}
