package boundary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// shape is what the geometry of a feature says of an area: its polygons, or a problem.
type shape struct {
	polygons        orb.MultiPolygon
	left            string // what a collection holds beside polygons, "" when nothing
	closed          int    // rings that were closed already
	problem, remedy string // why it gives no area
}

// exportAgain is what to do about a geometry that is broken.
const exportAgain = "export the boundaries again"

func noShape(problem, remedy string) shape { return shape{problem: problem, remedy: remedy} }

// parseGeometry reads the text of a geometry, its coordinates with a scanner that may have read others.
func parseGeometry(text []byte, scan *scanner) shape {
	if len(text) == 0 || string(text) == "null" {
		return noShape("has no geometry", "give it a polygon, or remove it")
	}
	if text[0] != '{' {
		return noShape("has a geometry that is not an object", exportAgain)
	}
	var g geometryText
	err := membersOf(streamOf(text), func(key string, value []byte) (err error) {
		switch key {
		case "type":
			g.kind, err = unquote(value)
		case "coordinates":
			g.coordinates = value
		case "geometries":
			g.geometries = value
		}
		return err
	})
	if err != nil {
		return noShape("has a broken geometry: "+err.Error(), exportAgain)
	}
	return g.shape(scan)
}

// geometryText is what matters of a geometry, as text (RFC 7946 section 3.1).
type geometryText struct {
	kind                    string
	coordinates, geometries []byte
}

// shape reads a Polygon, a MultiPolygon, or a GeometryCollection, whose polygons are taken together.
func (g geometryText) shape(scan *scanner) shape {
	*scan = scanner{text: g.coordinates, ring: scan.ring}
	var s shape
	switch g.kind {
	case "Polygon":
		s.polygons = orb.MultiPolygon{scan.polygon()}
	case "MultiPolygon":
		s.polygons = scan.multiPolygon()
	case "GeometryCollection":
		return g.collection(scan)
	default:
		return noShape(fmt.Sprintf("is a %q", g.kind), "an area is a Polygon or a MultiPolygon; points and lines belong elsewhere")
	}
	if err := scan.end(); err != nil {
		return noShape("has broken coordinates: "+err.Error(), exportAgain)
	}
	return s
}

// collection joins the polygons of a GeometryCollection. What else it holds, a label's point perhaps, is told of.
func (g geometryText) collection(scan *scanner) shape {
	if len(g.geometries) == 0 || g.geometries[0] != '[' {
		return noShape("is a GeometryCollection without geometries", exportAgain)
	}
	var joined shape
	var left []string
	var broken *shape
	err := elements(streamOf(g.geometries), func(text []byte) error {
		switch member := parseGeometry(text, scan); {
		case member.problem == "":
			joined.polygons = append(joined.polygons, member.polygons...)
			if member.left != "" {
				left = append(left, member.left)
			}
		case otherKind(text) != "":
			left = append(left, "a "+otherKind(text))
		case broken == nil:
			broken = &member
		}
		return nil
	})
	switch {
	case err != nil:
		return noShape("has a broken geometry: "+err.Error(), exportAgain)
	case broken != nil:
		return noShape("is a collection, in which one "+broken.problem, broken.remedy)
	case len(joined.polygons) == 0:
		return noShape("is a GeometryCollection without a polygon", "an area is a Polygon or a MultiPolygon; points and lines belong elsewhere")
	}
	joined.left = listed(left)
	return joined
}

// otherKind is the kind of a geometry that is a point or a line; "" for any other.
func otherKind(text []byte) string {
	var kind string
	if len(text) > 0 && text[0] == '{' {
		membersOf(streamOf(text), func(key string, value []byte) (err error) { // its syntax was checked before
			if key == "type" {
				kind, err = unquote(value)
			}
			return err
		})
	}
	if slices.Contains([]string{"Point", "MultiPoint", "LineString", "MultiLineString"}, kind) {
		return kind
	}
	return ""
}

// listed names the first few of several things.
func listed(all []string) string {
	const most = 3
	if more := len(all) - most; more > 0 {
		return strings.Join(all[:most], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(all, ", ")
}

// repairRings closes rings and drops those without area. what says so in words; "" when there was nothing to do.
func repairRings(s shape) (repaired orb.MultiPolygon, what string) {
	closed, dropped := s.closed, 0
	for _, polygon := range s.polygons {
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
