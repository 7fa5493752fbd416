package locate

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// vincentyM is Vincenty's (1975) inverse formula on WGS 84, good to 0.5 mm: an independent way to the distance.
func vincentyM(from, to orb.Point) float64 {
	const a, f = 6378137.0, 1 / 298.257223563
	const b = a * (1 - f)
	radians := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	sinU1, cosU1 := math.Sincos(math.Atan((1 - f) * math.Tan(radians(from[1]))))
	sinU2, cosU2 := math.Sincos(math.Atan((1 - f) * math.Tan(radians(to[1]))))
	longitude := radians(to[0] - from[0])
	lambda := longitude
	for range 1000 {
		sinLambda, cosLambda := math.Sincos(lambda)
		sinSigma := math.Hypot(cosU2*sinLambda, cosU1*sinU2-sinU1*cosU2*cosLambda)
		if sinSigma == 0 {
			return 0
		}
		cosSigma := sinU1*sinU2 + cosU1*cosU2*cosLambda
		sigma := math.Atan2(sinSigma, cosSigma)
		sinAlpha := cosU1 * cosU2 * sinLambda / sinSigma
		cosSqAlpha := 1 - sinAlpha*sinAlpha
		cos2m := 0.0
		if cosSqAlpha > 0 {
			cos2m = cosSigma - 2*sinU1*sinU2/cosSqAlpha
		}
		c := f / 16 * cosSqAlpha * (4 + f*(4-3*cosSqAlpha))
		next := longitude + (1-c)*f*sinAlpha*(sigma+c*sinSigma*(cos2m+c*cosSigma*(2*cos2m*cos2m-1)))
		if math.Abs(next-lambda) < 1e-14 {
			u := cosSqAlpha * (a*a - b*b) / (b * b)
			bigA := 1 + u/16384*(4096+u*(-768+u*(320-175*u)))
			bigB := u / 1024 * (256 + u*(-128+u*(74-47*u)))
			delta := bigB * sinSigma * (cos2m + bigB/4*(cosSigma*(2*cos2m*cos2m-1)-bigB/6*cos2m*(4*sinSigma*sinSigma-3)*(4*cos2m*cos2m-3)))
			return b * bigA * (sigma - delta)
		}
		lambda = next
	}
	return math.NaN()
}

// Flinders Peak to Buninyong, the worked example of the GDA94 technical manual: 54,972.271 m.
func TestPublishedLine(t *testing.T) {
	flinders := orb.Point{144 + 25/60.0 + 29.52440/3600, -(37 + 57/60.0 + 3.72030/3600)}
	buninyong := orb.Point{143 + 55/60.0 + 35.38390/3600, -(37 + 39/60.0 + 10.15610/3600)}
	if got := vincentyM(flinders, buninyong); math.Abs(got-54972.271) > 0.001 {
		t.Errorf("Vincenty as written here gives %.3f m", got)
	}
	if got := DistanceM(flinders, buninyong); math.Abs(got-54972.271) > 0.003 {
		t.Errorf("%.3f m, published 54972.271 m", got)
	}
}

// The errors that doc.go states, over the whole earth and in every direction.
func TestDistanceAgainstGeodesic(t *testing.T) {
	random := rand.New(rand.NewPCG(1975, 1))
	for _, c := range []struct {
		name      string
		reach     float64 // degrees
		upToM     float64
		absoluteM float64
		relative  float64
	}{
		{"a walk", 0.15, 10_000, 0.0001 + 0.0005, 0}, // Vincenty's own half millimetre besides
		{"a county", 1.5, 100_000, 0.0005, 2e-7},
		{"a continent", 90, 5_000_000, 0, 1e-3},
	} {
		t.Run(c.name, func(t *testing.T) {
			worstM, worst := 0.0, 0.0
			for range 20_000 {
				a := orb.Point{random.Float64()*360 - 180, random.Float64()*170 - 85}
				b := orb.Point{a[0] + (random.Float64()*2-1)*c.reach, max(-90, min(90, a[1]+(random.Float64()*2-1)*c.reach))}
				want := vincentyM(a, b)
				if !(want > 0 && want <= c.upToM) {
					continue
				}
				offM := math.Abs(DistanceM(a, b) - want)
				worstM, worst = max(worstM, offM), max(worst, offM/want)
				if offM > c.absoluteM+c.relative*want {
					t.Fatalf("%v to %v: %.4f m, geodesic %.4f m", a, b, DistanceM(a, b), want)
				}
			}
			t.Logf("up to %.0f m: worst %.6f m, worst share %.2g", c.upToM, worstM, worst)
		})
	}
}

func TestNearestAgreesWithLookingAtAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// A coarse grid, so that many points coincide and many are equally far.
		draw := func(label string) orb.Point {
			return orb.Point{float64(rapid.IntRange(-8, 8).Draw(t, label)) / 4, 52 + float64(rapid.IntRange(-8, 8).Draw(t, label))/4}
		}
		points := make([]orb.Point, rapid.IntRange(1, 40).Draw(t, "points"))
		for i := range points {
			points[i] = draw("point")
		}
		p := draw("from")
		want := 0
		for i := range points {
			if squared(inSpace(points[i]), inSpace(p)) < squared(inSpace(points[want]), inSpace(p)) {
				want = i
			}
		}
		got, distanceM := NewNearest(points).To(p)
		if got != want || distanceM != DistanceM(points[want], p) {
			t.Fatalf("from %v: %d at %v m, want %d at %v m of %v", p, got, distanceM, want, DistanceM(points[want], p), points)
		}
	})
}

func TestWithinAgreesWithLookingAtAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) orb.Point {
			return orb.Point{float64(rapid.IntRange(-8, 8).Draw(t, label)) / 400, 52 + float64(rapid.IntRange(-8, 8).Draw(t, label))/400}
		}
		points := make([]orb.Point, rapid.IntRange(0, 40).Draw(t, "points"))
		for i := range points {
			points[i] = draw("point")
		}
		p := draw("from")
		withinM := float64(rapid.IntRange(0, 4000).Draw(t, "metres"))
		if len(points) > 0 && rapid.Bool().Draw(t, "exactly as far as one") {
			withinM = DistanceM(points[0], p)
		}
		got := map[int]float64{}
		NewNearest(points).Within(p, withinM, func(i int, distanceM float64) { got[i] = distanceM })
		for i := range points {
			distanceM, found := got[i]
			if want := DistanceM(points[i], p); found != (want <= withinM) || found && distanceM != want {
				t.Fatalf("point %d, %v m away, within %v m: %v at %v m", i, want, withinM, found, distanceM)
			}
		}
	})
}

func TestNearestOfNothing(t *testing.T) {
	for _, c := range []struct {
		name   string
		points []orb.Point
		from   orb.Point
	}{
		{"no points", nil, orb.Point{0, 0}},
		{"from nowhere", []orb.Point{{0, 0}}, orb.Point{math.NaN(), 0}},
	} {
		if position, distanceM := NewNearest(c.points).To(c.from); position != -1 || !math.IsNaN(distanceM) {
			t.Errorf("%s: %d at %v m", c.name, position, distanceM)
		}
		NewNearest(c.points).Within(c.from, 1e9, func(int, float64) { t.Errorf("%s: something is within reach", c.name) })
	}
}

// England's size: the nearest of 5,000 sites for 33,755 areas.
func BenchmarkNearestEngland(b *testing.B) {
	random := rand.New(rand.NewPCG(7, 7))
	place := func() orb.Point { return orb.Point{-5 + random.Float64()*6, 50 + random.Float64()*5} }
	sites, areas := make([]orb.Point, 5000), make([]orb.Point, 33_755)
	for i := range sites {
		sites[i] = place()
	}
	for i := range areas {
		areas[i] = place()
	}
	for b.Loop() {
		index := NewNearest(sites)
		for _, p := range areas {
			index.To(p)
		}
	}
}
