package hotspot

import "hotspotmap/geo"

// Clusters returns the connected sets of areas of one class, hot and cold: hot ones first, largest first, then by first
// position. Each is a list of positions in order.
func Clusters(classes []geo.HotspotClass, n geo.Neighbours) [][]int { panic("being written") }
