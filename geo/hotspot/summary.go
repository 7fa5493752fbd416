package hotspot

import "hotspotmap/geo"

// Study is what a summary is about, in aid order.
type Study struct {
	Geography  geo.Geography // its Singular and Plural are used in sentences
	Codes      []string
	Names      []string
	Parents    []string  // name of the area's parent in the first parent geography; nil when there is none
	People     []float64 // NaN where unknown; nil when unknown everywhere
	Index      geo.Column
	Decile     geo.Column // 10 = most at risk
	Neighbours geo.Neighbours
	Rule       string  // "queen"
	SnapM      float64 // how close two borders must be to count as touching
	FDR        float64
}

// Summarise puts the outcome of the test into words.
func Summarise(s Study, r Result, classes []geo.HotspotClass) geo.Hotspots { panic("being written") }
