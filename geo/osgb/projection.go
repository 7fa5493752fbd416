package osgb

import (
	"math"
	"math/cmplx"

	"github.com/paulmach/orb"
)

// geodetic is a longitude and latitude in radians.
type geodetic struct{ lon, lat float64 }

// The National Grid's transverse Mercator projection.
const (
	scaleOnMeridian = 0.9996012717
	falseEastingM   = 400_000
	falseNorthingM  = -100_000
)

var trueOrigin = geodetic{lon: radians(-2), lat: radians(49)}

// projection is the National Grid's on an ellipsoid: Krüger's series in the third flattening, to its fourth power. The remainder is
// about a micrometre on the grid.
type projection struct {
	ellipsoid
	rectifyingM   float64    // radius of the rectifying sphere
	fromConformal [4]float64 // conformal sphere → rectifying sphere
	toConformal   [4]float64 // and back
	toGeodetic    [4]float64 // conformal latitude → geodetic latitude
	originM       float64    // meridian distance of the true origin from the equator
}

var (
	onAiry  = newProjection(airy)  // the grid itself
	onGRS80 = newProjection(grs80) // what OSTN15 adds its shifts to
)

func newProjection(e ellipsoid) projection {
	third := e.flattening / (2 - e.flattening)
	p := projection{
		ellipsoid:   e,
		rectifyingM: e.majorM / (1 + third) * (1 + sq(third)/4 + sq(sq(third))/64),
		fromConformal: [4]float64{
			poly(third, 0, 1./2, -2./3, 5./16, 41./180),
			poly(third, 0, 0, 13./48, -3./5, 557./1440),
			poly(third, 0, 0, 0, 61./240, -103./140),
			poly(third, 0, 0, 0, 0, 49561./161280),
		},
		toConformal: [4]float64{
			poly(third, 0, -1./2, 2./3, -37./96, 1./360),
			poly(third, 0, 0, -1./48, -1./15, 437./1440),
			poly(third, 0, 0, 0, -17./480, 37./840),
			poly(third, 0, 0, 0, 0, -4397./161280),
		},
		toGeodetic: [4]float64{
			poly(third, 0, 2, -2./3, -2, 116./45),
			poly(third, 0, 0, 7./3, -8./5, -227./45),
			poly(third, 0, 0, 0, 56./15, -136./35),
			poly(third, 0, 0, 0, 0, 4279./630),
		},
	}
	p.originM = p.rectifyingM * real(p.rectify(trueOrigin))
	return p
}

// unproject maps an easting and northing to longitude and latitude on the ellipsoid.
func (p projection) unproject(at orb.Point) geodetic {
	scale := scaleOnMeridian * p.rectifyingM
	z := complex((at[1]-falseNorthingM+scaleOnMeridian*p.originM)/scale, (at[0]-falseEastingM)/scale)
	z += sineSeries(p.toConformal, z)
	xi, eta := real(z), imag(z)
	conformal := math.Asin(math.Sin(xi) / math.Cosh(eta))
	return geodetic{
		lon: trueOrigin.lon + math.Atan2(math.Sinh(eta), math.Cos(xi)),
		lat: conformal + real(sineSeries(p.toGeodetic, complex(conformal, 0))),
	}
}

// rectify maps a point to the plane of the rectifying sphere of radius 1: the real part points north, the imaginary part
// east.
func (p projection) rectify(at geodetic) complex128 {
	e := math.Sqrt(p.eccentricity2)
	sin := math.Sin(at.lat)
	t := math.Sinh(math.Atanh(sin) - e*math.Atanh(e*sin)) // tangent of the conformal latitude
	sinLon, cosLon := math.Sincos(at.lon - trueOrigin.lon)
	z := complex(math.Atan2(t, cosLon), math.Atanh(sinLon/math.Sqrt(1+sq(t))))
	return z + sineSeries(p.fromConformal, z)
}

// sineSeries sums a₁ sin 2z + a₂ sin 4z + … by Clenshaw's recurrence.
func sineSeries(a [4]float64, z complex128) complex128 {
	twiceCos := 2 * cmplx.Cos(2*z)
	var b1, b2 complex128
	for i := len(a) - 1; i >= 0; i-- {
		b1, b2 = complex(a[i], 0)+twiceCos*b1-b2, b1
	}
	return b1 * cmplx.Sin(2*z)
}

// poly is c₀ + c₁x + c₂x² + …
func poly(x float64, c ...float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = sum*x + c[i]
	}
	return sum
}

func sq(x float64) float64 { return x * x }
