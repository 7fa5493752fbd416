package score

import "hotspotmap/geo"

// Index computes the index of every area of a table.
func Index(t geo.Table, r Recipe) (Result, error) { panic("being written") }
