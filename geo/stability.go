package geo

// Stability is the content of stability.json: how far the ranking depends on choices that could have been made otherwise.
type Stability struct {
	Geography      string   `json:"geography"`
	Draws          int      `json:"draws"` // of the weights
	Seed           uint64   `json:"seed"`
	Spread         float64  `json:"spread"`         // standard deviation of a weight of average size, as a share of it
	Normalisations []string `json:"normalisations"` // tried in turn, draw by draw
	Top            int      `json:"top"`            // how many areas are called the most at risk
	Scored         int      `json:"scored"`         // areas with an index, which are those ranked
	Robust         int      `json:"robust"`         // areas among the top in at least 95 % of the draws
	Depends        int      `json:"depends"`        // in some
	Never          int      `json:"never"`          // in none
	Sentence       string   `json:"sentence"`

	Alternatives []Alternative `json:"alternatives"` // one thing changed at a time
	Drivers      Drivers       `json:"drivers"`
	Correlations []Correlation `json:"correlations"` // of each two indicators that can be compared
	Warnings     []string      `json:"warnings"`     // indicators that say nearly the same, or the opposite
}

// Alternative is what becomes of the ranking when one thing about the index is changed.
type Alternative struct {
	Change   string   `json:"change"`             // in words: "Without “Income”"
	Areas    int      `json:"areas"`              // with an index both ways
	Shift    float64  `json:"shift"`              // places an area moves, on average
	Left     int      `json:"left"`               // of the top areas, those no longer among them
	Spearman *float64 `json:"spearman,omitempty"` // between both rankings; absent where they cannot be compared
}

// Drivers says which choices move the ranking most, by their Sobol indices.
type Drivers struct {
	Areas   int      `json:"areas"`   // ranked: a sample where there are many
	Samples int      `json:"samples"` // of the inputs
	Inputs  []Driver `json:"inputs"`
}

// Driver is the share of the movement that one choice brings about.
type Driver struct {
	Input      string  `json:"input"`       // in words: "Weight of Skills", "How indicators are put on one scale"
	First      float64 `json:"first"`       // by itself
	FirstError float64 `json:"first_error"` // standard error of the estimate
	Total      float64 `json:"total"`       // with all it does together with others
	TotalError float64 `json:"total_error"`
}

// Correlation is how closely two indicators go together, both turned so that higher is more at risk.
type Correlation struct {
	A        string  `json:"a"` // indicator
	B        string  `json:"b"`
	Areas    int     `json:"areas"` // with a value of both
	Pearson  float64 `json:"pearson"`
	Spearman float64 `json:"spearman"`
}
