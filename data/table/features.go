package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// features is a GeoJSON FeatureCollection of points as rows: its columns are the union of the features' properties, sorted.
type features struct {
	file  string
	text  *text
	names []string
	crs   string // the "crs" member's name, "" without
	all   []feature
	read  int
}

type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   *struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// mostFeatureBytes bounds a file of sites, which is held in memory whole.
const mostFeatureBytes = 256 << 20

func openFeatures(file string, text *text, r io.Reader) (*features, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostFeatureBytes+1))
	if err != nil {
		return nil, unreadable(file, 0, err)
	}
	refuse := func(problem, remedy string) (*features, error) {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: problem, Remedy: remedy}
	}
	if len(content) > mostFeatureBytes {
		return refuse("is larger than 256 MB, too large for a list of sites", "cut it to the area of the map")
	}
	var collection struct {
		Type string `json:"type"`
		CRS  struct {
			Properties struct {
				Name string `json:"name"`
			} `json:"properties"`
		} `json:"crs"`
		Features []feature `json:"features"`
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	if err := decoder.Decode(&collection); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			line := 1 + bytes.Count(content[:min(int(syntax.Offset), len(content))], []byte{'\n'})
			return nil, geo.Issue{Severity: geo.SeverityError, File: file, Row: line, Problem: "is not JSON: " + err.Error(),
				Remedy: "fetch or save the file again"}
		}
		return refuse("is not GeoJSON: "+err.Error(), "give a FeatureCollection of points")
	}
	if collection.Type != "FeatureCollection" {
		return refuse(fmt.Sprintf("is JSON of type %q", collection.Type), "give a GeoJSON FeatureCollection of points")
	}
	f := &features{file: file, text: text, crs: collection.CRS.Properties.Name, all: collection.Features}
	seen := map[string]bool{}
	for _, feature := range f.all {
		for name := range feature.Properties {
			if !seen[name] {
				seen[name] = true
				f.names = append(f.names, name)
			}
		}
	}
	slices.Sort(f.names)
	return f, nil
}

func (f *features) header() []string { return f.names }

func (f *features) headerLine() int { return 1 }

func (f *features) notes() []geo.Issue { return f.text.notes() }

func (f *features) next() (row, error) {
	if f.read == len(f.all) {
		return row{}, io.EOF
	}
	feature := f.all[f.read]
	f.read++
	r := row{line: f.read, cells: make([]string, len(f.names))}
	for i, name := range f.names {
		r.cells[i] = cellOf(feature.Properties[name])
	}
	r.point, r.fault = feature.point()
	r.remedy = "give each site as a Point with longitude and latitude, or remove it"
	return r, nil
}

// system returns the coordinate reference system of the features: the one the project file says, else the one the file says,
// else longitude and latitude, as RFC 7946 has it.
func (f *features) system(override string) (geo.CRS, error) {
	name := override
	if name == "" {
		name = f.crs
	}
	if name == "" {
		return geo.LonLat, nil
	}
	crs, ok := geo.ParseCRS(name)
	if !ok {
		return "", geo.Issue{Severity: geo.SeverityError, File: f.file, Column: "crs", Value: name,
			Problem: "is a coordinate system this program does not read",
			Remedy:  "convert the file: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES sites.geojson " + f.file}
	}
	return crs, nil
}

// point returns the coordinates of a feature, or why there are none.
func (f feature) point() (*orb.Point, string) {
	if f.Geometry == nil {
		return nil, "has no geometry"
	}
	if f.Geometry.Type != "Point" {
		return nil, fmt.Sprintf("is a %s, not a Point", f.Geometry.Type)
	}
	var coordinates []float64
	if err := json.Unmarshal(f.Geometry.Coordinates, &coordinates); err != nil || len(coordinates) < 2 {
		return nil, "has no coordinates"
	}
	return &orb.Point{coordinates[0], coordinates[1]}, ""
}

// cellOf writes a property as a cell.
func cellOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	}
	text, _ := json.Marshal(value) // it came from JSON
	return string(text)
}
