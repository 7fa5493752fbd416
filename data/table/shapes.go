package table

import (
	"io"
	"strings"

	"hotspotmap/geo"
)

// ShapesSpec names the columns of a table of areas.
type ShapesSpec struct {
	Code, Name string
	WKT        string // shapes in well-known text
}

func (s ShapesSpec) columns() []string { return []string{s.Code, s.Name, s.WKT} }

// ShapeRow is an area's row in a table, or why it cannot be used.
type ShapeRow struct {
	Line          int // in the file, 1-based
	Code, Name    string
	WKT           string
	Fault, Remedy string
}

// ReadShapes hands over the rows of a table of areas one by one. The issues are about the file.
func ReadShapes(file string, r io.Reader, spec ShapesSpec, yield func(ShapeRow) error) ([]geo.Issue, error) {
	rows, err := openRows(file, r, Layout{}, spec.columns())
	if err != nil {
		return nil, err
	}
	if _, shaped := rows.(*features); shaped {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Column: "wkt", Value: spec.WKT,
			Problem: "is said to be a column with shapes, and the file is no table", Remedy: "remove wkt from the project file: the shapes are read as they are"}
	}
	header := columnsOf(file, rows)
	code, name, wkt := header.find("code", spec.Code), header.findIf("name", spec.Name), header.find("wkt", spec.WKT)
	if err := header.err(); err != nil {
		return nil, err
	}
	for {
		row, err := rows.next()
		if err == io.EOF {
			issues := geo.Issues{File: file}
			note(&issues, rows)
			return issues.All(), nil
		}
		if err != nil {
			return nil, err
		}
		shape := ShapeRow{Line: row.line, Fault: row.fault, Remedy: row.remedy}
		if row.fault == "" {
			shape.Code, shape.Name = strings.Clone(row.cell(code)), strings.Clone(row.cell(name)) // to be kept without the shape
			shape.WKT = row.cell(wkt)
		}
		if err := yield(shape); err != nil {
			return nil, err
		}
	}
}
