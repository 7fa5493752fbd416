package geo

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
	About    string  `json:"about"` // "index", "hotspot", "stability", "reach", "parent"
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
	Geography  string     `json:"geography"`
	Rule       string     `json:"rule"`       // the rule in words
	Conditions TargetRule `json:"conditions"` // the rule in numbers
	Matching   int        `json:"matching"`   // how many areas meet the rule; Targets may be fewer
	Targets    []Target   `json:"targets"`
	NearMisses []NearMiss `json:"near_misses"` // the next in line, then by what they miss
	Sentence   string     `json:"sentence"`
}
