package topology

// Point is a position on a mesh's integer grid. On the base grid it is longitude and latitude × 10^7; on a zoom grid
// it is in tile units, y downwards.
type Point struct{ X, Y int32 }

// Arc is a border between two areas, or between an area and the outside: a maximal chain between two junctions, or a
// closed one (first point repeated) around an island or a hole.
type Arc struct {
	Points []Point
	// Left and Right are the aids on either side, walking the points; 0 is outside every area. Left is the side where
	// the cross product is positive: the left hand on the base grid (y up), the right hand on a zoom grid (y down).
	Left, Right uint32
}

// Mesh is a planar set of arcs. Arcs meet only at their end points.
type Mesh struct {
	Arcs []Arc
	n    int // areas
}

// Polygon is a set of closed rings (first point repeated): the exterior, then its holes. The shoelace sum
// Σ(x₁y₂ − x₂y₁) is positive for the exterior and negative for holes, which is what RFC 7946 asks for where y is up
// and what MVT 2.1 asks for where y is down.
type Polygon [][]Point

// Len returns the number of areas; aids are 1..Len().
func (m *Mesh) Len() int { return m.n }
