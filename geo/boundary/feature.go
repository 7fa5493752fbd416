package boundary

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"hotspotmap/geo"
)

// admit makes an area of what is known of a feature and of its geometry, which is asked for once the feature has a code.
// The error stops the reading.
func (c *collector) admit(text featureText, geometry func() shape) error {
	properties, err := c.properties(text, c.rows.Read+1)
	return c.take(properties, err, geometry)
}

// take makes an area of a feature, or rejects it. err is what reading its properties came to.
func (c *collector) take(p properties, err error, geometry func() shape) error {
	c.rows.Read++
	if err != nil {
		return err
	}
	n := c.rows.Read
	code, name, ok, err := c.identify(n, p)
	if !ok || err != nil {
		return err
	}
	return c.keep(n, code, name, geometry())
}

// keep makes an area of a feature whose code is known.
func (c *collector) keep(n int, code, name string, s shape) error {
	if s.problem != "" {
		c.reject(n, "", code, s.problem, s.remedy)
		return nil
	}
	for _, polygon := range s.polygons {
		for _, ring := range polygon {
			c.vertices += len(ring)
		}
	}
	if c.vertices > c.opts.MaxVertices {
		return c.tooMany(n, code)
	}
	repaired, what := repairRings(s)
	if len(repaired) == 0 {
		c.reject(n, "", code, "has no area: "+what, "give it a polygon, or remove it")
		return nil
	}
	if what != "" {
		c.rows.Repaired++
		c.issues.Add("repaired", geo.Issue{Severity: geo.SeverityRepair, Row: n, Value: code, Problem: fmt.Sprintf("%s %d: %s", c.unit, n, what)})
	}
	if s.left != "" {
		c.issues.Add("left out", geo.Issue{Severity: geo.SeverityWarn, Row: n, Value: code,
			Problem: fmt.Sprintf("%s %d is a collection: its polygons were taken, and left out was %s", c.unit, n, s.left),
			Remedy:  "check that nothing but a label or a line is lost"})
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

// properties reads those of feature n.
func (c *collector) properties(feature featureText, n int) (properties, error) {
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
		if n == 1 { // only a first feature without a code needs them
			p.names = append(p.names, key)
		}
		if (key == c.opts.Code || key == c.opts.Name) && !utf8.Valid(value) {
			return c.fatal(n, key, strings.ToValidUTF8(string(value), "?"), "is not UTF-8 text", "export the boundaries in UTF-8")
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
	if p.code.number {
		c.issues.Add("number", geo.Issue{Severity: geo.SeverityWarn, Row: n, Column: c.opts.Code, Value: p.code.text,
			Problem: "the code is a number; it is read as text, but leading zeros may be lost already", Remedy: "export codes as text"})
	}
	name, ok = c.named(n, p.code.text, p.name.text)
	return p.code.text, name, ok, nil
}

// named returns the name of an area, for which its code stands in; ok is false when it was rejected for having no code.
func (c *collector) named(n int, code, name string) (known string, ok bool) {
	switch {
	case code == "":
		c.reject(n, c.opts.Code, "", "has no code", "give it one, or remove it")
		return "", false
	case c.opts.Name == "":
		return code, true
	case name == "":
		c.issues.Add("name", geo.Issue{Severity: geo.SeverityWarn, Row: n, Column: c.opts.Name, Value: code,
			Problem: fmt.Sprintf("%s %d has no name; its code stands in for it", c.unit, n), Remedy: "give it one"})
		return code, true
	}
	return name, true
}
