package vintage

import (
	"cmp"
	"slices"
)

// apportion shares units out in proportion to weights, which are not negative and not all 0, by largest remainders. The shares
// add up to the units. Both are below 2^31, so that their product is exact.
func apportion(units int64, weights []int64) []int64 {
	if units < 0 {
		shares := apportion(-units, weights)
		for k := range shares {
			shares[k] = -shares[k]
		}
		return shares
	}
	var all int64
	for _, w := range weights {
		all += w
	}
	shares, order := make([]int64, len(weights)), make([]int, len(weights))
	left := units
	for k, w := range weights {
		shares[k], order[k] = units*w/all, k
		left -= shares[k]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(units*weights[b]%all, units*weights[a]%all) })
	for _, k := range order[:left] {
		shares[k]++
	}
	return shares
}
