package geo

// Siting is the content of siting.json: which candidate buildings would bring most people in need into reach of a kind of site.
// People and people in need are numbers to one decimal, as a candidate may reach a part of an area's; an area counts when it does.
type Siting struct {
	Geography  string        `json:"geography"`
	Kind       string        `json:"kind"`               // of site: "wifi"
	WithinM    int           `json:"within_m"`           // on foot
	Detour     float64       `json:"detour"`             // walking distance = straight line × detour
	Hour       string        `json:"hour,omitempty"`     // "tue-18": reach is of what is open then; absent at any time
	From       string        `json:"from"`               // what the distance is measured from
	NeedOf     string        `json:"need_of"`            // what a person in need is: "people × index ÷ 10"
	Sites      int           `json:"sites"`              // of the kind that count today
	Total      InReach       `json:"total"`              // of the areas whose need is known
	Unknown    int           `json:"unknown"`            // areas whose need is not known, which count for nothing
	Before     InReach       `json:"before"`             // in reach today
	Evenness   *Evenness     `json:"evenness,omitempty"` // of reach today; absent where nobody is counted
	AtMost     int           `json:"at_most"`            // how many sites were asked for
	Candidates []Candidate   `json:"candidates"`         // each by itself, most people in need first
	Plans      []SitingPlan  `json:"plans"`              // the best one, the best two and so on, while one more adds anybody
	Checks     []SitingCheck `json:"checks"`             // whether the best one stays the best
	Sentences  []string      `json:"sentences"`          // what was left out, what the checks found
	Notice     string        `json:"notice,omitempty"`   // the project's own, such as that the candidates are stand-ins
	Sentence   string        `json:"sentence"`
}

// Evenness says how reach is shared among people from the least in need to the most, in per cent of them.
type Evenness struct {
	Mean          float64  `json:"mean"`                    // of everyone
	TenthMean     float64  `json:"tenth_mean"`              // of the tenth most in need
	Concentration *float64 `json:"concentration,omitempty"` // index by need, −1 to 1; absent when nobody is in reach
}

// Candidate is what one building by itself would bring into reach.
type Candidate struct {
	Rank int     `json:"rank"` // 1 = most people in need; equals share the lower number
	Site string  `json:"site"` // Site.ID
	Name string  `json:"name"`
	Area string  `json:"area"` // code of the area it lies in
	Gain InReach `json:"gain"`
}

// SitingPlan is the best set of a number of sites.
type SitingPlan struct {
	Sites    []string     `json:"sites"` // Site.ID
	Names    []string     `json:"names"`
	Gain     InReach      `json:"gain"`
	Bound    float64      `json:"bound"` // no set of as many sites brings more people in need
	Proven   bool         `json:"proven"`
	Gains    []SitingArea `json:"gains"`              // areas in which anybody gains, most people in need first
	Left     InReach      `json:"left"`               // still out of reach
	LeftMost []SitingArea `json:"left_most"`          // the areas with most people in need among those, at most ten
	Evenness *Evenness    `json:"evenness,omitempty"` // of reach with the plan
	Sentence string       `json:"sentence"`
}

// SitingArea is an area and how many of its people a plan brings into reach, or leaves out of it.
type SitingArea struct {
	Code   string  `json:"code"`
	Name   string  `json:"name"`
	Parent string  `json:"parent,omitempty"` // name in the first parent geography
	People float64 `json:"people"`
	Need   float64 `json:"need"`
}

// SitingCheck is the choice of one site made again with something else assumed.
type SitingCheck struct {
	About string `json:"about"` // "distance" or "weights"
	Title string `json:"title"` // "600 m on foot"
	Site  string `json:"site"`  // the best one then; "" when none brings anybody
	Name  string `json:"name"`
	Rank  int    `json:"rank"` // then, of the one that is best otherwise
}
