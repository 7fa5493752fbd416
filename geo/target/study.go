package target

import (
	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/hotspot"
	"hotspotmap/geo/score"
)

// Rule says which areas are targets: those that meet every condition. How many of them are listed, and which, comes after: with OnePer
// the one with the highest index of each area of [Study.Per] comes first, then the others, each time the highest index first,
// as long as there are no more areas than AtMost and no more people than AtMostPeople. An area with too many people for what is left of
// those is passed over, and the next is looked at.
type Rule struct {
	MinIndex     float64  // an index of at least this; 0 asks nothing
	MinDecile    int      // in this decile of the index or a higher one, 10 being most at risk; 0 asks nothing
	Hotspot      bool     // in a hotspot
	FDR          float64  // the false discovery rate at which hotspots were named
	MinTopShare  float64  // among the top in at least this share of the draws of weights, in per cent; 0 asks nothing
	BeyondM      int      // further than this on foot from the nearest usable site of any of Kinds; 0 asks nothing
	Kinds        []string // those without a usable site are left out, and it is said
	Detour       float64  // walking distance = straight line × detour
	AtMost       int      // how many to list; 0 = all
	AtMostPeople int      // in those listed; 0 = any number
	OnePer       bool     // at least one in each area of Study.Per, where any meets the conditions
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
	Stability *score.Stability // nil when it was not measured
	Kinds     []access.Kind
	From      string       // what distances are measured from: "a point inside each area"
	Distances []geo.Column // one a kind, from [access.Distances]
	Nearest   [][]int      // likewise
	Sites     []geo.Site
	Per       Per // of which each area is to have a target, when the rule asks for that
}

// Per is a geography that the small areas make up.
type Per struct {
	Geography geo.Geography
	Parents   []uint32 // aid there by area, 0 for none
	Names     []string // by aid-1
}
