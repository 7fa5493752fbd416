package hotspot

import (
	"math"
	"slices"

	"hotspotmap/geo"
)

// Reason says why an area was not tested.
type Reason string

const (
	NoValue      Reason = "no value"
	Island       Reason = "no neighbour"
	NoNeighbours Reason = "no neighbour with a value"
	Surrounded   Reason = "no area beyond its neighbours to compare with"
	Constant     Reason = "the same value everywhere"
)

// sample is the areas that take part in a test, in order, with their neighbours among themselves.
type sample struct {
	positions []int32   // in the areas given
	z         []float64 // values less their mean, in units of the largest: every statistic is the same in any unit
	lags      []float64 // sums of the neighbours' z
	starts    []int32   // the neighbours of i are others[starts[i]:starts[i+1]], ascending
	others    []int32
	squares   float64 // Σ z²; 0 when all values are the same
	odd       int     // the only one whose value differs from all others, which are the same; -1 for none
}

// tie is the difference up to which two sums of z count as the same. Sums that are the same but for the order they were added
// up in differ by less, and those of figures published with nine digits by more.
const tie = 1e-10

// newSample says which areas take part, and why the others do not; the reason is empty for those that do.
func newSample(values []float64, n geo.Neighbours) (*sample, []Reason) {
	why := reasons(values, n)
	s := &sample{}
	index := make([]int32, len(values))
	for i, reason := range why {
		if reason == "" {
			index[i] = int32(len(s.positions))
			s.positions = append(s.positions, int32(i))
		}
	}
	s.centre(values)
	s.starts = append(s.starts, 0)
	for _, i := range s.positions {
		for _, j := range n[i] {
			if why[j] == "" {
				s.others = append(s.others, index[j])
			}
		}
		slices.Sort(s.others[s.starts[len(s.starts)-1]:])
		s.starts = append(s.starts, int32(len(s.others)))
	}
	s.lags = make([]float64, len(s.z))
	for i := range s.z {
		for _, j := range s.neighbours(i) {
			s.lags[i] += s.z[j]
		}
	}
	return s, why
}

func (s *sample) neighbours(i int) []int32 { return s.others[s.starts[i]:s.starts[i+1]] }
func (s *sample) degree(i int) int         { return int(s.starts[i+1] - s.starts[i]) }

// reasons says why an area does not take part, before its own values are looked at.
func reasons(values []float64, n geo.Neighbours) []Reason {
	why := make([]Reason, len(values))
	for i, v := range values {
		switch {
		case math.IsNaN(v):
			why[i] = NoValue
		case len(n[i]) == 0:
			why[i] = Island
		}
	}
	for changed := true; changed; { // one round, unless neighbours are not mutual
		changed = false
		for i := range why {
			if why[i] == "" && !slices.ContainsFunc(n[i], func(j int32) bool { return why[j] == "" }) {
				why[i], changed = NoNeighbours, true
			}
		}
	}
	return why
}

// centre takes the mean from the values of the sample.
func (s *sample) centre(values []float64) {
	s.z, s.odd = make([]float64, len(s.positions)), -1
	if len(s.positions) == 0 {
		return
	}
	count := float64(len(s.z))
	low, high, sum := math.Inf(1), math.Inf(-1), 0.0
	for _, i := range s.positions {
		low, high, sum = min(low, values[i]), max(high, values[i]), sum+values[i]
	}
	if low == high { // rounding in the mean must not make a deviation of nothing
		return
	}
	mean, rest := sum/count, 0.0
	for _, i := range s.positions {
		rest += values[i] - mean
	}
	mean += rest / count
	largest := max(high-mean, mean-low)
	lows, highs, lowest, highest := 0, 0, 0, 0
	for k, i := range s.positions {
		if z := (values[i] - mean) / largest; math.Abs(z) > tie {
			s.z[k] = z
		}
		s.squares += s.z[k] * s.z[k]
		if values[i] == low {
			lows, lowest = lows+1, k
		}
		if values[i] == high {
			highs, highest = highs+1, k
		}
	}
	switch len(s.z) - 1 {
	case lows:
		s.odd = highest
	case highs:
		s.odd = lowest
	}
}
