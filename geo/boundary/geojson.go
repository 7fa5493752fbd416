package boundary

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"hotspotmap/geo"
)

// recordSeparator begins each text of a sequence, RFC 8142.
const recordSeparator = 0x1e

// readGeoJSON hands every feature of a file to the collector and returns the name of the coordinate reference system that
// the file declares, "" when it declares none.
func readGeoJSON(s *stream, c *collector) (crs string, err error) {
	for {
		first, err := s.peek()
		if err == io.EOF {
			return crs, nil
		}
		if err != nil {
			return "", c.broken(err)
		}
		if first == recordSeparator {
			s.skip()
			continue
		}
		if first == '[' && c.rows.Read == 0 { // a bare list of features, as some programs write
			if err := readFeatures(s, c); err != nil {
				return "", c.broken(err)
			}
			continue
		}
		if first != '{' {
			return "", c.notJSON(s, first)
		}
		declared, err := readObject(s, c)
		if err != nil {
			return "", c.broken(err)
		}
		if declared != "" {
			crs = declared
		}
	}
}

// readObject reads one object: a FeatureCollection, whose features it passes on as it meets them, a Feature, a geometry or a TopoJSON.
func readObject(s *stream, c *collector) (crs string, err error) {
	var geometry geometryText // when the object is one itself
	var feature featureText
	var topology topologyText
	collection := false
	err = members(s, func(key string) error {
		if key == "features" {
			collection = true
			return readFeatures(s, c)
		}
		text, err := s.value()
		if err != nil {
			return inside(err)
		}
		switch key {
		case "type":
			geometry.kind, err = unquote(text)
		case "crs":
			crs, err = crsName(text)
		case "geometry":
			feature.geometry = append([]byte(nil), text...) // text is valid until the next value
		case "properties":
			feature.properties = append([]byte(nil), text...)
		case "id":
			feature.id = append([]byte(nil), text...)
		case "coordinates":
			geometry.coordinates = append([]byte(nil), text...)
		case "geometries":
			geometry.geometries = append([]byte(nil), text...)
		case "objects":
			topology.objects = append([]byte(nil), text...)
		case "arcs":
			topology.arcs = append([]byte(nil), text...)
		case "transform":
			topology.transform = append([]byte(nil), text...)
		default:
			err = valid(text)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	switch kind := geometry.kind; {
	case kind == "FeatureCollection" && collection:
		return crs, nil
	case kind == "Feature" && !collection:
		return crs, c.one(feature, func() shape { return parseGeometry(feature.geometry, new(scanner)) })
	case geometry.coordinates != nil || kind == "GeometryCollection":
		if feature.properties == nil && (c.opts.Code != idCode || feature.id == nil) {
			return "", c.fatal(0, "", "", fmt.Sprintf("is a bare %s without properties, so nothing says its code", kind),
				`make it a Feature with its code among its properties; or give it an "id", and write code = "id"`)
		}
		return crs, c.one(feature, func() shape { return geometry.shape(new(scanner)) })
	case kind == "Topology":
		return crs, readTopology(topology, c)
	case kind == "":
		return "", c.fatal(0, "", "", "is JSON, but not GeoJSON: it has no type", "export the boundaries as GeoJSON")
	case kind == "FeatureCollection":
		return "", c.fatal(0, "", "", "is a FeatureCollection without features", "fetch or export the file again")
	}
	return "", c.fatal(0, "", geometry.kind, "is the type of this JSON, where FeatureCollection or Feature belongs",
		"export the boundaries as a GeoJSON FeatureCollection with codes as properties")
}

// one makes an area of a feature that stands alone or in a sequence.
func (c *collector) one(feature featureText, geometry func() shape) error {
	if err := c.unlayered(); err != nil {
		return err
	}
	return c.admit(feature, geometry)
}

// unlayered is an error when a layer is asked of a file that has none: it would be ignored unseen.
func (c *collector) unlayered() error {
	if c.opts.Layer == "" {
		return nil
	}
	return c.fatal(0, "layer", c.opts.Layer, "is asked for, and GeoJSON has no layers", "remove layer from the project file, or name the file that has it")
}

var (
	errNotJSON = errors.New("a value is not JSON")
	errNoCRS   = errors.New(`its crs has no properties with a name`)
)

// valid checks a value that is not used.
func valid(text []byte) error {
	if !json.Valid(text) {
		return errNotJSON
	}
	return nil
}

// crsName reads the name in a "crs" member.
func crsName(text []byte) (string, error) {
	var crs geo.NamedCRS
	if err := json.Unmarshal(text, &crs); err != nil {
		return "", errNoCRS
	}
	return crs.Properties.Name, nil
}

// broken turns an error of the syntax or of the reader into an issue that says where it is.
func (c *collector) broken(err error) error {
	var issue geo.Issue
	if errors.As(err, &issue) {
		return issue
	}
	where := fmt.Sprintf("after feature %d", c.rows.Read)
	if c.rows.Read == 0 {
		where = "before the first feature"
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return c.fatal(0, "", "", "ends too early, "+where, "it was cut short: fetch or export it again")
	}
	return c.fatal(0, "", "", "is not GeoJSON, "+where+": "+err.Error(), "fetch or export the file again")
}

// notJSON recognises, by how they begin, files that are given in place of GeoJSON.
func (c *collector) notJSON(s *stream, first byte) error {
	begins := string(s.buffer[s.start:min(s.start+16, s.end)])
	convert := "convert it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson " + c.file
	switch {
	case c.rows.Read > 0:
		return c.fatal(0, "", begins, fmt.Sprintf("stands after feature %d where a feature belongs", c.rows.Read),
			"fetch or export the file again")
	case first == '<':
		return c.fatal(0, "", "", "is a web page, GML or KML, not GeoJSON", "fetch the file itself, or "+convert)
	case strings.HasPrefix(begins, "PK\x03\x04"):
		return c.fatal(0, "", "", "is a zip archive, not GeoJSON", "unpack it; a shapefile inside: "+convert)
	case strings.HasPrefix(begins, "SQLite format 3"):
		return c.fatal(0, "", "", "is a GeoPackage, not GeoJSON", convert)
	case strings.HasPrefix(begins, "\x00\x00\x27\x0a"):
		return c.fatal(0, "", "", "is a shapefile, not GeoJSON", convert)
	case isTable(s.buffer[s.start:s.end]):
		return c.fatal(0, "", "", "is a table, not GeoJSON", `if a column holds the shapes in well-known text, POLYGON ((…)), name it: wkt = "…"; else `+convert)
	}
	return c.fatal(0, "", begins, "is how the file begins: it is not GeoJSON", convert)
}

// isTable reports whether text begins like a CSV: a line with a separator in it, and nothing that no column's name has.
func isTable(text []byte) bool {
	line, _, _ := bytes.Cut(text[:min(len(text), 4096)], []byte("\n"))
	return bytes.ContainsAny(line, ",;\t") && !bytes.ContainsAny(line, "{[=\x00")
}
