package topology

import (
	"math"
	"sync"
)

// Point is a position on a mesh's integer grid. On the base grid it is longitude and latitude × 10^7; on a zoom grid
// it is in tile units, y downwards.
type Point struct{ X, Y int32 }

// Mesh is a planar set of arcs that divides a part of the earth into areas.
type Mesh struct {
	Arcs []Arc
	// StandIns are the areas, ascending, that have no ground left on this grid and are shown as a square of one unit
	// instead, where they are or as near as there is room. A base mesh has one for each area reported as [Lost].
	StandIns []uint32

	grid    grid
	n       int       // areas
	borders [][]int32 // aid−1 → the arcs around it, ascending
	inside  sync.Map  // aid → its inside point, once asked for: zooms with stand-ins ask again and again
	// Made when first asked for, since every zoom is made from the same.
	network func() *network
	world   func() *world
}

// newMesh indexes arcs by area.
func newMesh(arcs []Arc, n int, g grid, standIns []uint32) *Mesh {
	m := &Mesh{Arcs: arcs, StandIns: standIns, grid: g, n: n, borders: make([][]int32, n)}
	m.world = sync.OnceValue(func() *world { return newWorld(m.Arcs) })
	m.network = sync.OnceValue(func() *network { return newNetwork(m.Arcs) })
	counts := make([]int32, n+1)
	for _, a := range arcs {
		counts[a.Left]++
		counts[a.Right]++
	}
	total := int32(0)
	for _, c := range counts[1:] {
		total += c
	}
	all := make([]int32, total)
	for i := range n {
		m.borders[i], all = all[:0:counts[i+1]], all[counts[i+1]:]
	}
	for i, a := range arcs {
		for _, aid := range [...]uint32{a.Left, a.Right} {
			if aid != 0 {
				m.borders[aid-1] = append(m.borders[aid-1], int32(i))
			}
		}
	}
	return m
}

// Len returns the number of areas; aids are 1..Len().
func (m *Mesh) Len() int { return m.n }

// Vertices counts the points of the arcs, each junction once an arc.
func (m *Mesh) Vertices() int {
	n := 0
	for _, a := range m.Arcs {
		n += len(a.Points)
	}
	return n
}

// box returns the box around all arcs.
func (m *Mesh) box() (lo, hi Point) {
	lo, hi = Point{math.MaxInt32, math.MaxInt32}, Point{math.MinInt32, math.MinInt32}
	for _, a := range m.Arcs {
		p, q := bounds(a.Points)
		lo, hi = Point{min(lo.X, p.X), min(lo.Y, p.Y)}, Point{max(hi.X, q.X), max(hi.Y, q.Y)}
	}
	return lo, hi
}
