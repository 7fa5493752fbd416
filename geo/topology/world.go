package topology

import "math"

// worldPoint is a position in the Web Mercator square, of which a side is 2^32 units: as fine as the base grid.
type worldPoint struct{ x, y uint32 }

const worldSize = 1 << 32

// world returns where the points of all arcs of a base mesh are, one arc after the other.
func world(arcs []Arc) []worldPoint {
	n := 0
	for _, a := range arcs {
		n += len(a.Points)
	}
	points := make([]worldPoint, 0, n)
	for _, a := range arcs {
		for _, p := range a.Points {
			x, y := mercator{size: worldSize}.position(degrees{}.lonLat(float64(p.X), float64(p.Y)))
			points = append(points, worldPoint{clampWorld(x), clampWorld(y)})
		}
	}
	return points
}

func clampWorld(v float64) uint32 { return uint32(min(math.Round(v), worldSize-1)) }

// on returns the point of a grid of size × size units that is nearest to a position.
func (p worldPoint) on(size uint64) Point {
	unit := func(v uint32) int32 { return int32((uint64(v)*size + worldSize/2) >> 32) }
	return Point{unit(p.x), unit(p.y)}
}

// boundsOn returns the box on a grid around points of the world.
func boundsOn(world []worldPoint, size uint64) (lo, hi Point) {
	least, greatest := worldPoint{math.MaxUint32, math.MaxUint32}, worldPoint{}
	for _, p := range world {
		least = worldPoint{min(least.x, p.x), min(least.y, p.y)}
		greatest = worldPoint{max(greatest.x, p.x), max(greatest.y, p.y)}
	}
	return least.on(size), greatest.on(size)
}
