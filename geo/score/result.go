package score

import "hotspotmap/geo"

// Result is the index and what it is made of, each column in the table's order.
type Result struct {
	Index      geo.Column   // "index", 0–10
	Components []geo.Column // "component_<id>", 0–10, in the recipe's order
	Rank       geo.Column   // "rank": 1 = most at risk; equal indexes share the lower number
	Decile     geo.Column   // "decile": 10 = most at risk
	Absences   []Absence    // one for each area that lacks a value of the recipe, in aid order
	Flat       []Flat       // groups in which an indicator is the same everywhere
}

// Absence lists the indicators an area has no value of.
type Absence struct {
	Position   int      // aid-1
	Indicators []string // in the recipe's order
	Share      float64  // of the recipe's weight that the index could use, 0 to 1
	Scored     bool     // whether that was enough for an index
}

// Flat is an indicator that has one value throughout a group, so that it cannot tell the group's areas apart: each of
// them scores the middle, 5.
type Flat struct {
	Indicator string
	Group     uint32
	Value     float64
}

// Error says what is wrong with a recipe or with the data it asks for.
type Error struct {
	Component string // id, when about one
	Indicator string // id, when about one
	Problem   string
	Remedy    string
}
