package score

import (
	"slices"

	"hotspotmap/geo"
)

// deciles is how many groups of about equal size the ranking is cut into.
const deciles = 10

// Rank numbers the areas that have an index, 1 for the highest, and gives each its decile, 10 for the highest ranks. Equal
// indexes share the lower rank number and the decile that goes with it.
func Rank(index geo.Column) (ranks, decile geo.Column) {
	n := len(index.Values)
	ranks = geo.NewColumn(geo.Indicator{ID: "rank", Title: "Rank", Higher: geo.HigherIsBetter}, n)
	decile = geo.NewColumn(geo.Indicator{ID: "decile", Title: "Decile", Higher: geo.HigherIsWorse}, n)

	var order []int
	for area, f := range index.Flags {
		ranks.Flags[area], decile.Flags[area] = f, f
		if f == geo.Present {
			order = append(order, area)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case index.Values[a] > index.Values[b]:
			return -1
		case index.Values[a] < index.Values[b]:
			return 1
		}
		return 0
	})

	above := 0 // areas with a higher index
	for i, area := range order {
		if i > 0 && index.Values[area] < index.Values[order[i-1]] {
			above = i
		}
		ranks.Values[area] = float64(above + 1)
		decile.Values[area] = float64(deciles - above*deciles/len(order))
	}
	return ranks, decile
}
