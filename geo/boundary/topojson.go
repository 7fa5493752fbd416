package boundary

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// topologyText is what matters of a TopoJSON, as text (https://github.com/topojson/topojson-specification): objects made of arcs,
// which neighbours share.
type topologyText struct{ objects, arcs, transform []byte }

// topoJSON is a TopoJSON's arcs, in coordinates.
type topoJSON struct {
	arcs orb.Polygon // not rings: the lines that rings are made of
	left int         // vertices that may still be made of them
	most int         // how many that was at first
}

// mostUses bounds how often an arc is used, taken all together. Areas side by side use each twice.
const mostUses = 8

var (
	errNoTransform = errors.New("its transform has no scale and translate of two numbers each")
	errNoObject    = errors.New("its objects are not geometries")
)

// readTopology hands every geometry of one object to the collector.
func readTopology(text topologyText, c *collector) error {
	err := geometriesOf(text, c)
	var issue geo.Issue
	if err == nil || errors.As(err, &issue) {
		return err
	}
	return c.fatal(0, "", "", "is a broken TopoJSON: "+err.Error(), "fetch or export the file again")
}

func geometriesOf(text topologyText, c *collector) error {
	t, err := newTopoJSON(text, c.opts.MaxVertices)
	if err != nil {
		return err
	}
	object, err := c.object(text.objects)
	if err != nil {
		return err
	}
	var kind string
	var geometries []byte
	err = membersOf(streamOf(object), func(key string, value []byte) (err error) {
		switch key {
		case "type":
			kind, err = unquote(value)
		case "geometries":
			geometries = value
		}
		return err
	})
	if err != nil {
		return err
	}
	if kind != "GeometryCollection" {
		return t.add(object, c)
	}
	if len(geometries) == 0 || geometries[0] != '[' {
		return errNoObject
	}
	return elements(streamOf(geometries), func(geometry []byte) error { return t.add(geometry, c) })
}

func newTopoJSON(text topologyText, most int) (*topoJSON, error) {
	scan := scanner{text: text.arcs}
	t := &topoJSON{arcs: scan.polygon()}
	if err := scan.end(); err != nil {
		return nil, fmt.Errorf("broken arcs: %w", err)
	}
	for _, arc := range t.arcs {
		t.most += mostUses * len(arc)
	}
	t.most = min(t.most, most)
	t.left = t.most
	if text.transform == nil {
		return t, nil
	}
	var transform struct{ Scale, Translate []float64 }
	if err := json.Unmarshal(text.transform, &transform); err != nil || len(transform.Scale) != 2 || len(transform.Translate) != 2 {
		return nil, errNoTransform
	}
	for _, arc := range t.arcs {
		var at orb.Point // the sum of the steps so far
		for i, step := range arc {
			for axis := range at {
				at[axis] += step[axis]
				arc[i][axis] = at[axis]*transform.Scale[axis] + transform.Translate[axis]
			}
		}
	}
	return t, nil
}

// object returns the object that the options name, or the only one.
func (c *collector) object(objects []byte) ([]byte, error) {
	if len(objects) == 0 || objects[0] != '{' {
		return nil, errNoObject
	}
	var names []string
	var found [][]byte
	err := membersOf(streamOf(objects), func(key string, value []byte) error {
		names, found = append(names, key), append(found, value)
		return nil
	})
	if err != nil {
		return nil, err
	}
	chosen := slices.Index(names, c.opts.Layer)
	switch {
	case c.opts.Layer != "" && chosen < 0:
		return nil, c.fatal(0, "layer", c.opts.Layer, "is no object of this TopoJSON", geo.DidYouMean(c.opts.Layer, names))
	case c.opts.Layer == "" && len(names) != 1:
		return nil, c.fatal(0, "", "", fmt.Sprintf("is a TopoJSON of %d objects", len(names)),
			`name one with layer = "…" in the project file: `+geo.DidYouMean("", names))
	case chosen < 0:
		chosen = 0
	}
	if found[chosen][0] != '{' {
		return nil, errNoObject
	}
	return found[chosen], nil
}

// add makes an area of a geometry object.
func (t *topoJSON) add(text []byte, c *collector) error {
	if text[0] != '{' {
		return errNoObject
	}
	var feature featureText
	var kind string
	var arcs []byte
	err := membersOf(streamOf(text), func(key string, value []byte) (err error) {
		switch key {
		case "type":
			kind, err = unquote(value)
		case "arcs":
			arcs = value
		case "properties":
			feature.properties = value
		case "id":
			feature.id = value
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := c.admit(feature, func() shape { return t.shape(kind, arcs) }); err != nil {
		return err
	}
	switch {
	case t.left >= 0:
		return nil
	case t.most < c.opts.MaxVertices:
		return c.fatal(c.rows.Read, "", "", fmt.Sprintf("uses its arcs more than %d times over", mostUses), "fetch or export the file again")
	}
	return c.tooMany(c.rows.Read, "")
}

// shape puts rings together.
func (t *topoJSON) shape(kind string, arcs []byte) shape {
	var s shape
	var polygons [][][]int
	var err error
	switch kind {
	case "Polygon":
		polygons = make([][][]int, 1)
		err = json.Unmarshal(arcs, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(arcs, &polygons)
	case "":
		return noShape("has no geometry", "give it a polygon, or remove it")
	default:
		return noShape(fmt.Sprintf("is a %q", kind), "an area is a Polygon or a MultiPolygon; points and lines belong elsewhere")
	}
	if err != nil {
		return noShape("has broken arcs", exportAgain)
	}
	for _, rings := range polygons {
		var polygon orb.Polygon
		for _, indexes := range rings {
			ring, ok := t.ring(indexes)
			if !ok {
				return noShape("names an arc that is not in the file", exportAgain)
			}
			polygon = append(polygon, ring)
		}
		s.polygons = append(s.polygons, polygon)
	}
	return s
}

// ring joins arcs, each of which begins where the one before ends; ^i is arc i backwards. Nothing is joined once the file has
// made as many vertices as it may.
func (t *topoJSON) ring(indexes []int) (orb.Ring, bool) {
	var ring orb.Ring
	for _, index := range indexes {
		backwards := index < 0
		if backwards {
			index = ^index
		}
		if index >= len(t.arcs) {
			return nil, false
		}
		arc := t.arcs[index]
		if t.left -= len(arc); t.left < 0 {
			return nil, true
		}
		if backwards {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if len(ring) > 0 && len(arc) > 0 {
			arc = arc[1:]
		}
		ring = append(ring, arc...)
	}
	return ring, true
}
