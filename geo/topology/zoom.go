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
	// ToleranceUnits is how far a border may stray from where it is drawn, beyond the rounding to the grid; 0 drops only points on
	// straight lines.
	ToleranceUnits float64
}

// thinned is the share of the tolerance used up before points are brought to a zoom's grid.
const thinned = 0.125

// maxZoomSize bounds the width of the world in units, so that products of coordinates fit in 64 bits.
const maxZoomSize = 1 << 28

// AtZoom returns the mesh on the tile grid of a zoom: Web Mercator, Extent × 2^z units wide, y downwards. It is planar,
// holds every area ([Mesh.StandIns] lists those too small to show otherwise), and has a point wherever a border crosses
// a line along which tiles are clipped (a tile edge ± Buffer), so that clipping adds none.
func (m *Mesh) AtZoom(z int, opts ZoomOptions) (*Mesh, error) {
	if _, ok := m.grid.(degrees); !ok {
		return nil, fmt.Errorf("topology: zoom %d of a mesh that is not a base mesh: start from what Build or Dissolve returned", z)
	}
	if opts.Extent < 1 || opts.Buffer < 0 || opts.Buffer > opts.Extent/2 || !(opts.ToleranceUnits >= 0 && opts.ToleranceUnits <= float64(opts.Extent)) {
		return nil, fmt.Errorf("topology: zoom options %+v: want Extent ≥ 1, 0 ≤ Buffer ≤ Extent/2 and 0 ≤ ToleranceUnits ≤ Extent", opts)
	}
	if z < 0 || z+bits.Len(uint(opts.Extent-1)) > bits.Len(maxZoomSize-1) {
		return nil, fmt.Errorf("topology: zoom %d with extent %d is a grid wider than %d units: use a lower zoom", z, opts.Extent, maxZoomSize)
	}
	g := mercator{size: float64(int64(opts.Extent) << z)}
	cuts := cutLines{every: int64(opts.Extent), buffer: int64(opts.Buffer)}
	ground, thinning := m.thinning(g, opts.ToleranceUnits*thinned)
	return m.onGrid(g, opts, thinning, cuts).simplify(opts.ToleranceUnits-thinning, cuts.on, ground), nil
}

// thinning returns twice the ground of all areas together on a grid, and by how many units borders may stray before points are brought
// there: most, or where the ground would not be kept, a fraction of it.
func (m *Mesh) thinning(g mercator, most float64) (ground, thinning float64) {
	ground = m.doubledGroundAt(m.world().thinned(g, 0))
	for thinning = most; thinning > most/100; thinning /= 4 {
		if math.Abs(m.doubledGroundAt(m.world().thinned(g, thinning))-ground) <= ground*groundShare {
			return ground, thinning
		}
	}
	return ground, 0
}

// onGrid brings a mesh to the grid of a zoom. Most points of a border drawn finely do not matter at a low zoom: those without which
// it strays by less than so many units are not brought there at all.
func (m *Mesh) onGrid(g mercator, opts ZoomOptions, thinning float64, cuts cutLines) *Mesh {
	if zoomed, ok := m.fillIn(g, thinning, cuts); ok {
		return zoomed
	}
	near := func(aid uint32) Point { return g.at(m.InsidePoint(aid)).point() }
	return m.regrid(g, m.world().thinned(g, thinning), near, max(stripReach, opts.ToleranceUnits), cuts)
}

// fillIn makes the mesh of a zoom at which areas are a few units wide: each gets the cells of the grid whose centres it holds, or if
// there is none, one near its middle. ok is false where they are wider.
func (m *Mesh) fillIn(g mercator, thinning float64, cuts cutLines) (zoomed *Mesh, ok bool) {
	r, ok := m.rasterOn(g, thinning)
	if !ok {
		return nil, false
	}
	for i, arcs := range m.borders {
		if aid := uint32(i + 1); len(arcs) > 0 && r.cells[aid] == 0 {
			r.place(aid, g.at(m.middle(aid)).point())
		}
	}
	return newMesh(r.arcs(cuts), m.n, g, r.standIns), true
}

// rasterOn fills the cells of a grid, by borders without the points without which they stray by less than so many units.
func (m *Mesh) rasterOn(g mercator, thinning float64) (r *raster, ok bool) {
	w := m.world()
	lo, hi := w.boxOn(g.size)
	if r, ok = newRaster(lo, hi, int(g.size), m.n); !ok {
		return nil, false
	}
	at := w.thinned(g, thinning)
	r.fill(func(yield func(a, b position, west, east uint32)) {
		next := 0
		for _, arc := range m.Arcs {
			a, _ := at(next)
			for i := next + 1; i < next+len(arc.Points); i++ {
				b, drawn := at(i)
				if !drawn {
					continue
				}
				west, east := arc.Right, arc.Left // the grid turns the sides over
				if a.y > b.y {
					west, east = east, west
				}
				yield(a, b, west, east)
				a = b
			}
			next += len(arc.Points)
		}
	})
	return r, true
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
