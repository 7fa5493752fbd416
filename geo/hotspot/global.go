package hotspot

import (
	"math"
	"slices"

	"hotspotmap/geo"
)

// moran is global Moran's I with its variance under normality and under randomisation (Cliff and Ord, Spatial Processes, 1981). It
// is nil where they are undefined or I cannot vary.
func (s *sample) moran(o Options) *geo.Moran {
	n := float64(len(s.z))
	if n < 4 {
		return nil
	}
	s0, s1, s2 := s.sums(o.Style)
	m := geo.Moran{Areas: len(s.z), Links: len(s.others), I: n / s0 * s.cross(s.z, o.Style) / s.squares, Expected: -1 / (n - 1)}

	m.VarianceNormal = (n*n*s1-n*s2+3*s0*s0)/(s0*s0*(n*n-1)) - m.Expected*m.Expected
	fourths := 0.0
	for _, z := range s.z {
		fourths += z * z * z * z
	}
	kurtosis := n * fourths / (s.squares * s.squares)
	m.Variance = (n*(s1*(n*n-3*n+3)-n*s2+3*s0*s0)-kurtosis*(s1*(n*n-n)-2*n*s2+6*s0*s0))/((n-1)*(n-2)*(n-3)*s0*s0) - m.Expected*m.Expected
	const nothing = 1e-14 // of every area a neighbour of every other, but for rounding
	if m.Variance <= nothing || m.VarianceNormal <= nothing {
		return nil
	}
	m.Z = (m.I - m.Expected) / math.Sqrt(m.Variance)
	m.ZNormal = (m.I - m.Expected) / math.Sqrt(m.VarianceNormal)
	m.P, m.PNormal = twoSided(m.Z), twoSided(m.ZNormal)
	if o.Permutations > 0 {
		m.PPermuted = s.dealtGlobally(o, m.I > m.Expected)
	}
	return &m
}

// sums are those of the weights that the moments of I are made of: S0 = Σw, S1 = Σ(w + its reverse)²/2, and S2 = Σ(row sum +
// column sum)².
func (s *sample) sums(style Style) (s0, s1, s2 float64) {
	both := make([]float64, len(s.z)) // row sum + column sum
	for i := range s.z {
		if s.degree(i) == 0 {
			continue
		}
		w := style.of(s.degree(i))
		both[i] += w * float64(s.degree(i))
		for _, j := range s.neighbours(i) {
			both[j] += w
			s0 += w
			s1 += w * w
			if _, mutual := slices.BinarySearch(s.neighbours(int(j)), int32(i)); mutual {
				s1 += w * style.of(s.degree(int(j)))
			}
		}
	}
	for _, b := range both {
		s2 += b * b
	}
	return s0, s1, s2
}

// cross is Σ w·z·z over all pairs of neighbours, with the z given.
func (s *sample) cross(z []float64, style Style) float64 {
	sum := 0.0
	for i, own := range z {
		lag := 0.0
		for _, j := range s.neighbours(i) {
			lag += z[j]
		}
		sum += own * lag * style.of(s.degree(i))
	}
	return sum
}

// dealtGlobally is the two-sided p of global I by dealing all values at random to all areas.
func (s *sample) dealtGlobally(o Options, above bool) float64 {
	observed := s.cross(s.z, o.Style)
	tails := make([]tail, o.Permutations) // of one draw each
	inParallel(o.Permutations, o.Threads, func() func(int) {
		z := make([]float64, len(s.z))
		return func(draw int) {
			copy(z, s.z)
			random := newStream(o.Seed, forGlobal, uint64(draw))
			for i := len(z) - 1; i > 0; i-- {
				j := random.below(i + 1)
				z[i], z[j] = z[j], z[i]
			}
			tails[draw].count(s.cross(z, o.Style), observed)
		}
	})
	var all tail
	for _, t := range tails {
		all.low, all.high = all.low+t.low, all.high+t.high
	}
	return all.p(o.Permutations, above)
}
