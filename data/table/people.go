package table

import (
	"fmt"
	"io"

	"hotspotmap/geo"
)

// ReadPeople reads the population of each small area: whole numbers, none negative.
func ReadPeople(file string, r io.Reader, spec PeopleSpec, codes []string) (geo.Column, geo.Rows, []geo.Issue, error) {
	whole := 0
	columns, rows, issues, err := ReadIndicators(file, r, Spec{Code: spec.Code, Geography: spec.Geography, Layout: spec.Layout, Indicators: []IndicatorSpec{{
		Indicator: geo.Indicator{ID: "people", Title: "People", Higher: geo.HigherIsWorse},
		Decimals:  &whole,
		Column:    spec.Column,
		Where:     spec.Where,
	}}}, codes)
	if err != nil {
		return geo.Column{}, rows, nil, err
	}
	people := columns[0]
	for area, n := range people.Values {
		if n < 0 {
			return geo.Column{}, rows, nil, geo.Issue{Severity: geo.SeverityError, File: file, Column: spec.Column, Value: fmt.Sprint(n),
				Problem: "the number of people in " + codes[area] + " is negative", Remedy: "correct it or name another column"}
		}
	}
	return people, rows, issues, nil
}
