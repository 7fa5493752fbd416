package topology

import (
	"math"

	"github.com/paulmach/orb"
)

// The WGS 84 ellipsoid.
const (
	semiMajorM   = 6378137.0
	flattening   = 1 / 298.257223563
	eccentricity = 0.0818191908426215 // √(f(2−f))
)

// AreaM2 returns an area's surface in m² on the WGS 84 ellipsoid: the planar area in Lambert's cylindrical equal-area
// projection (Snyder 1987, section 10), in which borders are taken as straight from point to point. For edges of a few
// kilometres that is within 0.01 % of the geodesic polygon's area.
func (m *Mesh) AreaM2(aid uint32) float64 {
	var sum float64
	for _, i := range m.borders[aid-1] {
		arc := m.Arcs[i]
		area := pathAreaM2(arc.Points, m.grid)
		if arc.Left == aid {
			sum += area
		} else {
			sum -= area
		}
	}
	return math.Abs(sum)
}

// doubledAreas returns twice each area's ground in square grid units, by aid−1.
func (m *Mesh) doubledAreas() []int64 {
	sizes := make([]int64, m.n+1)
	for _, a := range m.Arcs {
		var size int64 // between the path and the origin; it may wrap around, but what they add up to does not
		for i, p := range a.Points[1:] {
			q := a.Points[i]
			size += int64(q.X)*int64(p.Y) - int64(p.X)*int64(q.Y)
		}
		sizes[a.Left] += size
		sizes[a.Right] -= size
	}
	return sizes[1:]
}

// doubledGround returns twice the ground of all areas together.
func (m *Mesh) doubledGround() (sum int64) {
	for _, size := range m.doubledAreas() {
		sum += size
	}
	return sum
}

// doubledGroundAt returns twice the ground of all areas together on another grid: at gives the place there of a point of an arc, by
// its number counting through all arcs, and whether it is drawn; the ends of arcs always are.
func (m *Mesh) doubledGroundAt(at func(point int) (p position, drawn bool)) float64 {
	var sum float64
	var origin *position // nearby, so that no digits are lost
	next := 0
	for _, a := range m.Arcs {
		if side := a.outline(); side != 0 {
			last, _ := at(next)
			if origin == nil {
				origin = &position{last.x, last.y}
			}
			for i := next + 1; i < next+len(a.Points); i++ {
				if p, drawn := at(i); drawn {
					sum += float64(side) * ((last.x-origin.x)*(p.y-origin.y) - (last.y-origin.y)*(p.x-origin.x))
					last = p
				}
			}
		}
		next += len(a.Points)
	}
	return math.Abs(sum)
}

// pathAreaM2 returns the signed area between a path and the equator; around a closed path they add up to its area.
func pathAreaM2(path []Point, g grid) float64 {
	var sum float64
	var last orb.Point
	for i, p := range path {
		lonLat := g.lonLat(float64(p.X), float64(p.Y))
		q := orb.Point{lonLat[0] * math.Pi / 180, authalic(lonLat[1] * math.Pi / 180)}
		if i > 0 {
			sum += (last[0] - q[0]) * (last[1] + q[1]) / 2
		}
		last = q
	}
	return sum * semiMajorM * semiMajorM / 2
}

// authalic returns Snyder's q (3-12): half of it times a² is the area between the equator and a latitude, per radian
// of longitude.
func authalic(latitude float64) float64 {
	sin := math.Sin(latitude)
	es := eccentricity * sin
	return (1 - eccentricity*eccentricity) * (sin/(1-es*es) + math.Atanh(es)/eccentricity)
}

// metres is a local flat measure on the base grid: good to 0.1 % within a few kilometres of where it was made.
type metres struct{ perX, perY float64 }

// metresAt returns the measure around a base grid point.
func metresAt(p Point) metres {
	latitude := float64(p.Y) / perDegree * math.Pi / 180
	e2 := eccentricity * eccentricity
	w := 1 - e2*math.Sin(latitude)*math.Sin(latitude)
	perUnit := math.Pi / 180 / perDegree
	return metres{
		perX: semiMajorM / math.Sqrt(w) * math.Cos(latitude) * perUnit,
		perY: semiMajorM * (1 - e2) / (w * math.Sqrt(w)) * perUnit,
	}
}

// distance returns the distance between two points.
func (k metres) distance(p, q Point) float64 {
	return math.Hypot((float64(p.X)-float64(q.X))*k.perX, (float64(p.Y)-float64(q.Y))*k.perY)
}

// toSegment returns the distance from p to the segment a–b, and where along it the nearest place is, 0 at a to 1 at b.
func (k metres) toSegment(p, a, b Point) (distance, along float64) {
	px, py := (float64(p.X)-float64(a.X))*k.perX, (float64(p.Y)-float64(a.Y))*k.perY
	bx, by := (float64(b.X)-float64(a.X))*k.perX, (float64(b.Y)-float64(a.Y))*k.perY
	along = (px*bx + py*by) / (bx*bx + by*by)
	along = min(max(along, 0), 1)
	return math.Hypot(px-along*bx, py-along*by), along
}
