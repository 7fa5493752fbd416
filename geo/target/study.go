package target

import (
	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/hotspot"
	"hotspotmap/geo/score"
)

// Rule says which areas are targets: those that meet every condition.
type Rule struct {
	Hotspot bool     // in a hotspot
	BeyondM int      // further than this on foot from the nearest usable site of any of Kinds; 0 asks nothing
	Kinds   []string // those without a usable site are left out, and it is said
	AtMost  int      // how many to list; 0 = all
	Detour  float64  // walking distance = straight line × detour
}

// Study is what targets are picked from; slices of areas are in aid order.
type Study struct {
	Geography geo.Geography // its Singular and Plural are used in sentences
	Codes     []string
	Names     []string
	Parents   []string  // name of the area's parent in the first parent geography; nil when there is none
	People    []float64 // NaN where unknown; nil when unknown everywhere
	Score     score.Result
	Test      hotspot.Result
	Hotspots  geo.Hotspots
	Kinds     []access.Kind
	Distances []geo.Column // one a kind, from [access.Distances]
	Nearest   [][]int      // likewise
	Sites     []geo.Site
}
