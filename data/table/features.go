package table

import (
	"encoding/json"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// features are the features of a GeoJSON, or what stands for them in another format, as rows: the columns are the union of their
// properties, sorted.
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
	Geometry   *geometry      `json:"geometry"`
	tags       []string       // of other formats, key and value by turns, in place of properties
	at         *orb.Point     // where a format without GeoJSON's geometries has it
	elsewhere  bool           // or that a column may say it, such as a postcode
	fault      string         // or why it cannot be used
}

// mostFeatureBytes bounds a file of sites, which is held in memory whole.
const mostFeatureBytes = 256 << 20

// openOSM reads the XML of OpenStreetMap.
func openOSM(file string, text *text, r io.Reader) (*features, error) {
	all, err := readOSM(file, r)
	if err != nil {
		return nil, err
	}
	return newFeatures(file, text, "", all), nil
}

func newFeatures(file string, text *text, crs string, all []feature) *features {
	f := &features{file: file, text: text, crs: crs, all: all}
	seen := map[string]bool{}
	see := func(name string) {
		if !seen[name] {
			seen[name] = true
			f.names = append(f.names, name)
		}
	}
	for _, feature := range f.all {
		for name := range feature.Properties {
			see(name)
		}
		for i := 0; i < len(feature.tags); i += 2 {
			see(feature.tags[i])
		}
	}
	slices.Sort(f.names)
	return f
}

func tooLargeForSites(file string) error {
	return geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is larger than 256 MB, too large for a list of sites",
		Remedy: "cut it to the area of the map"}
}

func (f *features) header() []string { return f.names }

func (f *features) headerLine() int { return 1 }

func (f *features) notes() []geo.Issue {
	if f.text == nil { // a binary format
		return nil
	}
	return f.text.notes()
}

func (f *features) next() (row, error) {
	if f.read == len(f.all) {
		return row{}, io.EOF
	}
	feature := f.all[f.read]
	f.read++
	r := row{line: f.read, cells: make([]string, len(f.names)), several: feature.tags != nil}
	for i, name := range f.names {
		r.cells[i] = feature.cell(name)
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

// point returns the place of a feature, or why there is none.
func (f feature) point() (*orb.Point, string) {
	switch {
	case f.at != nil || f.fault != "" || f.elsewhere:
		return f.at, f.fault
	case f.Geometry == nil:
		return nil, "has no geometry"
	}
	return f.Geometry.point()
}

// cell is a property as a cell.
func (f feature) cell(name string) string {
	for i := 0; i < len(f.tags); i += 2 {
		if f.tags[i] == name {
			return f.tags[i+1]
		}
	}
	return cellOf(f.Properties[name])
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
