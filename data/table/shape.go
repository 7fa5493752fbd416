package table

import (
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Shape reads a Point or MultiPolygon from text.
type Shape func(text string) (orb.Geometry, error)

// placeShape takes the place from a cell of well-known text. Without a word on its coordinate reference system, numbers too large
// for degrees are grid metres.
func (s *siteReader) placeShape(r row, cell string) (orb.Point, *geo.Issue) {
	refuse := func(problem, remedy string) (orb.Point, *geo.Issue) {
		return orb.Point{}, &geo.Issue{Severity: geo.SeverityReject, Row: r.line, Column: s.spec.WKT, Value: cell, Problem: problem, Remedy: remedy}
	}
	geometry, err := s.spec.Shape(cell)
	if err != nil {
		return refuse(err.Error(), "correct it, or remove the row")
	}
	at, ok := geometry.(orb.Point)
	if area, isArea := geometry.(orb.MultiPolygon); isArea {
		at, ok = inside(area)
	}
	if !ok {
		return refuse("is an area without extent", "correct it, or remove the row")
	}
	crs := s.crs
	if doubt, _ := geo.LonLat.Doubt(at); crs == "" && doubt != "" {
		crs = geo.NationalGrid
	} else if crs == "" {
		crs = geo.LonLat
	}
	if problem, remedy := crs.Doubt(at); problem != "" {
		return refuse(problem, remedy)
	}
	if crs == geo.NationalGrid {
		return s.spec.Grid(at), nil
	}
	return at, nil
}
