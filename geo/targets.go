package geo

// TargetRule is the rule that picks target areas, in numbers: what an area must meet, and how many are listed.
type TargetRule struct {
	MinIndex     float64  `json:"min_index,omitempty"`        // of the index
	MinDecile    int      `json:"min_decile,omitempty"`       // of the index, 10 = most at risk
	Hotspot      bool     `json:"hotspot,omitempty"`          // in a hotspot
	MinTopShare  float64  `json:"min_top_share,omitempty"`    // % of the draws of weights in which it is among the top
	BeyondM      int      `json:"beyond_m,omitempty"`         // further than this on foot from the nearest usable site of any of Kinds
	Kinds        []string `json:"kinds,omitempty"`            // those with a usable site
	AtMost       int      `json:"at_most,omitempty"`          // areas listed
	AtMostPeople int      `json:"at_most_people,omitempty"`   // in the areas listed
	OnePer       string   `json:"at_least_one_per,omitempty"` // geography of which each area has one listed, where one meets the rule
}

// NearMiss is an area that is no target and would be one if one thing about the rule were a little different.
type NearMiss struct {
	Code     string  `json:"code"`
	Name     string  `json:"name"`
	Parent   string  `json:"parent,omitempty"` // name in the first parent geography
	Index    float64 `json:"index"`
	People   float64 `json:"people,omitempty"`
	About    string  `json:"about"`  // what would have to differ: "at_most", "at_most_people", "reach", "index", "decile", "hotspot", "stability"
	Asked    float64 `json:"asked"`  // by the rule
	Needed   float64 `json:"needed"` // instead, for the area to be listed
	Sentence string  `json:"sentence"`
}
