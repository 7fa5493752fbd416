package topology

import "math"

// worldPoint is a position in the Web Mercator square, of which a side is 2^32 units: as fine as the base grid.
type worldPoint struct{ x, y uint32 }

const worldSize = 1 << 32

// world is where the points of all arcs of a base mesh are, one arc after the other, and how much they matter.
type world struct {
	at []worldPoint
	// weight is how far, in units of the world, the border would stray at most if all points of no greater weight went
	// (Douglas and Peucker 1973).
	weight []float32
}

func newWorld(arcs []Arc) *world {
	n := 0
	for _, a := range arcs {
		n += len(a.Points)
	}
	w := &world{at: make([]worldPoint, 0, n), weight: make([]float32, n)}
	for _, a := range arcs {
		from := len(w.at)
		for _, p := range a.Points {
			at := mercator{size: worldSize}.at(degrees{}.lonLat(float64(p.X), float64(p.Y)))
			w.at = append(w.at, worldPoint{clampWorld(at.x), clampWorld(at.y)})
		}
		weigh(w.at[from:], w.weight[from:len(w.at)])
	}
	return w
}

func clampWorld(v float64) uint32 { return uint32(min(math.Round(v), worldSize-1)) }

// weigh gives the points of an arc their weights.
func weigh(at []worldPoint, weight []float32) {
	type stretch struct {
		from, to int
		most     float32 // a point weighs no more than the one it was found after
	}
	last := len(at) - 1
	weight[0], weight[last] = math.MaxFloat32, math.MaxFloat32
	queue := []stretch{{0, last, math.MaxFloat32}}
	for len(queue) > 0 {
		s := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if s.to-s.from < 2 {
			continue
		}
		farthest, distance := s.from+1, -1.0
		for i := s.from + 1; i < s.to; i++ {
			if d := squareDistance(at[i], at[s.from], at[s.to]); d > distance {
				farthest, distance = i, d
			}
		}
		w := min(s.most, float32(math.Sqrt(distance)))
		weight[farthest] = w
		queue = append(queue, stretch{s.from, farthest, w}, stretch{farthest, s.to, w})
	}
}

// squareDistance returns the square of the distance of p from the segment a–b.
func squareDistance(p, a, b worldPoint) float64 {
	px, py := float64(p.x)-float64(a.x), float64(p.y)-float64(a.y)
	dx, dy := float64(b.x)-float64(a.x), float64(b.y)-float64(a.y)
	if length2 := dx*dx + dy*dy; length2 > 0 {
		along := min(max((px*dx+py*dy)/length2, 0), 1)
		px, py = px-along*dx, py-along*dy
	}
	return px*px + py*py
}

// on returns where a position is on a grid of size × size units.
func (p worldPoint) on(size float64) position {
	perUnit := worldSize / size
	return position{float64(p.x) / perUnit, float64(p.y) / perUnit}
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
