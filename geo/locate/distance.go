package locate

import (
	"math"

	"github.com/paulmach/orb"
)

// The WGS 84 ellipsoid (NIMA TR8350.2), and the mean radius (2a + b) / 3 of it.
const (
	semiMajorM  = 6_378_137.0
	flattening  = 1 / 298.257223563
	meanRadiusM = semiMajorM * (1 - flattening/3)
)

// vector is a place in metres from the earth's centre: x to longitude 0, z to the north pole.
type vector [3]float64

// inSpace is where a longitude and latitude on the ellipsoid are.
func inSpace(p orb.Point) vector {
	const squaredEccentricity = flattening * (2 - flattening)
	sinLon, cosLon := math.Sincos(p[0] * math.Pi / 180)
	sinLat, cosLat := math.Sincos(p[1] * math.Pi / 180)
	normalM := semiMajorM / math.Sqrt(1-squaredEccentricity*sinLat*sinLat)
	return vector{normalM * cosLat * cosLon, normalM * cosLat * sinLon, normalM * (1 - squaredEccentricity) * sinLat}
}

func squared(a, b vector) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	return x*x + y*y + z*z
}

// overGround bends a straight line into an arc of the mean radius.
func overGround(straightM float64) float64 {
	return 2 * meanRadiusM * math.Asin(min(1, straightM/(2*meanRadiusM)))
}

// DistanceM is the distance over the ground in metres between two points given as longitude and latitude.
func DistanceM(a, b orb.Point) float64 {
	return overGround(math.Sqrt(squared(inSpace(a), inSpace(b))))
}
