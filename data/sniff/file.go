package sniff

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/data/table"
	"hotspotmap/geo"
)

// File is a sample of a source.
type File struct {
	Name     string // as the project file is to name it
	Columns  []Column
	Rows     int
	Polygons bool       // its rows are polygons
	First    *orb.Point // the first coordinate of a GeoJSON
	CRS      string     // as a GeoJSON says
}

// mostCells bounds the sample: of a file with more, the first rows are looked at.
const mostCells = 4_000_000

// Read samples a file, unpacked.
func Read(name string, r io.Reader) (File, error) {
	content := bufio.NewReaderSize(r, 1<<16)
	head, _ := content.Peek(512) // what is wrong with the file is said when it is read
	if trimmed := bytes.TrimSpace(head); len(trimmed) > 0 && trimmed[0] == '{' {
		return readGeoJSON(name, content)
	}
	header, rows, err := table.Sample(name, content, mostCells)
	if err != nil {
		return File{}, err
	}
	f := File{Name: name, Rows: len(rows)}
	for i, column := range header {
		cells := make([]string, len(rows))
		for j, row := range rows {
			cells[j] = row[i]
		}
		f.Columns = append(f.Columns, Column{Name: column, Cells: cells})
	}
	return f, nil
}

// readGeoJSON samples a FeatureCollection: the properties, and enough of the geometry to tell what and where it is.
func readGeoJSON(name string, r io.Reader) (File, error) {
	var collection struct {
		Type string `json:"type"`
		CRS  struct {
			Properties struct {
				Name string `json:"name"`
			} `json:"properties"`
		} `json:"crs"`
		Features []struct {
			Properties map[string]any `json:"properties"`
			Geometry   struct {
				Type        string          `json:"type"`
				Coordinates json.RawMessage `json:"coordinates"`
			} `json:"geometry"`
		} `json:"features"`
	}
	decoder := json.NewDecoder(r)
	decoder.UseNumber()
	refuse := func(problem string) (File, error) {
		return File{}, geo.Issue{Severity: geo.SeverityError, File: name, Problem: problem, Remedy: "give a GeoJSON FeatureCollection"}
	}
	if err := decoder.Decode(&collection); err != nil {
		return refuse("is not GeoJSON: " + err.Error())
	}
	if collection.Type != "FeatureCollection" || len(collection.Features) == 0 {
		return refuse(fmt.Sprintf("is JSON of type %q with %d features", collection.Type, len(collection.Features)))
	}
	f := File{Name: name, Rows: len(collection.Features), CRS: collection.CRS.Properties.Name}
	cells := map[string][]string{}
	for i, feature := range collection.Features {
		for key, value := range feature.Properties {
			if cells[key] == nil {
				cells[key] = make([]string, f.Rows)
			}
			if value != nil {
				cells[key][i] = fmt.Sprint(value)
			}
		}
	}
	names := make([]string, 0, len(cells))
	for key := range cells {
		names = append(names, key)
	}
	slices.Sort(names)
	for _, key := range names {
		f.Columns = append(f.Columns, Column{Name: key, Cells: cells[key]})
	}
	first := collection.Features[0].Geometry
	f.Polygons = first.Type == "Polygon" || first.Type == "MultiPolygon"
	f.First = firstPoint(first.Coordinates)
	return f, nil
}

// firstPoint finds the first two numbers of coordinates, however deep they lie; nil when there are none.
func firstPoint(coordinates json.RawMessage) *orb.Point {
	inner := bytes.TrimLeft(coordinates, "[ \t\r\n")
	var p orb.Point
	if n, err := fmt.Sscanf(string(inner[:min(len(inner), 120)]), "%g,%g", &p[0], &p[1]); err != nil || n != 2 {
		if _, err := fmt.Sscanf(string(inner[:min(len(inner), 120)]), "%g , %g", &p[0], &p[1]); err != nil {
			return nil
		}
	}
	return &p
}

// metres reports whether the coordinates are on the British National Grid though the file does not say so.
func (f File) metres() bool {
	if f.First == nil || f.CRS != "" {
		return false
	}
	problem, _ := geo.NationalGrid.Doubt(*f.First)
	return problem == ""
}
