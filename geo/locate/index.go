package locate

import "github.com/paulmach/orb"

// Index finds the area that holds a point. It is safe for concurrent use.
type Index struct{}

// New indexes areas in aid order.
func New(areas []orb.MultiPolygon) *Index { panic("being written") }

// Area returns the aid of the area that holds the point or, on a border, the lowest aid that touches it; 0 when none does.
func (x *Index) Area(p orb.Point) uint32 { panic("being written") }
