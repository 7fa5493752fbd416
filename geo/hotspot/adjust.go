package hotspot

import (
	"math"
	"slices"
)

// adjust returns the p-values adjusted by Benjamini and Hochberg's step-up procedure: the least false discovery rate at
// which each would be rejected. NaN (not tested) stays and does not count. Equal p-values get equal adjusted ones.
func adjust(p []float64) []float64 {
	adjusted := make([]float64, len(p))
	var order []int
	for i, v := range p {
		adjusted[i] = math.NaN()
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return a - b
	})
	least := 1.0
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		least = min(least, p[i]*float64(len(order))/float64(k+1))
		adjusted[i] = least
	}
	return adjusted
}
