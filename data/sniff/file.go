package sniff

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/data/table"
	"hotspotmap/geo"
)

// File is a sample of a source.
type File struct {
	Name     string // as the project file is to name it
	Columns  []Column
	Rows     int
	Kind     table.Kind
	Polygons bool       // its rows are polygons
	WKT      string     // column of a table that holds shapes in well-known text, "" without
	First    *orb.Point // the first coordinate of a shape
	CRS      string     // as a GeoJSON says
}

const (
	mostCells = 4_000_000 // of a file with more, the first rows are looked at
	mostBytes = 512 << 20 // of JSON, which is held whole
)

// Read samples a file, unpacked.
func Read(name string, r io.Reader) (File, error) {
	content := bufio.NewReaderSize(r, 1<<16)
	head, _ := content.Peek(512) // what is wrong with the file is said when it is read
	if trimmed := bytes.TrimSpace(head); len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') {
		return readJSON(name, content)
	}
	return readTable(name, content)
}

// readTable samples whatever has rows.
func readTable(name string, r io.Reader) (File, error) {
	look, err := table.Sample(name, r, mostCells)
	if err != nil {
		return File{}, err
	}
	f := File{Name: name, Rows: len(look.Cells), Kind: look.Kind}
	for i, column := range look.Columns {
		cells := make([]string, len(look.Cells))
		for j, row := range look.Cells {
			cells[j] = row[i]
		}
		f.Columns = append(f.Columns, Column{Name: column, Cells: cells})
	}
	if shapes, ok := f.column(func(c Column) bool { return c.share(wellKnown.MatchString) >= most }); ok && f.Kind == table.Rows {
		first := shapes.distinct()[0]
		f.WKT, f.Polygons = shapes.Name, strings.Contains(strings.ToUpper(first[:min(len(first), 40)]), "POLYGON")
		f.First = firstPoint([]byte(strings.Replace(strings.TrimLeft(wellKnown.ReplaceAllString(first, ""), "( "), " ", ",", 1)))
	}
	return f, nil
}

// wellKnown is how a shape in well-known text begins.
var wellKnown = regexp.MustCompile(`(?i)^(SRID=\d+;)?\s*(MULTI)?(POINT|POLYGON)( ?ZM?| ?M)?\s*\(`)

// collection is what is looked at in GeoJSON: a FeatureCollection, or a feature of several that follow one another.
type collection struct {
	Type     string       `json:"type"`
	CRS      geo.NamedCRS `json:"crs"`
	Features []feature    `json:"features"`
	feature
}

type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// readJSON samples GeoJSON: the properties, and enough of the geometry to tell what and where it is. Other JSON is sampled as what
// has rows.
func readJSON(name string, r io.Reader) (File, error) {
	refuse := func(problem string) (File, error) {
		return File{}, geo.Issue{Severity: geo.SeverityError, File: name, Problem: problem, Remedy: "give a GeoJSON FeatureCollection"}
	}
	content, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return refuse(err.Error())
	}
	if len(content) > mostBytes {
		return refuse("is larger than 512 MB, too large for a look")
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	f := File{Name: name, Kind: table.Places}
	var features []feature
	for {
		var next collection
		if err := decoder.Decode(&next); err == io.EOF {
			break
		} else if err != nil || next.Type != "FeatureCollection" && next.Type != "Feature" {
			return readTable(name, bytes.NewReader(content)) // what is wrong with it is told there
		}
		if next.Type == "Feature" {
			next.Features = []feature{next.feature}
		}
		features = append(features, next.Features...)
		if next.CRS.Properties.Name != "" {
			f.CRS = next.CRS.Properties.Name
		}
	}
	if len(features) == 0 {
		return refuse("is GeoJSON without features")
	}
	f.Rows = len(features)
	cells := map[string][]string{}
	for i, feature := range features {
		for key, value := range feature.Properties {
			if cells[key] == nil {
				cells[key] = make([]string, f.Rows)
			}
			if value != nil {
				cells[key][i] = fmt.Sprint(value)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(cells)) {
		f.Columns = append(f.Columns, Column{Name: key, Cells: cells[key]})
	}
	first := features[0].Geometry
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
