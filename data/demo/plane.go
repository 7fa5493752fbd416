package demo

import "math"

// point is a place on the plane, in metres.
type point struct{ x, y float64 }

// The middle of the district: the middle of a tile at zoom 10, so that the district takes four tiles at zoom 11.
const (
	middleLon = 1.23046875
	middleLat = 53.2257684
	// Metres in a degree at that latitude. They are written out because cosines differ between machines in their last digit.
	metresPerLon = 66786.0
	metresPerLat = 111290.0
)

// mul is a product rounded by itself. The conversion forbids the compiler to fuse it with an addition, which some
// processors would do and others not.
func mul(a, b float64) float64 { return float64(a * b) }

func (p point) minus(q point) point        { return point{p.x - q.x, p.y - q.y} }
func (p point) plus(q point) point         { return point{p.x + q.x, p.y + q.y} }
func (p point) times(f float64) point      { return point{mul(p.x, f), mul(p.y, f)} }
func (p point) dot(q point) float64        { return mul(p.x, q.x) + mul(p.y, q.y) }
func (p point) cross(q point) float64      { return mul(p.x, q.y) - mul(p.y, q.x) }
func (p point) length() float64            { return math.Sqrt(p.dot(p)) }
func (p point) distance(q point) float64   { return p.minus(q).length() }
func (p point) left() point                { return point{-p.y, p.x} } // turned a quarter anticlockwise
func between(p, q point, t float64) point  { return p.plus(q.minus(p).times(t)) }
func clamp(v, least, most float64) float64 { return min(max(v, least), most) }
func (p point) degrees() (lon, lat float64) {
	return round6(middleLon + p.x/metresPerLon), round6(middleLat + p.y/metresPerLat)
}
func round6(v float64) float64 { return math.Round(mul(v, 1e6)) / 1e6 }
