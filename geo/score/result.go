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

// Flat is an indicator that has one value throughout a group and so cannot tell its areas apart: each scores the
// middle, 5. (One that is flat in every group is an error.)
type Flat struct {
	Indicator string
	Group     uint32
	Value     float64
}
