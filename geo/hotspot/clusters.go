package hotspot

import (
	"cmp"
	"slices"

	"hotspotmap/geo"
)

// Clusters returns the connected sets of areas of one class, hot and cold: hot ones first, largest first, then by first
// position. Each is a list of positions in order.
func Clusters(classes []geo.HotspotClass, n geo.Neighbours) [][]int {
	var clusters [][]int
	seen := make([]bool, len(classes))
	for start, class := range classes {
		if class == geo.NotDistinguishable || seen[start] {
			continue
		}
		seen[start] = true
		cluster := []int{start}
		for next := 0; next < len(cluster); next++ {
			for _, j := range n[cluster[next]] {
				if classes[j] == class && !seen[j] {
					seen[j] = true
					cluster = append(cluster, int(j))
				}
			}
		}
		slices.Sort(cluster)
		clusters = append(clusters, cluster)
	}
	slices.SortFunc(clusters, func(a, b []int) int {
		return cmp.Or(
			cmp.Compare(classes[b[0]], classes[a[0]]),
			cmp.Compare(len(b), len(a)),
			cmp.Compare(a[0], b[0]))
	})
	return clusters
}
