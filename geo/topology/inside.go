package topology

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
)

// InsidePoint returns a point strictly inside an area, about as far from its borders as can be: the pole of
// inaccessibility of its largest polygon (Agafonkin's quadtree search), to a hundredth of the polygon's size. It is
// the same for the same mesh. It is NaN for a parent that no area was merged into.
func (m *Mesh) InsidePoint(aid uint32) orb.Point {
	if known, ok := m.inside.Load(aid); ok {
		return known.(orb.Point)
	}
	p := m.insidePoint(aid)
	m.inside.Store(aid, p)
	return p
}

func (m *Mesh) insidePoint(aid uint32) orb.Point {
	parts := m.parts(aid)
	if len(parts) == 0 {
		return orb.Point{math.NaN(), math.NaN()}
	}
	var rings [][]Point
	for _, ring := range parts[0].rings {
		rings = append(rings, ring.points)
	}
	x, y := poleOf(rings, m.stretch(rings[0]))
	// On a whole grid unit a position has few decimals; a polygon a unit or two across may have none inside.
	if p := (Point{int32(math.Round(x)), int32(math.Round(y))}); m.depth(rings, p) > 1 {
		x, y = float64(p.X), float64(p.Y)
	}
	return m.grid.lonLat(x, y)
}

// depth returns how far inside the rings a grid point lies, negative when outside.
func (m *Mesh) depth(rings [][]Point, p Point) float64 {
	return distanceInside(rings, float64(p.X), float64(p.Y), 1)
}

// stretch is how many times longer a unit of y is than one of x on the earth, at the ring's first point.
func (m *Mesh) stretch(ring []Point) float64 {
	if _, ok := m.grid.(mercator); ok {
		return 1
	}
	x, y := float64(ring[0].X), float64(ring[0].Y)
	at, east, north := m.grid.lonLat(x, y), m.grid.lonLat(x+1, y), m.grid.lonLat(x, y+1)
	return (north[1] - at[1]) / ((east[0] - at[0]) * math.Cos(at[1]*math.Pi/180))
}

// probe is a square cell of the search.
type probe struct {
	x, y, half float64 // centre and half side; x in stretched units
	inside     float64 // distance of the centre from the rings, negative outside
	most       float64 // no point of the cell is further inside
}

func newProbe(x, y, half float64, rings [][]Point, stretch float64) probe {
	d := distanceInside(rings, x*stretch, y, stretch)
	return probe{x, y, half, d, d + half*math.Sqrt2}
}

// probes is a heap of cells, the most promising first.
type probes []probe

func (p probes) Len() int { return len(p) }
func (p probes) Less(i, j int) bool {
	if p[i].most != p[j].most {
		return p[i].most > p[j].most
	}
	if p[i].x != p[j].x {
		return p[i].x < p[j].x
	}
	return p[i].y < p[j].y
}
func (p probes) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p *probes) Push(v any)   { *p = append(*p, v.(probe)) }
func (p *probes) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

// poleOf searches for the point furthest inside the rings. x is measured in units of stretch, so that distances are
// true.
func poleOf(rings [][]Point, stretch float64) (x, y float64) {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range rings[0] {
		minX, maxX = min(minX, float64(p.X)/stretch), max(maxX, float64(p.X)/stretch)
		minY, maxY = min(minY, float64(p.Y)), max(maxY, float64(p.Y))
	}
	width, height := maxX-minX, maxY-minY
	side := min(width, height)
	var queue probes
	for i := 0.0; i*side < width; i++ {
		for j := 0.0; j*side < height; j++ {
			queue = append(queue, newProbe(minX+(i+0.5)*side, minY+(j+0.5)*side, side/2, rings, stretch))
		}
	}
	heap.Init(&queue)
	best := newProbe((minX+maxX)/2, (minY+maxY)/2, 0, rings, stretch)
	precision := max(width, height) / 100
	for len(queue) > 0 {
		cell := heap.Pop(&queue).(probe)
		if cell.inside > best.inside {
			best = cell
		}
		// Precision does not count until something is inside at all: a sliver is searched until it is hit.
		if cell.most <= best.inside || best.inside > 0 && cell.most-best.inside <= precision {
			break
		}
		h := cell.half / 2
		for _, d := range [...][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			heap.Push(&queue, newProbe(cell.x+d[0], cell.y+d[1], h, rings, stretch))
		}
	}
	return best.x * stretch, best.y
}

// distanceInside returns the distance from a place to the nearest ring, negative when it is not inside. x is divided
// by stretch before measuring.
func distanceInside(rings [][]Point, x, y, stretch float64) float64 {
	inside, nearest := false, math.Inf(1)
	for _, ring := range rings {
		ax, ay := (float64(ring[0].X)-x)/stretch, float64(ring[0].Y)-y
		for _, p := range ring[1:] {
			bx, by := (float64(p.X)-x)/stretch, float64(p.Y)-y
			if (ay > 0) != (by > 0) && (bx-ax)*(0-ay)/(by-ay)+ax > 0 {
				inside = !inside
			}
			dx, dy := bx-ax, by-ay
			t := min(max(-(ax*dx+ay*dy)/(dx*dx+dy*dy), 0), 1)
			nearest = min(nearest, (ax+t*dx)*(ax+t*dx)+(ay+t*dy)*(ay+t*dy))
			ax, ay = bx, by
		}
	}
	if inside {
		return math.Sqrt(nearest)
	}
	return -math.Sqrt(nearest)
}
