package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/osgb"
	"hotspotmap/geo/topology"
)

// account says what became of the rows, then why.
func account(rows geo.Rows, issues []geo.Issue) []string {
	said := []string{fmt.Sprintf("used %d of %d", rows.Used, rows.Read)}
	for _, n := range []struct {
		count int
		what  string
	}{{rows.Unmatched, "unmatched"}, {rows.Rejected, "rejected"}, {rows.Repaired, "repaired"}} {
		if n.count > 0 {
			said[0] += fmt.Sprintf(", %d %s", n.count, n.what)
		}
	}
	if rows.Read != rows.Used+rows.Unmatched+rows.Rejected {
		said[0] += ": THE SUM IS WRONG"
	}
	for _, i := range issues {
		said = append(said, fmt.Sprintf("%s: %v", i.Severity, i))
	}
	return said
}

// corpusCodes are the areas of every table in the corpus.
var corpusCodes = []string{"E01000001", "E01000002", "E01000003"}

func readCorpusBoundaries(path string) ([]string, error) {
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	areas, rows, issues, err := boundary.Read(f, path, boundary.Options{Code: "code", Name: "name"})
	if err != nil {
		return nil, err
	}
	return mended(areas, rows, issues)
}

func readCorpusShapes(path string) ([]string, error) {
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	found := boundary.NewRows(path, "wkt", boundary.Options{Code: "code", Name: "name"})
	notes, err := table.ReadShapes(path, f, table.ShapesSpec{Code: "code", Name: "name", WKT: "wkt"}, func(row table.ShapeRow) error {
		if row.Fault != "" {
			found.Reject(row.Line, row.Fault, row.Remedy)
			return nil
		}
		return found.Add(row.Line, row.Code, row.Name, row.WKT)
	})
	if err != nil {
		return nil, err
	}
	areas, rows, issues, err := found.Areas()
	if err != nil {
		return nil, err
	}
	return mended(areas, rows, append(notes, issues...))
}

// mended says what became of the areas of a file, and what the topology made of them.
func mended(areas []geo.Area, rows geo.Rows, issues []geo.Issue) ([]string, error) {
	mesh, report, err := topology.Build(areas, topology.Options{SnapM: 1})
	if err != nil {
		return nil, err
	}
	said := account(rows, issues)
	for _, r := range report.Repairs {
		what := r.What()
		if len(r.With) > 0 {
			var with []string
			for _, other := range r.With {
				with = append(with, areas[other-1].Code)
			}
			what += " (with " + geo.List(with, "and") + ")"
		}
		said = append(said, fmt.Sprintf("mended %s: %s, from %.0f to %.0f m²", areas[r.AID-1].Code, what, r.BeforeM2, r.AfterM2))
	}
	for i, others := range mesh.Neighbours() {
		for _, other := range others {
			if int(other) > i {
				said = append(said, areas[i].Code+" touches "+areas[other].Code)
			}
		}
	}
	return said, nil
}

func readCorpusIndicators(path string) ([]string, error) {
	return readCorpusColumns(path, table.IndicatorSpec{Indicator: geo.Indicator{ID: "value", Unit: "%"}, Column: "value"}, corpusCodes)
}

// readCorpusOdd reads a column of no unit, about as many areas as it takes to tell that a value is unlike the others.
func readCorpusOdd(path string) ([]string, error) {
	var codes []string
	for i := range 24 {
		codes = append(codes, fmt.Sprintf("E010000%02d", i+1))
	}
	return readCorpusColumns(path, table.IndicatorSpec{Indicator: geo.Indicator{ID: "value"}, Column: "value"}, codes)
}

// readCorpusVintage reads a column about LSOAs, some of which are new in 2021.
func readCorpusVintage(path string) ([]string, error) {
	codes := []string{"E01000001", "E01033769", "E01033770"}
	return readCorpusColumns(path, table.IndicatorSpec{Indicator: geo.Indicator{ID: "value"}, Column: "value"}, codes)
}

func readCorpusLong(path string) ([]string, error) {
	return readCorpusColumns(path, table.IndicatorSpec{Indicator: geo.Indicator{ID: "rented", Unit: "%"}, Numerators: []string{"n"}, Denominator: "all",
		Where: table.Where{"tenure": {"rented", "social"}}}, corpusCodes)
}

func readCorpusColumns(path string, spec table.IndicatorSpec, codes []string) ([]string, error) {
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	tableSpec := table.Spec{Code: "code", Geography: "lsoa21", Indicators: []table.IndicatorSpec{spec}}
	columns, rows, issues, err := table.ReadIndicators(path, f, tableSpec, codes)
	if err != nil {
		return nil, err
	}
	return append(account(rows, issues), shown(columns[0])), nil
}

// shown lists a column's values, or why there is none.
func shown(c geo.Column) string {
	var words []string
	for i, v := range c.Values {
		if c.Flags[i] == geo.Present {
			words = append(words, strconv.FormatFloat(v, 'f', c.Indicator.Decimals, 64))
		} else {
			words = append(words, c.Flags[i].String())
		}
	}
	return "values " + strings.Join(words, ", ")
}

func readCorpusPeople(path string) ([]string, error) {
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	people, rows, issues, err := table.ReadPeople(path, f, table.PeopleSpec{Code: "code", Column: "people", Geography: "lsoa21"}, corpusCodes)
	if err != nil {
		return nil, err
	}
	return append(account(rows, issues), shown(people)), nil
}

func readCorpusLookup(path string) ([]string, error) {
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lookup, rows, issues, err := table.ReadLookup(path, f, table.LookupSpec{From: "code", Code: "ward", Name: "name", Geography: "lsoa21"}, corpusCodes)
	if err != nil {
		return nil, err
	}
	said := account(rows, issues)
	for i, code := range lookup.Codes {
		said = append(said, code+" is "+lookup.Names[i])
	}
	return said, nil
}

func readCorpusPostcodes(path string) ([]string, error) {
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	postcodes, rows, issues, err := table.ReadPostcodes(path, f, table.PostcodesSpec{Postcode: "postcode", Lon: "lon", Lat: "lat"})
	if err != nil {
		return nil, err
	}
	said := account(rows, issues)
	for _, p := range postcodes {
		said = append(said, fmt.Sprintf("%s is at %.5f, %.5f", p.Code, p.At.Lon(), p.At.Lat()))
	}
	return said, nil
}

// readCorpusSites takes the columns from the header: lon and lat, or easting and northing; closed; Mon to Sun; breaks.
func readCorpusSites(path string) ([]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	has := func(column string) string {
		if bytes.Contains(content, []byte(column)) && bytes.IndexByte([]byte("{[<\x00\x1e"), content[0]) < 0 {
			return column
		}
		return "" // a format that says itself where its sites are
	}
	spec := table.SitesSpec{
		ID: "s", Kind: "library", Access: geo.Public, Name: "name", Postcode: has("postcode"), Lon: has("lon"), Lat: has("lat"),
		Easting: has("easting"), Northing: has("northing"), Grid: osgb.ToLonLat, ClosedColumn: has("closed"),
		Postcodes: table.Postcodes{{Code: "B11AA", At: [2]float64{-1.9, 52.48}}},
	}
	if has("Mon") != "" {
		spec.Hours = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	}
	if column := has("breaks"); column != "" {
		lunch := [7][]geo.Span{}
		for day := range lunch {
			lunch[day] = []geo.Span{{Opens: 13 * 60, Closes: 14 * 60}}
		}
		spec.Breaks = table.Breaks{Column: column, Cells: map[string]geo.Hours{"Closed for lunch 1-2pm": lunch}}
	}
	f, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sites, rows, issues, err := table.ReadSites(path, f, spec)
	if err != nil {
		return nil, err
	}
	said := account(rows, issues)
	for _, s := range sites {
		line := fmt.Sprintf("%s is at %.5f, %.5f", s.Name, s.At.Lon(), s.At.Lat())
		if s.Closed {
			line += ", closed"
		}
		for _, fact := range s.Facts {
			line += ", " + fact.Value
		}
		said = append(said, line)
	}
	return said, nil
}

func readCorpusProject(path string) ([]string, error) {
	p, err := project.Load(path)
	if err != nil {
		return nil, err
	}
	return []string{"accepted: " + p.Title}, nil
}
