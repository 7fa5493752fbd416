package locate

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Index finds the area that holds a point. It is safe for concurrent use.
type Index struct {
	polygons rtree.RTreeG[part]
}

// part is one polygon of an area.
type part struct {
	aid     uint32
	polygon orb.Polygon
}

// New indexes areas in aid order.
func New(areas []orb.MultiPolygon) *Index {
	x := &Index{}
	for i, area := range areas {
		for _, polygon := range area {
			if len(polygon) > 0 && len(polygon[0]) > 0 {
				bound := polygon.Bound()
				x.polygons.Insert(bound.Min, bound.Max, part{aid: uint32(i + 1), polygon: polygon})
			}
		}
	}
	return x
}

// Area returns the aid of the area that holds the point or, on a border, the lowest aid that touches it; 0 when none does.
func (x *Index) Area(p orb.Point) uint32 {
	if !finite(p) {
		return 0
	}
	lowest := uint32(0)
	x.polygons.Search(p, p, func(_, _ [2]float64, candidate part) bool {
		if (lowest == 0 || candidate.aid < lowest) && holds(candidate.polygon, p) {
			lowest = candidate.aid
		}
		return true
	})
	return lowest
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1]) // infinity less itself is no number either
}
