package access

import "hotspotmap/geo"

// Study is what gaps are computed from; slices of areas are in aid order.
type Study struct {
	Geography geo.Geography // its Singular and Plural are used in sentences
	Kinds     []Kind
	Distances []geo.Column // one a kind, from [Distances]
	Sites     []geo.Site
	LimitsM   []int
	Detour    float64
	From      string    // what the distance is measured from: "a point inside each area"
	People    []float64 // NaN where unknown; nil when unknown everywhere
	Parents   []uint32  // aid in the first parent geography, 0 for none; nil when there is no such geography

	ParentCodes []string // by parent aid-1
	ParentNames []string
}

// Gaps counts the areas and people beyond each limit of each kind.
func Gaps(s Study) geo.Gaps { panic("being written") }
