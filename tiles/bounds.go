package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// MaxLatitude is where the Web Mercator square ends, north and south.
const MaxLatitude = 85.0511287798066

// Bounds returns the longitudes and latitudes a valid tile covers, without its buffer.
func (id ID) Bounds() orb.Bound {
	n := math.Exp2(float64(id.Z))
	lon := func(x uint32) float64 { return float64(x)/n*360 - 180 }
	lat := func(y uint32) float64 {
		return math.Atan(math.Sinh(math.Pi*(1-2*float64(y)/n))) * 180 / math.Pi
	}
	return orb.Bound{
		Min: orb.Point{lon(id.X), lat(id.Y + 1)},
		Max: orb.Point{lon(id.X + 1), lat(id.Y)},
	}
}

// Project returns where a place lies on the grid of zoom z, in tile units from the north-west corner of the world:
// x grows eastwards, y southwards, each from 0 to [Extent]·2^z. Latitudes beyond [MaxLatitude] are brought to it.
func Project(at orb.Point, z uint8) (x, y float64) {
	size := Extent * math.Exp2(float64(z))
	lat := min(max(at.Lat(), -MaxLatitude), MaxLatitude) * math.Pi / 180
	x = (at.Lon() + 180) / 360 * size
	y = (1 - math.Asinh(math.Tan(lat))/math.Pi) / 2 * size
	return min(max(x, 0), size), min(max(y, 0), size)
}
