package topology

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/paulmach/orb"
)

// ZoomOptions say how a mesh is brought to a zoom.
type ZoomOptions struct {
	Extent int // units a tile is wide
	Buffer int // units beyond the tile's edge at which its content is clipped
	// ToleranceUnits is how far a border may stray from its points on the grid; 0 drops only points on straight lines.
	ToleranceUnits float64
}

// maxZoomSize bounds the width of the world in units, so that products of coordinates fit in 64 bits.
const maxZoomSize = 1 << 28

// AtZoom returns the mesh on the tile grid of a zoom: Web Mercator, Extent × 2^z units wide, y downwards. It is planar,
// holds every area ([Mesh.StandIns] lists those too small to show otherwise), and has a point wherever a border crosses
// a line along which tiles are clipped (a tile edge ± Buffer), so that clipping adds none.
func (m *Mesh) AtZoom(z int, opts ZoomOptions) (*Mesh, error) {
	if _, ok := m.grid.(degrees); !ok {
		return nil, fmt.Errorf("topology: zoom %d of a mesh that is not a base mesh: start from what Build or Dissolve returned", z)
	}
	if opts.Extent < 1 || opts.Buffer < 0 || opts.Buffer > opts.Extent/2 || !(opts.ToleranceUnits >= 0) {
		return nil, fmt.Errorf("topology: zoom options %+v: want Extent ≥ 1, 0 ≤ Buffer ≤ Extent/2 and ToleranceUnits ≥ 0", opts)
	}
	if z < 0 || z+bits.Len(uint(opts.Extent-1)) > bits.Len(maxZoomSize-1) {
		return nil, fmt.Errorf("topology: zoom %d with extent %d is a grid wider than %d units: use a lower zoom", z, opts.Extent, maxZoomSize)
	}
	g := mercator{size: float64(int64(opts.Extent) << z)}
	cuts := cutLines{every: int64(opts.Extent), buffer: int64(opts.Buffer)}
	zoomed, ok := m.fillIn(g, cuts)
	if !ok {
		world, size := m.world(), uint64(g.size)
		at := func(point int) Point { return world[point].on(size) }
		near := func(aid uint32) Point { return g.at(m.InsidePoint(aid)) }
		zoomed = m.regrid(g, at, near, cuts)
	}
	return zoomed.simplify(opts.ToleranceUnits, cuts.on), nil
}

// fillIn makes the mesh of a zoom at which areas are a few units wide: each gets the cells of the grid whose centres it holds. ok is
// false where they are wider.
func (m *Mesh) fillIn(g mercator, cuts cutLines) (zoomed *Mesh, ok bool) {
	world := m.world()
	perUnit := worldSize / g.size
	lo, hi := boundsOn(world, uint64(g.size))
	r, ok := newRaster(lo, hi, int(g.size), m.n)
	if !ok {
		return nil, false
	}
	r.fill(func(yield func(ax, ay, bx, by float64, east uint32)) {
		next := 0
		for _, arc := range m.Arcs {
			for i := next + 1; i < next+len(arc.Points); i++ {
				a, b := world[i-1], world[i]
				east := arc.Left // the grid turns the sides over
				if a.y > b.y {
					east = arc.Right
				}
				yield(float64(a.x)/perUnit, float64(a.y)/perUnit, float64(b.x)/perUnit, float64(b.y)/perUnit, east)
			}
			next += len(arc.Points)
		}
	})
	for i, arcs := range m.borders {
		if aid := uint32(i + 1); len(arcs) > 0 && r.cells[aid] == 0 {
			r.place(aid, g.at(m.middle(aid)))
		}
	}
	return newMesh(r.arcs(cuts), m.n, g, r.standIns), true
}

// middle returns the middle of the box around an area.
func (m *Mesh) middle(aid uint32) orb.Point {
	lo, hi := Point{math.MaxInt32, math.MaxInt32}, Point{math.MinInt32, math.MinInt32}
	for _, arc := range m.borders[aid-1] {
		p, q := bounds(m.Arcs[arc].Points)
		lo, hi = Point{min(lo.X, p.X), min(lo.Y, p.Y)}, Point{max(hi.X, q.X), max(hi.Y, q.Y)}
	}
	return m.grid.lonLat((float64(lo.X)+float64(hi.X))/2, (float64(lo.Y)+float64(hi.Y))/2)
}
