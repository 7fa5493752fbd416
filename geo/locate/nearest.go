package locate

import "github.com/paulmach/orb"

// Nearest finds the nearest of a set of points. It is safe for concurrent use.
type Nearest struct{}

// NewNearest indexes points given as longitude and latitude.
func NewNearest(points []orb.Point) *Nearest { panic("being written") }

// To returns the position of the point nearest to p and its distance in metres; of several at the same distance, the lowest
// position. It returns -1 and NaN when there are no points.
func (x *Nearest) To(p orb.Point) (position int, distanceM float64) { panic("being written") }

// DistanceM is the distance in metres between two points given as longitude and latitude.
func DistanceM(a, b orb.Point) float64 { panic("being written") }
