package topology

import (
	"fmt"
	"math/bits"
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
	at := func(p Point) Point { return g.at(degrees{}.lonLat(float64(p.X), float64(p.Y))) }
	cuts := cutLines{every: int64(opts.Extent), buffer: int64(opts.Buffer)}
	return m.regrid(g, at, cuts).simplify(opts.ToleranceUnits, cuts.on), nil
}
