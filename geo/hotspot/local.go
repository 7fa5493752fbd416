package hotspot

import (
	"math"

	"hotspotmap/geo"
)

// Options say how a test is made.
type Options struct {
	Style        Style
	Permutations int // how often values are dealt to the neighbours of an area; 0 for none
	Seed         uint64
	Threads      int // 0: as many as there are processors
}

// Result is the outcome of the tests. Slices have one entry an area position, NaN where the area was not tested.
type Result struct {
	Z, P, PAdjusted []float64 // of Gi*, as in Scores
	Gi              Scores    // without the area itself
	Local           LocalMoran
	Global          *geo.Moran // nil where it means nothing: fewer than four areas in the sample, or none tested
	Tested          int
	Untested        []Untested // in order of position
}

// Scores are the outcome of one statistic.
type Scores struct {
	Z         []float64
	P         []float64 // two-sided: by dealing where it was asked for, otherwise that of Z under the standard normal
	PAdjusted []float64 // Benjamini–Hochberg over the tested areas
}

// LocalMoran is local Moran's I.
type LocalMoran struct {
	Scores
	I        []float64
	Quadrant []geo.Quadrant // whether or not it is significant; none where not tested
}

// Untested is an area that was not tested, and why.
type Untested struct {
	Position int
	Why      Reason
}

// Test tests each area that has a value and neighbours, NaN being no value. Lists need not be mutual. With W = k + 1, and the
// sum over the area and its neighbours,
//
//	Gi* = Σ z / (s · √(W·(n − W)/(n − 1))),  s² = Σ z²/n over the sample.
//
// With the sum over the neighbours alone, and the mean and s of the sample without the area,
//
//	Gi = (Σ z − k·mean) / (s · √(k·(n − 1 − k)/(n − 2))).
//
// These are the forms of Ord and Getis (1995) for weights that are the same within a row; dividing by what the row adds up to
// changes neither. Local I is z·lag/(Σ z²/n), its lag being the neighbours' weighted sum of z. Its moments are those with the
// area's own value fixed (Sokal, Oden and Thomson 1998), which makes its z that of Gi but for the sign.
//
// Where all others have the same value, the neighbours' sum cannot vary: Gi's z is 0 and its p 1.
func Test(values []float64, n geo.Neighbours, o Options) (Result, error) {
	if err := check(values, n, o); err != nil {
		return Result{}, err
	}
	s, why := newSample(values, n)
	r := Result{Z: missing(len(values)), P: missing(len(values)), Gi: newScores(len(values))}
	r.Local = LocalMoran{Scores: newScores(len(values)), I: missing(len(values)), Quadrant: make([]geo.Quadrant, len(values))}
	for i, position := range s.positions {
		switch {
		case s.squares == 0:
			why[position] = Constant
		case s.surrounded(i):
			why[position] = Surrounded
		default:
			r.set(s, i, o.Style)
		}
	}
	for i, reason := range why {
		if reason == "" {
			r.Tested++
		} else {
			r.Untested = append(r.Untested, Untested{Position: i, Why: reason})
		}
	}
	if r.Tested > 0 {
		r.Global = s.moran(o)
	}
	if o.Permutations > 0 {
		r.P, r.Gi.P = s.starPermuted(len(values), o), s.permuted(len(values), o)
		for i, z := range r.Local.Z {
			if z != 0 { // at the mean, I is 0 whatever is dealt
				r.Local.P[i] = r.Gi.P[i]
			}
		}
	}
	r.PAdjusted, r.Gi.PAdjusted, r.Local.PAdjusted = adjust(r.P), adjust(r.Gi.P), adjust(r.Local.P)
	return r, nil
}

// surrounded reports whether all others are neighbours: whatever is dealt, the sum is the same.
func (s *sample) surrounded(i int) bool { return s.degree(i)+1 >= len(s.z) }

// set computes the statistics of one of the sample.
func (r *Result) set(s *sample, i int, style Style) {
	at, z, lag := s.positions[i], s.z[i], s.lags[i]
	n, k := float64(len(s.z)), float64(s.degree(i))

	all := s.squares / n * (k + 1) * (n - k - 1) / (n - 1)
	Scores{Z: r.Z, P: r.P}.set(at, (z+lag)/math.Sqrt(all))

	gi := 0.0
	mean := -z / (n - 1)
	rest := (s.squares-z*z)/(n-1) - mean*mean
	if i != s.odd && rest > 0 {
		gi = (lag - k*mean) / math.Sqrt(rest*k*(n-1-k)/(n-2))
	}
	r.Gi.set(at, gi)

	if z < 0 {
		gi = -gi
	} else if z == 0 {
		gi = 0
	}
	r.Local.set(at, gi)
	r.Local.I[at] = z * lag * style.of(s.degree(i)) * n / s.squares
	r.Local.Quadrant[at] = quadrant(z > 0, lag > tie)
}

func quadrant(high, highAround bool) geo.Quadrant {
	switch {
	case high && highAround:
		return geo.HighHigh
	case high:
		return geo.HighLow
	case highAround:
		return geo.LowHigh
	}
	return geo.LowLow
}

func (s Scores) set(at int32, z float64) {
	s.Z[at], s.P[at] = z, twoSided(z)
}

// twoSided is the probability of a standard normal at least as far from 0.
func twoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

func newScores(n int) Scores { return Scores{Z: missing(n), P: missing(n)} }

func missing(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}
