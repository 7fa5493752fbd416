package hotspot

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
)

// Result is the outcome of the test, one entry an area position; NaN where the area was not tested.
type Result struct {
	Z         []float64 // Gi* as a z-score
	P         []float64 // two-sided, of Z under the standard normal
	PAdjusted []float64 // Benjamini–Hochberg over the tested areas
	Tested    int
	Untested  []Untested // in order of position
}

// Untested is an area that was not tested, and why.
type Untested struct {
	Position int
	Why      Reason
}

// Reason says why an area was not tested.
type Reason string

const (
	NoValue      Reason = "no value"
	Island       Reason = "no neighbour"
	NoNeighbours Reason = "no neighbour with a value"
	Surrounded   Reason = "no area beyond its neighbours to compare with"
	Constant     Reason = "the same value everywhere"
)

// GiStar tests each area together with its neighbours, each with weight 1:
//
//	z = (Σ x − W·mean) / (s · √((n·W − W²)/(n − 1)))
//
// where the sum is over the area and its W−1 neighbours, and n, the mean and s (with divisor n) are over the areas that have a
// value and a neighbour with one. This is Ord and Getis (1995), equation 5, for binary weights including the area itself. values holds NaN where
// there is no value; n must be symmetric.
func GiStar(values []float64, n geo.Neighbours) (Result, error) {
	if err := check(values, n); err != nil {
		return Result{}, err
	}
	why := reasons(values, n)
	m := momentsOf(values, why)
	outcome := slices.Clone(why) // apart, because an area that cannot be tested may still be one that others are tested with

	r := Result{Z: make([]float64, len(values)), P: make([]float64, len(values))}
	for i := range values {
		r.Z[i], r.P[i] = math.NaN(), math.NaN()
		if why[i] != "" {
			continue
		}
		sum, weight := values[i]-m.mean, 1.0
		for _, j := range n[i] {
			if why[j] == "" {
				sum += values[j] - m.mean
				weight++
			}
		}
		switch {
		case m.deviation == 0:
			outcome[i] = Constant
		case weight >= m.count:
			outcome[i] = Surrounded
		default:
			r.Z[i] = sum / (m.deviation * math.Sqrt(weight*(m.count-weight)/(m.count-1)))
			r.P[i] = math.Erfc(math.Abs(r.Z[i]) / math.Sqrt2)
		}
	}
	for i, reason := range outcome {
		if reason == "" {
			r.Tested++
		} else {
			r.Untested = append(r.Untested, Untested{Position: i, Why: reason})
		}
	}
	r.PAdjusted = adjust(r.P)
	return r, nil
}

// check refuses values and neighbours that do not belong together.
func check(values []float64, n geo.Neighbours) error {
	if len(values) != len(n) {
		return fmt.Errorf("hotspot test: %d values for the neighbour lists of %d areas — give one for each area", len(values), len(n))
	}
	for i, v := range values {
		if math.IsInf(v, 0) {
			return fmt.Errorf("hotspot test: area %d has the value %g — give a finite number, or NaN for none", i+1, v)
		}
		for _, j := range n[i] {
			if j < 0 || int(j) >= len(n) || int(j) == i {
				return fmt.Errorf("hotspot test: area %d has neighbour %d of %d areas — rebuild the neighbour lists", i+1, j+1, len(n))
			}
		}
	}
	return nil
}

// reasons says why an area cannot be tested, before its own values are looked at; empty for those that may be.
func reasons(values []float64, n geo.Neighbours) []Reason {
	why := make([]Reason, len(values))
	for i, v := range values {
		switch {
		case math.IsNaN(v):
			why[i] = NoValue
		case len(n[i]) == 0:
			why[i] = Island
		case !anyValue(values, n[i]):
			why[i] = NoNeighbours
		}
	}
	return why
}

func anyValue(values []float64, positions []int32) bool {
	for _, j := range positions {
		if !math.IsNaN(values[j]) {
			return true
		}
	}
	return false
}

// moments are those of the values that take part.
type moments struct{ count, mean, deviation float64 }

func momentsOf(values []float64, why []Reason) moments {
	var m moments
	low, high := math.Inf(1), math.Inf(-1)
	for i, v := range values {
		if why[i] == "" {
			m.count++
			m.mean += v
			low, high = min(low, v), max(high, v)
		}
	}
	if low >= high { // none, or all equal: rounding in the mean must not make a deviation of nothing
		return m
	}
	m.mean /= m.count
	for i, v := range values {
		if why[i] == "" {
			m.deviation += (v - m.mean) * (v - m.mean)
		}
	}
	m.deviation = math.Sqrt(m.deviation / m.count)
	return m
}
