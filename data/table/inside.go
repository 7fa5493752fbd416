package table

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// thinnest is how wide an area must be to have an inside, as a share of the greatest of its coordinates: at most some millimetres in
// Britain, and far more than where an edge crosses a level line can be wrong by.
const thinnest = 1e-9

// inside returns a point inside an area, to stand for a building or a site drawn as a polygon: the middle of the widest stretch
// that a level line, half way up, runs inside it. ok is false for an area without extent.
func inside(area orb.MultiPolygon) (at orb.Point, ok bool) {
	y, ok := level(area)
	if !ok {
		return at, false
	}
	widest, furthest := 0.0, 0.0
	each(area, func(p orb.Point) { furthest = max(furthest, math.Abs(p[0]), math.Abs(p[1])) })
	for _, polygon := range area {
		crossings := crossings(polygon, y)
		for i := 0; i+1 < len(crossings); i += 2 {
			if width := crossings[i+1] - crossings[i]; width > widest {
				widest, at = width, orb.Point{crossings[i] + width/2, y}
			}
		}
	}
	return at, widest > thinnest*furthest
}

// level returns a height near the middle at which no vertex lies, so that a level line there crosses edges only.
func level(area orb.MultiPolygon) (y float64, ok bool) {
	low, high := math.Inf(1), math.Inf(-1)
	each(area, func(p orb.Point) { low, high = min(low, p[1]), max(high, p[1]) })
	if !(high > low) || math.IsInf(high-low, 0) {
		return 0, false
	}
	middle := low + (high-low)/2
	below, above := low, high
	each(area, func(p orb.Point) {
		if p[1] <= middle {
			below = max(below, p[1])
		} else {
			above = min(above, p[1])
		}
	})
	y = below + (above-below)/2
	return y, below < y && y < above
}

func each(area orb.MultiPolygon, visit func(orb.Point)) {
	for _, polygon := range area {
		for _, ring := range polygon {
			for _, p := range ring {
				visit(p)
			}
		}
	}
}

// crossings are where the edges of a polygon cross a level line, from west to east: in and out by turns.
func crossings(polygon orb.Polygon, y float64) []float64 {
	var at []float64
	for _, ring := range polygon {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			if (a[1] < y) != (b[1] < y) {
				at = append(at, a[0]+(b[0]-a[0])*((y-a[1])/(b[1]-a[1])))
			}
		}
	}
	slices.Sort(at)
	return at
}
