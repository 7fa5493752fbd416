package boundary

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// system decides the coordinate reference system: what the options say, else what the file declares, else longitude and
// latitude, as RFC 7946 has it.
func (c *collector) system(declared string) (geo.CRS, error) {
	name := c.opts.CRS
	if name == "" {
		name = declared
	}
	if name == "" {
		return geo.LonLat, nil
	}
	crs, known := geo.ParseCRS(name)
	if !known {
		return "", c.fatal(0, "crs", name, "is a coordinate reference system this program does not read",
			"convert the file: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson "+c.file)
	}
	return crs, nil
}

// place brings the areas to longitude and latitude and rejects those that are in no possible place. When most of them are,
// it is the file that is wrong.
func (c *collector) place(crs geo.CRS) error {
	var areas []geo.Area
	var first *geo.Issue
	doubtful := 0
	for _, area := range c.areas {
		bound := boundOf(area.Geometry)
		problem, remedy := crs.Doubt(bound.Min)
		if problem == "" {
			problem, remedy = crs.Doubt(bound.Max)
		}
		if strayZero(area.Geometry, bound, crs) {
			problem, remedy = "a position is 0, 0, far from the others", "give that position its coordinates, or remove it"
		}
		if problem == "" {
			if crs == geo.NationalGrid {
				area.Geometry = fromGrid(area.Geometry, c.opts.Grid)
			}
			areas = append(areas, area)
			continue
		}
		doubtful++
		if first == nil {
			first = &geo.Issue{Row: area.Feature, Value: area.Code, Problem: fmt.Sprintf("%s %d: %s", c.unit, area.Feature, problem), Remedy: remedy}
		}
		c.reject(area.Feature, "", area.Code, "is in no possible place: "+problem, remedy)
	}
	if doubtful > 0 && doubtful*2 >= len(c.areas) {
		return c.fatal(first.Row, "", first.Value,
			fmt.Sprintf("%s; the same holds for %d of %d %ss", first.Problem, doubtful, len(c.areas), c.unit), first.Remedy)
	}
	c.areas = areas
	return nil
}

// strayZero reports whether a position is 0, 0, which is what software writes for one it does not know, while others are far from it.
func strayZero(geometry orb.MultiPolygon, bound orb.Bound, crs geo.CRS) bool {
	far := 10.0 // degrees: the United Kingdom begins at 49 north
	if crs == geo.NationalGrid {
		far = 50_000 // metres: Scilly, the nearest ground, is 80 km from the corner of the grid
	}
	if max(math.Abs(bound.Min[0]), math.Abs(bound.Min[1]), math.Abs(bound.Max[0]), math.Abs(bound.Max[1])) < far {
		return false
	}
	for _, polygon := range geometry {
		for _, ring := range polygon {
			if slices.Contains(ring, orb.Point{}) {
				return true
			}
		}
	}
	return false
}

// boundOf is the extent of the exterior rings.
func boundOf(geometry orb.MultiPolygon) orb.Bound {
	bound := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, polygon := range geometry {
		for _, ring := range polygon {
			for _, p := range ring {
				bound.Min[0], bound.Max[0] = min(bound.Min[0], p[0]), max(bound.Max[0], p[0])
				bound.Min[1], bound.Max[1] = min(bound.Min[1], p[1]), max(bound.Max[1], p[1])
			}
		}
	}
	return bound
}

func fromGrid(geometry orb.MultiPolygon, grid func(orb.Point) orb.Point) orb.MultiPolygon {
	out := make(orb.MultiPolygon, len(geometry))
	for i, polygon := range geometry {
		out[i] = make(orb.Polygon, len(polygon))
		for j, ring := range polygon {
			out[i][j] = make(orb.Ring, len(ring))
			for k, p := range ring {
				out[i][j][k] = grid(p)
			}
		}
	}
	return out
}
