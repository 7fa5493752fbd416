package osgb

import (
	"math"

	"github.com/paulmach/orb"
)

// ErrorM is how far, in metres, a converted point can be from the answer of OSTN15.
const ErrorM = 5

// ToLonLat converts an easting and northing to longitude and latitude. The point is taken to lie on the ellipsoid.
func ToLonLat(eastingNorthing orb.Point) orb.Point {
	at := airy.cartesian(unproject(eastingNorthing), 0)
	lonLat, _ := wgs84.geodetic(toWGS84.apply(at))
	return orb.Point{degrees(lonLat.lon), degrees(lonLat.lat)}
}

// FromLonLat converts a longitude and latitude to an easting and northing. It is the inverse of [ToLonLat].
func FromLonLat(lonLat orb.Point) orb.Point {
	p := geodetic{lon: radians(lonLat[0]), lat: radians(lonLat[1])}
	// The two ellipsoids are up to 60 m apart here. ToLonLat starts on Airy's, so the point sought is the one below or
	// above p that lies on Airy's: the first pass finds how far that is.
	_, height := airy.geodetic(toWGS84.invert(wgs84.cartesian(p, 0)))
	on, _ := airy.geodetic(toWGS84.invert(wgs84.cartesian(p, -height)))
	return project(on)
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }
func degrees(rad float64) float64 { return rad * 180 / math.Pi }
