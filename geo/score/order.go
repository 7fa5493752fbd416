package score

import (
	"cmp"
	"slices"
)

// midRanks numbers a group's areas from the lowest value, 1, to the highest, in the group's order. Equal values share the mean
// of the numbers they take up.
func midRanks(values []float64, g group) []float64 {
	order := make([]int, len(g.areas)) // positions in g.areas
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[g.areas[a]], values[g.areas[b]]) })
	ranks := make([]float64, len(order))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[g.areas[order[to]]] == values[g.areas[order[from]]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return ranks
}
