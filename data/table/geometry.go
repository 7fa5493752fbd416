package table

import (
	"encoding/json"
	"fmt"

	"github.com/paulmach/orb"
)

// geometry is a GeoJSON geometry (RFC 7946 section 3.1).
type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
	Geometries  []geometry      `json:"geometries"`
}

// point returns where a site of such a shape is, or why that is not known: the coordinates of a point, or a point inside an area. A
// collection is placed by its areas, or else by its point.
func (g *geometry) point() (*orb.Point, string) {
	switch g.Type {
	case "Point":
		var coordinates []float64
		if err := json.Unmarshal(g.Coordinates, &coordinates); err != nil || len(coordinates) < 2 {
			return nil, "has no coordinates"
		}
		return &orb.Point{coordinates[0], coordinates[1]}, ""
	case "MultiPoint":
		var points [][]float64
		if err := json.Unmarshal(g.Coordinates, &points); err != nil || len(points) == 0 || len(points[0]) < 2 {
			return nil, "has no coordinates"
		}
		if len(points) > 1 {
			return nil, fmt.Sprintf("is %d points", len(points))
		}
		return &orb.Point{points[0][0], points[0][1]}, ""
	}
	polygons, problem := g.polygons()
	if problem == "" && len(polygons) == 0 {
		return g.only()
	}
	if problem != "" {
		return nil, problem
	}
	at, ok := inside(polygons)
	if !ok {
		return nil, "is an area without extent"
	}
	return &at, ""
}

// only returns the place of the only point in a collection.
func (g *geometry) only() (*orb.Point, string) {
	if len(g.Geometries) != 1 {
		return nil, fmt.Sprintf("is a %s of %d geometries and no area", g.Type, len(g.Geometries))
	}
	return g.Geometries[0].point()
}

// polygons are the areas in a geometry; none in a collection of other things.
func (g *geometry) polygons() (orb.MultiPolygon, string) {
	var area [][][][]float64
	var err error
	switch g.Type {
	case "Polygon":
		area = make([][][][]float64, 1)
		err = json.Unmarshal(g.Coordinates, &area[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &area)
	case "GeometryCollection":
		var all orb.MultiPolygon
		for _, member := range g.Geometries {
			if polygons, problem := member.polygons(); problem == "" {
				all = append(all, polygons...)
			}
		}
		return all, ""
	default:
		return nil, fmt.Sprintf("is a %s, not a Point or an area", g.Type)
	}
	polygons, ok := polygonsOf(area)
	if err != nil || !ok {
		return nil, "has broken coordinates"
	}
	return polygons, ""
}

// polygonsOf drops what positions have beside longitude and latitude; ok is false when one has less.
func polygonsOf(area [][][][]float64) (polygons orb.MultiPolygon, ok bool) {
	for _, rings := range area {
		var polygon orb.Polygon
		for _, positions := range rings {
			var ring orb.Ring
			for _, position := range positions {
				if len(position) < 2 {
					return nil, false
				}
				ring = append(ring, orb.Point{position[0], position[1]})
			}
			polygon = append(polygon, ring)
		}
		polygons = append(polygons, polygon)
	}
	return polygons, true
}
