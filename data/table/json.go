package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"hotspotmap/geo"
)

// jsonText is one JSON value of a file of sites: a GeoJSON object, or an answer of Overpass.
type jsonText struct {
	Type       string         `json:"type"`
	CRS        geo.NamedCRS   `json:"crs"`
	Features   []feature      `json:"features"`
	Properties map[string]any `json:"properties"`
	Geometry   *geometry      `json:"geometry"`
	geometry                  // when it is one itself
	Elements   []osmElement   `json:"elements"` // of Overpass
}

// openJSON reads a file of features in JSON: one value, or several one after another, as newline-delimited GeoJSON and text sequences
// (RFC 8142) have them.
func openJSON(file string, text *text, r io.Reader) (*features, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostFeatureBytes+1))
	if err != nil {
		return nil, unreadable(file, 0, err)
	}
	if len(content) > mostFeatureBytes {
		return nil, tooLargeForSites(file)
	}
	const recordSeparator = 0x1e
	for i, c := range content {
		if c == recordSeparator { // which no JSON has in it
			content[i] = ' '
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	var all []feature
	crs := ""
	for {
		start := decoder.InputOffset()
		values, err := decodeAll[jsonText](decoder, content[start:])
		if err == io.EOF {
			return newFeatures(file, text, crs, all), nil
		}
		if err != nil {
			return nil, notJSON(file, content, err)
		}
		for _, value := range values {
			some, known := value.features()
			if !known {
				if some, err = readDirectories(file, content[start:decoder.InputOffset()]); err != nil {
					return nil, err
				}
			}
			all = append(all, some...)
			if value.CRS.Properties.Name != "" {
				crs = value.CRS.Properties.Name
			}
			if !known {
				break // the directory is all values
			}
		}
	}
}

// decodeAll reads the next value, or those of a list.
func decodeAll[T any](decoder *json.Decoder, rest []byte) ([]T, error) {
	if rest = bytes.TrimLeft(rest, " \t\r\n"); bytes.HasPrefix(rest, []byte{'['}) {
		var values []T
		err := decoder.Decode(&values)
		return values, err
	}
	values := make([]T, 1)
	return values, decoder.Decode(&values[0])
}

func notJSON(file string, content []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		at := len(content)
		if syntax != nil {
			at = min(int(syntax.Offset), len(content))
		}
		line := 1 + bytes.Count(content[:at], []byte{'\n'})
		return geo.Issue{Severity: geo.SeverityError, File: file, Row: line, Problem: "is not JSON: " + err.Error(), Remedy: "fetch or save the file again"}
	}
	what := err.Error()
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) {
		what = fmt.Sprintf("a %s stands in %q, where something else belongs", other.Value, other.Field)
	}
	return geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is JSON of another kind: " + what, Remedy: kindsOfJSON}
}

// features are the sites that one value holds; known is false when it is of neither kind.
func (j jsonText) features() (all []feature, known bool) {
	switch {
	case j.Elements != nil:
		return osmFeatures(j.Elements), true
	case j.Type == "FeatureCollection":
		return j.Features, true
	case j.Type == "Feature":
		return []feature{{Properties: j.Properties, Geometry: j.Geometry}}, true
	case j.Type != "" && (j.Coordinates != nil || j.Geometries != nil):
		g := j.geometry
		g.Type = j.Type
		return []feature{{Properties: j.Properties, Geometry: &g}}, true
	}
	return nil, false
}

// readDirectories reads what is neither, as Open Referral's.
func readDirectories(file string, text []byte) ([]feature, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	directories, err := decodeAll[directoryText](decoder, text)
	if err != nil {
		return nil, notJSON(file, text, err)
	}
	var all []feature
	for i := range directories {
		if !directories[i].isDirectory() {
			problem := "is JSON of no kind that holds sites"
			if kind := directories[i].Type; kind != "" {
				problem = fmt.Sprintf("is JSON of type %q", kind)
			}
			return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: problem, Remedy: kindsOfJSON}
		}
		all = append(all, directories[i].features()...)
	}
	return all, nil
}

// kindsOfJSON is what to give in place of JSON of another kind.
const kindsOfJSON = "give GeoJSON points, an answer of Overpass, or the services of an Open Referral directory"
