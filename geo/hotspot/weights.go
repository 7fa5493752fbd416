package hotspot

import (
	"fmt"
	"math"

	"hotspotmap/geo"
)

// Style says how much each neighbour of an area counts.
type Style string

const (
	Binary          Style = "binary" // 1 each
	RowStandardised Style = "row"    // 1 divided by the number of neighbours, so that a lag is a mean
)

// of is the weight of each of k neighbours.
func (s Style) of(k int) float64 {
	if s == RowStandardised {
		return 1 / float64(k)
	}
	return 1
}

// check refuses values, neighbours and options that do not belong together.
func check(values []float64, n geo.Neighbours, o Options) error {
	if len(values) != len(n) {
		return fmt.Errorf("hotspot test: %d values for the neighbour lists of %d areas — give one for each area", len(values), len(n))
	}
	if o.Style != Binary && o.Style != RowStandardised {
		return fmt.Errorf("hotspot test: weights %q are not known — choose %q or %q", o.Style, Binary, RowStandardised)
	}
	if o.Permutations < 0 || o.Permutations > math.MaxInt32 {
		return fmt.Errorf("hotspot test: %d permutations — give a number from 0", o.Permutations)
	}
	listed := make([]int, len(n)) // by area: 1 + the last whose list it is in
	for i, v := range values {
		if math.IsInf(v, 0) {
			return fmt.Errorf("hotspot test: area %d has the value %g — give a finite number, or NaN for none", i+1, v)
		}
		for _, j := range n[i] {
			if j < 0 || int(j) >= len(n) || int(j) == i {
				return fmt.Errorf("hotspot test: area %d has neighbour %d of %d areas — rebuild the neighbour lists", i+1, j+1, len(n))
			}
			if listed[j] == i+1 {
				return fmt.Errorf("hotspot test: area %d lists neighbour %d twice — rebuild the neighbour lists", i+1, j+1)
			}
			listed[j] = i + 1
		}
	}
	return nil
}
