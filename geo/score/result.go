package score

import "hotspotmap/geo"

// Result is the index and what it is made of, each column in the table's order.
type Result struct {
	Index      geo.Column   // "index", 0–10
	Raw        *geo.Column  // "raw", the index on the recipe's own scale, higher = more at risk; nil where that is 0–10
	Components []geo.Column // "component_<id>", 0–10, in the recipe's order
	Rank       geo.Column   // "rank", by Raw where there is one: 1 = most at risk; equal ones share the lower number
	Decile     geo.Column   // "decile": 10 = most at risk
	Absent     []int        // how many of the indicators that have weight each area has no value of
	Flat       []Flat       // groups in which an indicator is the same everywhere
}

// Flat is an indicator that has one value throughout a group and so cannot tell its areas apart: each scores the
// middle of the scale. (One that is flat in every group is an error.)
type Flat struct {
	Indicator string
	Group     uint32
	Value     float64
}
