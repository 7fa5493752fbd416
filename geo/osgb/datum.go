package osgb

import "math"

// ellipsoid is a model of the Earth's shape.
type ellipsoid struct {
	majorM, minorM, flattening, eccentricity2 float64
}

func newEllipsoid(majorM, minorM float64) ellipsoid {
	return ellipsoid{majorM, minorM, (majorM - minorM) / majorM, 1 - sq(minorM/majorM)}
}

var (
	airy  = newEllipsoid(6_377_563.396, 6_356_256.909)
	wgs84 = newEllipsoid(6_378_137, 6_356_752.314245)
	grs80 = newEllipsoid(6_378_137, 6_356_752.314140)
)

// vector is a position in metres from the centre of the Earth.
type vector [3]float64

// cartesian places a point at a height above the ellipsoid.
func (e ellipsoid) cartesian(p geodetic, heightM float64) vector {
	sinLat, cosLat := math.Sincos(p.lat)
	sinLon, cosLon := math.Sincos(p.lon)
	normal := e.majorM / math.Sqrt(1-e.eccentricity2*sq(sinLat))
	return vector{
		(normal + heightM) * cosLat * cosLon,
		(normal + heightM) * cosLat * sinLon,
		((1-e.eccentricity2)*normal + heightM) * sinLat,
	}
}

// geodetic is where a position is, by Bowring's formula: within a nanometre a few hundred metres from the ellipsoid.
func (e ellipsoid) geodetic(v vector) geodetic {
	p := math.Hypot(v[0], v[1])
	second := sq(e.majorM/e.minorM) - 1 // second eccentricity squared
	sinU, cosU := math.Sincos(math.Atan2(v[2]*e.majorM, p*e.minorM))
	lat := math.Atan2(v[2]+second*e.minorM*sinU*sinU*sinU, p-e.eccentricity2*e.majorM*cosU*cosU*cosU)
	return geodetic{lon: math.Atan2(v[1], v[0]), lat: lat}
}

// helmert is a shift between datums: v → shift + (1 + scale)·R·v with R for small rotations.
type helmert struct {
	shiftM   vector
	rotation vector // radians
	scale    float64
}

// toWGS84 is the shift OSGB36 → WGS 84 that Ordnance Survey publishes (EPSG:1314 with one more digit).
var toWGS84 = helmert{
	shiftM:   vector{446.448, -125.157, 542.060},
	rotation: vector{radians(0.1502 / 3600), radians(0.2470 / 3600), radians(0.8421 / 3600)},
	scale:    -20.4894e-6,
}

func (h helmert) apply(v vector) vector {
	c := cross(h.rotation, v)
	var out vector
	for i := range out {
		out[i] = h.shiftM[i] + (1+h.scale)*(v[i]+c[i])
	}
	return out
}

func cross(a, b vector) vector {
	return vector{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}
