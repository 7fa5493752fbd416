package topology

import (
	"math"

	"github.com/paulmach/orb"
)

// grid places a mesh's points on the earth.
type grid interface {
	// lonLat returns longitude and latitude in degrees of a place in grid units.
	lonLat(x, y float64) orb.Point
	// turned reports whether y grows to the south, so that left on the earth is right on the grid.
	turned() bool
}

// degrees is the base grid: 10^-7 degree, 11 mm or less.
type degrees struct{}

const perDegree = 1e7

func (degrees) lonLat(x, y float64) orb.Point { return orb.Point{x / perDegree, y / perDegree} }

func (degrees) turned() bool { return false }

// toDegrees returns the base grid's point nearest to a position.
func toDegrees(p orb.Point) Point {
	return Point{X: int32(math.Round(p[0] * perDegree)), Y: int32(math.Round(p[1] * perDegree))}
}

// position is a place on a grid, in units.
type position struct{ x, y float64 }

// point returns the nearest point of the grid.
func (p position) point() Point { return Point{nearest(p.x), nearest(p.y)} }

func (p Point) position() position { return position{float64(p.X), float64(p.Y)} }

func nearest(v float64) int32 { return int32(math.Floor(v + 0.5)) }

// mercator is the Web Mercator plane (EPSG:3857) as a square of size × size units, y downwards from 85.05° north.
type mercator struct{ size float64 }

// at returns where a position on the earth is. Latitudes beyond the square's are moved to its edge.
func (g mercator) at(p orb.Point) position {
	sin := math.Sin(p[1] * math.Pi / 180)
	x := (p[0] + 180) / 360
	y := 0.5 - math.Atanh(sin)/(2*math.Pi)
	return position{min(max(x, 0), 1) * g.size, min(max(y, 0), 1) * g.size}
}

func (g mercator) lonLat(x, y float64) orb.Point {
	return orb.Point{x/g.size*360 - 180, math.Atan(math.Sinh(math.Pi*(1-2*y/g.size))) * 180 / math.Pi}
}

func (mercator) turned() bool { return true }

// plate is a plain grid of degrees, as TopoJSON quantises: position = origin + step × unit.
type plate struct{ origin, step orb.Point }

func (g plate) at(p orb.Point) position {
	return position{(p[0] - g.origin[0]) / g.step[0], (p[1] - g.origin[1]) / g.step[1]}
}

func (g plate) lonLat(x, y float64) orb.Point {
	return orb.Point{g.origin[0] + x*g.step[0], g.origin[1] + y*g.step[1]}
}

func (plate) turned() bool { return false }
