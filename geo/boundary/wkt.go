package boundary

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/wkt"
)

// mostWKT bounds the text of one geometry: the parser holds several times as much.
const mostWKT = 16 << 20

// ParseWKT reads a Point, Polygon or MultiPolygon in well-known text (OGC 06-103r4), with PostGIS's "SRID=27700;" before it or
// without. Heights are dropped, and rings that are open are closed.
func ParseWKT(text string) (orb.Geometry, error) {
	geometry, _, err := parseWKT(text)
	return geometry, err
}

// parseWKT is ParseWKT, and says how many rings it closed.
func parseWKT(text string) (geometry orb.Geometry, closed int, err error) {
	if len(text) > mostWKT {
		return nil, 0, errors.New("is longer than 16 MB")
	}
	if _, told := sridOf(text); told {
		_, text, _ = strings.Cut(text, ";")
	}
	read, err := wkt.Unmarshal(text)
	if err != nil && strings.Contains(err.Error(), "polygon ring") {
		text, closed = closeRings(text)
		read, err = wkt.Unmarshal(text)
	}
	switch {
	case err != nil && strings.Contains(err.Error(), "enough points"):
		return nil, 0, errors.New("has a ring of fewer than 4 points")
	case err != nil:
		return nil, 0, errors.New("is not well-known text, such as POINT (-1.9 52.4)")
	}
	geometry, err = shapeOf(read, text)
	return geometry, closed, err
}

// positions are what stands between the innermost brackets of a text.
var positions = regexp.MustCompile(`\([^()]+\)`)

// closeRings writes the first position of each ring again at its end, where the last is another.
func closeRings(text string) (whole string, closed int) {
	whole = positions.ReplaceAllStringFunc(text, func(ring string) string {
		inside := ring[1 : len(ring)-1]
		first, rest, several := strings.Cut(inside, ",")
		last := rest[strings.LastIndexByte(rest, ',')+1:]
		if !several || strings.Join(strings.Fields(first), " ") == strings.Join(strings.Fields(last), " ") {
			return ring
		}
		closed++
		return "(" + inside + "," + first + ")"
	})
	return whole, closed
}

// shapeOf is a geometry as the rest of the program has it. text is what it was read from.
func shapeOf(geometry geom.T, text string) (orb.Geometry, error) {
	switch g := geometry.(type) {
	case *geom.Point:
		if g.Empty() {
			return nil, errors.New("is an empty point")
		}
		return orb.Point{g.X(), g.Y()}, nil
	case *geom.Polygon:
		return orb.MultiPolygon{polygonOf(g.Coords())}, nil
	case *geom.MultiPolygon:
		var polygons orb.MultiPolygon
		for _, rings := range g.Coords() {
			polygons = append(polygons, polygonOf(rings))
		}
		return polygons, nil
	}
	kind, _, _ := strings.Cut(strings.TrimSpace(text), "(")
	return nil, fmt.Errorf("is a %s, not a point or an area", strings.TrimSpace(kind))
}

// sridOf is the number in PostGIS's "SRID=27700;" before the text of a geometry.
func sridOf(text string) (srid string, told bool) {
	before, _, found := strings.Cut(text[:min(len(text), 20)], ";")
	srid, told = strings.CutPrefix(strings.TrimSpace(before), "SRID=")
	return srid, found && told
}

func polygonOf(rings [][]geom.Coord) orb.Polygon {
	var polygon orb.Polygon
	for _, coords := range rings {
		var ring orb.Ring
		for _, c := range coords {
			ring = append(ring, orb.Point{c.X(), c.Y()})
		}
		polygon = append(polygon, ring)
	}
	return polygon
}
