package geo

// Week is the content of week.json: how reach changes over the hours of the week, how much provision there is for those in need, and how
// evenly reach is shared. It is measured from the same points and sites as the gaps.
type Week struct {
	Geography   string      `json:"geography"`
	From        string      `json:"from"`    // what distances are measured from: "each neighbourhood’s postcodes"
	Points      int         `json:"points"`  // how many those are
	Without     int         `json:"without"` // areas without any, which are measured from a point inside
	Detour      float64     `json:"detour"`
	Need        string      `json:"need,omitempty"` // what the number of people in need is: "people × index ÷ 10"
	People      float64     `json:"people,omitempty"`
	OfNeed      float64     `json:"of_need,omitempty"`
	NeedUnknown int         `json:"need_unknown,omitempty"` // areas whose need is not known
	Reach       []WeekReach `json:"reach"`                  // kinds in order, and for each the limits in order
	Curves      []Curve     `json:"curves,omitempty"`       // of each kind that has a usable site, where people are known
	Capacity    []Capacity  `json:"capacity,omitempty"`
	Equity      []Equity    `json:"equity,omitempty"`
}

// WeekReach says who is within one walking distance of a site of one kind that is open, at each full hour of the week.
type WeekReach struct {
	Kind   string  `json:"kind"`
	LimitM int     `json:"limit_m"`
	Sites  int     `json:"sites"` // usable sites of the kind
	Timed  int     `json:"timed"` // of them, those whose hours are known; the others are open at no hour here
	Any    InReach `json:"any"`   // in reach of any usable site, whatever its hours

	// By hour from Monday at midnight, 168 of each.
	Open   []int `json:"open"`             // sites
	Areas  []int `json:"areas"`            // with at least half of their points in reach
	People []int `json:"people,omitempty"` // absent where people are not known
	Need   []int `json:"need,omitempty"`   // people in need

	Best     *Hour  `json:"best,omitempty"` // with most in reach, the first of several; absent when nobody is at any hour
	Sentence string `json:"sentence"`
}

// InReach counts who is in reach.
type InReach struct {
	Areas  int     `json:"areas"`
	People float64 `json:"people,omitempty"`
	Need   float64 `json:"need,omitempty"`
}

// Curve says how many people live within each walking distance of a usable site of one kind.
type Curve struct {
	Kind        string    `json:"kind"`
	Metres      []int     `json:"metres"` // ascending
	People      []float64 `json:"people"` // in per cent of all, by distance
	Need        []float64 `json:"need,omitempty"`
	HalfM       int       `json:"half_m"` // within which half of all people live
	NineTenthsM int       `json:"nine_tenths_m"`
	Sentence    string    `json:"sentence"`
}

// Capacity says how much a kind of site offers for each person in need near it.
type Capacity struct {
	Kind     string  `json:"kind"`
	Column   string  `json:"column"` // of the amount for 1,000 people in need
	Title    string  `json:"title"`  // "Public computers"
	Unit     string  `json:"unit"`   // "computers"
	Sites    int     `json:"sites"`  // usable sites of the kind
	Known    int     `json:"known"`  // of them, those whose capacity is known
	Supply   float64 `json:"supply"` // of those
	Unused   float64 `json:"unused,omitempty"`
	Bands    []Band  `json:"bands"`
	Mean     float64 `json:"mean"`           // for 1,000 people in need, everywhere
	None     float64 `json:"none,omitempty"` // people in need who have none in the last band
	Sentence string  `json:"sentence"`
}

// Band is a ring of walking distances around a site and the weight of those who live in it.
type Band struct {
	UpToM  int     `json:"up_to_m"`
	Weight float64 `json:"weight"`
}

// Equity says how reach or capacity is shared among people by need.
type Equity struct {
	Kind          string   `json:"kind"`
	LimitM        int      `json:"limit_m,omitempty"` // 0 for capacity
	Column        string   `json:"column"`            // what is shared
	People        float64  `json:"people"`
	Mean          float64  `json:"mean"`                    // of the column, over all of them
	TenthMean     float64  `json:"tenth_mean"`              // over the tenth of them most in need
	Concentration *float64 `json:"concentration,omitempty"` // absent when nobody has any
	Sentence      string   `json:"sentence"`
}
