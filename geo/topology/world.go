package topology

import "math"

// worldPoint is a position in the Web Mercator square, of which a side is 2^32 units: as fine as the base grid.
type worldPoint struct{ x, y uint32 }

const worldSize = 1 << 32

// world is where the points of all arcs of a base mesh are, one arc after the other, and how much they matter.
type world struct {
	at     []worldPoint
	weight []float32 // in units of the world
}

func newWorld(arcs []Arc) *world {
	n := 0
	for _, a := range arcs {
		n += len(a.Points)
	}
	w := &world{at: make([]worldPoint, 0, n), weight: make([]float32, n)}
	var path []position
	for _, a := range arcs {
		from := len(w.at)
		path = path[:0]
		for _, p := range a.Points {
			at := mercator{size: worldSize}.at(degrees{}.lonLat(float64(p.X), float64(p.Y)))
			path = append(path, at)
			w.at = append(w.at, worldPoint{clampWorld(at.x), clampWorld(at.y)})
		}
		weigh(path, w.weight[from:len(w.at)])
	}
	return w
}

func clampWorld(v float64) uint32 { return uint32(min(math.Round(v), worldSize-1)) }

// on returns where a position is on a grid of size × size units.
func (p worldPoint) on(size float64) position {
	perUnit := worldSize / size
	return position{float64(p.x) / perUnit, float64(p.y) / perUnit}
}

// thinned returns where points are on a grid, by their number counting through all arcs, and whether they are drawn there: those are
// not without which borders stray by less than so many units.
func (w *world) thinned(g mercator, thinning float64) func(point int) (p position, drawn bool) {
	least := float32(thinning * worldSize / g.size)
	return func(point int) (p position, drawn bool) {
		if w.weight[point] < least {
			return position{}, false
		}
		return w.at[point].on(g.size), true
	}
}

// boxOn returns the box on a grid around all points.
func (w *world) boxOn(size float64) (lo, hi Point) {
	least, greatest := worldPoint{math.MaxUint32, math.MaxUint32}, worldPoint{}
	for _, p := range w.at {
		least = worldPoint{min(least.x, p.x), min(least.y, p.y)}
		greatest = worldPoint{max(greatest.x, p.x), max(greatest.y, p.y)}
	}
	return least.on(size).point(), greatest.on(size).point()
}
