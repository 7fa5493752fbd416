package geo

// HotspotClass is the outcome of the test for one area.
type HotspotClass int8

const (
	Coldspot           HotspotClass = -1
	NotDistinguishable HotspotClass = 0 // from chance
	HotspotArea        HotspotClass = 1
)

// Cluster is a set of touching areas of one hotspot class.
type Cluster struct {
	Class    HotspotClass `json:"class"`
	Areas    []string     `json:"areas"` // codes, in code order
	People   float64      `json:"people,omitempty"`
	Sentence string       `json:"sentence"`
}

// Hotspots is the content of hotspots.json.
type Hotspots struct {
	Method     string    `json:"method"`     // "getis-ord-gi-star"
	Neighbours string    `json:"neighbours"` // "queen"
	SnapM      float64   `json:"snap_m"`     // how close two borders must be to count as touching
	FDR        float64   `json:"fdr"`        // false discovery rate of the Benjamini–Hochberg correction
	Tested     int       `json:"tested"`     // areas with a value and a neighbour
	Islands    []string  `json:"islands"`    // codes of areas without neighbours, which are not tested
	Hot        int       `json:"hot"`
	Cold       int       `json:"cold"`
	DarkNotHot int       `json:"dark_not_hot"` // in the top tenth of the index yet not distinguishable from chance
	Clusters   []Cluster `json:"clusters"`     // hot ones first, largest first
	Sentence   string    `json:"sentence"`
}

// Gap says who is beyond one walking distance of the nearest usable site of one kind.
type Gap struct {
	Kind     string      `json:"kind"`
	BeyondM  int         `json:"beyond_m"`
	Sites    int         `json:"sites"` // usable sites of the kind; 0 means reach is unknown, not that all are beyond
	Areas    int         `json:"areas"`
	OfAreas  int         `json:"of_areas"`
	People   float64     `json:"people,omitempty"`
	OfPeople float64     `json:"of_people,omitempty"`
	Parents  []ParentGap `json:"parents,omitempty"` // by area of the first parent geography, most in need out of reach first
	Sentence string      `json:"sentence"`

	// Who is out of reach, counted by the part of each area that is.
	PeopleOut   float64 `json:"people_out,omitempty"`
	NeedOut     float64 `json:"need_out,omitempty"` // people in need
	OfNeed      float64 `json:"of_need,omitempty"`
	OutSentence string  `json:"out_sentence,omitempty"`
}

// ParentGap is a gap's share in one parent area.
type ParentGap struct {
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	Areas   int     `json:"areas"`
	OfAreas int     `json:"of_areas"`
	People  float64 `json:"people,omitempty"`

	PeopleOut float64 `json:"people_out,omitempty"` // by the part of each area that is out of reach
	NeedOut   float64 `json:"need_out,omitempty"`
}

// Gaps is the content of gaps.json.
type Gaps struct {
	Geography string  `json:"geography"`
	Detour    float64 `json:"detour"` // walking distance = straight line × detour
	From      string  `json:"from"`   // what the distance is measured from: "a point inside each area"
	Limits    []int   `json:"limits_m"`
	Gaps      []Gap   `json:"gaps"` // kinds in order, and for each the limits in order
}

// Reason is one checkable statement about a target area.
type Reason struct {
	About    string  `json:"about"` // "index", "hotspot", "reach"
	Value    float64 `json:"value"`
	Sentence string  `json:"sentence"`
}

// Target is one target area with its reasons.
type Target struct {
	Rank     int      `json:"rank"` // 1 = first
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Parent   string   `json:"parent,omitempty"` // name in the first parent geography
	Index    float64  `json:"index"`
	People   float64  `json:"people,omitempty"`
	Sentence string   `json:"sentence"`
	Reasons  []Reason `json:"reasons"`
}

// Targets is the content of targets.json.
type Targets struct {
	Geography string   `json:"geography"`
	Rule      string   `json:"rule"`     // the rule in words
	Matching  int      `json:"matching"` // how many areas meet the rule; Targets may be fewer (at_most)
	Targets   []Target `json:"targets"`
	Sentence  string   `json:"sentence"`
}
