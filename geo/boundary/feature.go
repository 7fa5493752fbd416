package boundary

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// add makes an area of a feature, or rejects it. The error stops the reading.
func (c *collector) add(text featureText) error {
	return c.admit(text, func() (orb.MultiPolygon, string, string) { return parseGeometry(text.geometry) })
}

// admit makes an area of what is known of a feature and of its geometry, which is asked for once the feature has a code.
func (c *collector) admit(text featureText, shape func() (geometry orb.MultiPolygon, problem, remedy string)) error {
	c.rows.Read++
	n := c.rows.Read
	properties, err := c.properties(text)
	if err != nil {
		return err
	}
	code, name, ok, err := c.identify(n, properties)
	if !ok || err != nil {
		return err
	}
	geometry, problem, remedy := shape()
	if problem != "" {
		c.reject(n, "", code, problem, remedy)
		return nil
	}
	for _, polygon := range geometry {
		for _, ring := range polygon {
			c.vertices += len(ring)
		}
	}
	if c.vertices > c.opts.MaxVertices {
		return c.tooMany(n, code)
	}
	repaired, what := repairRings(geometry)
	if len(repaired) == 0 {
		c.reject(n, "", code, "has no area: "+what, "give it a polygon, or remove it")
		return nil
	}
	if what != "" {
		c.rows.Repaired++
		c.issues.Add("repaired", geo.Issue{Severity: geo.SeverityRepair, Row: n, Value: code, Problem: fmt.Sprintf("feature %d: %s", n, what)})
	}
	c.areas = append(c.areas, geo.Area{Code: code, Name: name, Geometry: repaired, Feature: n})
	return nil
}

// tooMany is the error of a file of more vertices than are held.
func (c *collector) tooMany(n int, code string) error {
	return c.fatal(n, "", code, fmt.Sprintf("brings the file past %d vertices", c.opts.MaxVertices),
		"use generalised boundaries: ONS publishes them as BGC or BSC")
}

// property is one of a feature's properties that was asked for.
type property struct {
	text   string
	found  bool
	number bool // a JSON number, kept as it is written
	odd    bool // neither text nor number
}

// properties are a feature's code and name, and the names of all it has.
type properties struct {
	code, name property
	names      []string
}

// idCode is the name of the code that stands beside a feature's properties, not among them.
const idCode = "id"

func (c *collector) properties(feature featureText) (properties, error) {
	var p properties
	if c.opts.Code == idCode && len(feature.id) > 0 {
		p.code = readProperty(feature.id)
	}
	text := feature.properties
	if len(text) == 0 || text[0] != '{' {
		return p, nil
	}
	if err := valid(text); err != nil {
		return p, err
	}
	s := streamOf(text)
	err := members(s, func(key string) error {
		value, err := s.value()
		if err != nil {
			return inside(err)
		}
		if c.rows.Read == 1 { // only a first feature without a code needs them
			p.names = append(p.names, key)
		}
		if (key == c.opts.Code || key == c.opts.Name) && !utf8.Valid(value) {
			return c.fatal(c.rows.Read, key, strings.ToValidUTF8(string(value), "?"), "is not UTF-8 text", "export the boundaries in UTF-8")
		}
		if key == c.opts.Code {
			p.code = readProperty(value)
		}
		if key == c.opts.Name {
			p.name = readProperty(value)
		}
		return nil
	})
	return p, err
}

func readProperty(value []byte) property {
	p := property{found: true}
	switch value[0] {
	case '"':
		text, err := unquote(value)
		p.text, p.odd = strings.TrimSpace(text), err != nil
	case '{', '[', 't', 'f', 'n':
		p.odd = true
	default:
		p.text, p.number = json.Number(value).String(), true
	}
	return p
}

// identify returns the feature's code and name; ok is false when it was rejected.
func (c *collector) identify(n int, p properties) (code, name string, ok bool, err error) {
	if n == 1 {
		for _, wanted := range []struct {
			key, name string
			found     bool
		}{{"code", c.opts.Code, p.code.found}, {"name", c.opts.Name, p.name.found || c.opts.Name == ""}} {
			if !wanted.found {
				return "", "", false, c.fatal(n, wanted.name, "",
					fmt.Sprintf("is not a property of feature 1 (%s in the project file)", wanted.key), geo.DidYouMean(wanted.name, p.names))
			}
		}
	}
	if p.code.text == "" {
		c.reject(n, c.opts.Code, "", "has no code", "give it one, or remove it")
		return "", "", false, nil
	}
	if p.code.number {
		c.issues.Add("number", geo.Issue{Severity: geo.SeverityWarn, Row: n, Column: c.opts.Code, Value: p.code.text,
			Problem: "the code is a number; it is read as text, but leading zeros may be lost already", Remedy: "export codes as text"})
	}
	if c.opts.Name == "" {
		return p.code.text, p.code.text, true, nil
	}
	if p.name.text == "" {
		c.issues.Add("name", geo.Issue{Severity: geo.SeverityWarn, Row: n, Column: c.opts.Name, Value: p.code.text,
			Problem: fmt.Sprintf("feature %d has no name; its code stands in for it", n), Remedy: "give it one"})
		return p.code.text, p.code.text, true, nil
	}
	return p.code.text, p.name.text, true, nil
}

// parseGeometry reads a Polygon or MultiPolygon. problem is empty when it could be read.
func parseGeometry(text []byte) (geometry orb.MultiPolygon, problem, remedy string) {
	if len(text) == 0 || string(text) == "null" {
		return nil, "has no geometry", "give it a polygon, or remove it"
	}
	const again = "export the boundaries again"
	if text[0] != '{' {
		return nil, "has a geometry that is not an object", again
	}
	var kind string
	var coordinates []byte
	s := streamOf(text)
	err := members(s, func(key string) error {
		value, err := s.value()
		if err != nil {
			return inside(err)
		}
		switch key {
		case "type":
			kind, err = unquote(value)
		case "coordinates":
			coordinates = value
		}
		return err
	})
	if err != nil {
		return nil, "has a broken geometry: " + err.Error(), again
	}
	scan := scanner{text: coordinates}
	switch kind {
	case "Polygon":
		geometry = orb.MultiPolygon{scan.polygon()}
	case "MultiPolygon":
		geometry = scan.multiPolygon()
	case "GeometryCollection":
		return nil, "is a GeometryCollection", "an area is a Polygon or a MultiPolygon: convert the file with ogr2ogr -nlt MULTIPOLYGON"
	default:
		return nil, fmt.Sprintf("is a %q", kind), "an area is a Polygon or a MultiPolygon; points and lines belong elsewhere"
	}
	if err := scan.end(); err != nil {
		return nil, "has broken coordinates: " + err.Error(), again
	}
	return geometry, "", ""
}

// repairRings closes rings and drops those without area. what says so in words; "" when there was nothing to do.
func repairRings(geometry orb.MultiPolygon) (repaired orb.MultiPolygon, what string) {
	closed, dropped := 0, 0
	for _, polygon := range geometry {
		var kept orb.Polygon
		for i, ring := range polygon {
			if len(ring) > 0 && ring[0] != ring[len(ring)-1] {
				ring = append(slices.Clip(ring), ring[0])
				closed++
			}
			if len(ring) < 4 {
				dropped++
				if i == 0 {
					dropped += len(polygon) - 1 // holes in nothing
					break
				}
				continue
			}
			kept = append(kept, ring)
		}
		if len(kept) > 0 {
			repaired = append(repaired, kept)
		}
	}
	var words []string
	if closed > 0 {
		words = append(words, "closed "+rings(closed))
	}
	if dropped > 0 {
		words = append(words, "dropped "+rings(dropped)+" of fewer than 4 positions")
	}
	if len(repaired) == 0 && dropped == 0 {
		words = append(words, "its geometry is empty")
	}
	return repaired, strings.Join(words, ", ")
}

func rings(n int) string {
	if n == 1 {
		return "1 ring"
	}
	return fmt.Sprintf("%d rings", n)
}
