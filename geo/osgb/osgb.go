package osgb

import (
	"math"

	"github.com/paulmach/orb"
)

// ErrorM is how far, in metres, a point converted by [ToLonLat] can be from the answer of OSTN15.
const ErrorM = 5

// ToLonLat converts an easting and northing to longitude and latitude. The point is taken to lie on the ellipsoid.
func ToLonLat(eastingNorthing orb.Point) orb.Point {
	at := airy.cartesian(onAiry.unproject(eastingNorthing), 0)
	return wgs84.geodetic(toWGS84.apply(at)).degrees()
}

func (p geodetic) degrees() orb.Point { return orb.Point{p.lon * 180 / math.Pi, p.lat * 180 / math.Pi} }

func radians(deg float64) float64 { return deg * math.Pi / 180 }
