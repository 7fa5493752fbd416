package geo

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// CRS is a coordinate reference system that a source may be in.
type CRS string

const (
	LonLat       CRS = "EPSG:4326"  // WGS 84 longitude and latitude in degrees, in that order; also "CRS84"
	NationalGrid CRS = "EPSG:27700" // British National Grid easting and northing in metres
)

// ParseCRS reads the names that files and people give to the systems we know: "EPSG:27700", "27700",
// "urn:ogc:def:crs:OGC:1.3:CRS84" and the like.
func ParseCRS(name string) (CRS, bool) {
	last := name[strings.LastIndexAny(name, ":/#")+1:]
	switch strings.ToUpper(strings.TrimSpace(last)) {
	case "4326", "CRS84", "WGS84", "4258": // 4258 is ETRS89: within a metre of WGS 84
		return LonLat, true
	case "27700":
		return NationalGrid, true
	}
	return "", false
}

// NamedCRS is the "crs" member that GeoJSON had before RFC 7946.
type NamedCRS struct {
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

var (
	world         = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	gridExtent    = orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{700_000, 1_300_000}}
	webMercator   = orb.Bound{Min: orb.Point{-20_037_509, -20_037_509}, Max: orb.Point{20_037_509, 20_037_509}}
	unitedKingdom = orb.Bound{Min: orb.Point{-9, 49}, Max: orb.Point{2.5, 61.5}}
)

// Doubt says what is wrong with a coordinate pair that is said to be in a system, and what to do about it; "" when
// nothing is. It knows the two common faults: latitude before longitude, and grid metres said to be degrees.
func (c CRS) Doubt(p orb.Point) (problem, remedy string) {
	problem, remedy = c.doubt(p)
	if problem != "" {
		problem = fmt.Sprintf("%v, %v %s", p[0], p[1], problem)
	}
	return problem, remedy
}

func (c CRS) doubt(p orb.Point) (problem, remedy string) {
	flipped := orb.Point{p[1], p[0]}
	degrees := math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 180
	switch {
	case math.IsNaN(p[0]+p[1]) || math.IsInf(p[0]+p[1], 0):
		return "is not a place", "correct or remove it"
	case c == NationalGrid && degrees:
		return "is in degrees, but the source is said to be in grid metres (EPSG:27700)", `write crs = "EPSG:4326" in the project file`
	case c == NationalGrid && !gridExtent.Contains(p):
		return "is outside the British National Grid", "correct or remove it"
	case c == NationalGrid:
		return "", ""
	case !degrees && gridExtent.Contains(p):
		return "is in metres, but the source is said to be in degrees (EPSG:4326)",
			`write crs = "EPSG:27700" in the project file if it is on the British National Grid`
	case !unitedKingdom.Contains(p) && unitedKingdom.Contains(flipped):
		return "has latitude before longitude", "swap the two: longitude comes first"
	case !world.Contains(p) && world.Contains(flipped):
		return "is not a longitude and latitude", "longitude comes first: are the two swapped?"
	case max(math.Abs(p[0]), math.Abs(p[1])) > 1000 && webMercator.Contains(p):
		return "is in metres, but the source is said to be in degrees (EPSG:4326)",
			`it may be in Web Mercator: write crs = "EPSG:3857" in the project file, or export it in EPSG:4326`
	case !world.Contains(p):
		return "is not a longitude and latitude", "correct or remove it"
	}
	return "", ""
}
