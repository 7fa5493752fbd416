package geo

// HotspotClass is the outcome of the test for one area.
type HotspotClass int8

const (
	Coldspot           HotspotClass = -1
	NotDistinguishable HotspotClass = 0 // from chance
	HotspotArea        HotspotClass = 1
)

// Quadrant says how an area, named first, and its neighbours lie to the mean.
type Quadrant int8

const (
	NoQuadrant Quadrant = 0
	LowLow     Quadrant = 1
	LowHigh    Quadrant = 2
	HighLow    Quadrant = 3
	HighHigh   Quadrant = 4
)

// QuadrantCounts counts areas by quadrant.
type QuadrantCounts struct {
	HighHigh int `json:"high_high"`
	LowLow   int `json:"low_low"`
	LowHigh  int `json:"low_high"`
	HighLow  int `json:"high_low"`
}

// Cluster is a set of touching areas of one hotspot class.
type Cluster struct {
	Class    HotspotClass `json:"class"`
	Name     string       `json:"name"`  // "Lozells and Newtown", different from those of the others of its class
	Areas    []string     `json:"areas"` // codes, in code order
	People   float64      `json:"people,omitempty"`
	Sentence string       `json:"sentence"`
}

// Moran is global Moran's I: 1 at most or thereabouts where like values lie together, −1/(n−1) expected of chance, below it where
// unlike ones do. Z and P are under randomisation, P two-sided.
type Moran struct {
	I              float64 `json:"i"`
	Expected       float64 `json:"expected"`
	Variance       float64 `json:"variance"`
	Z              float64 `json:"z"`
	P              float64 `json:"p"`
	VarianceNormal float64 `json:"variance_normal"` // if the values were drawn from a normal distribution
	ZNormal        float64 `json:"z_normal"`
	PNormal        float64 `json:"p_normal"`
	PPermuted      float64 `json:"p_permuted,omitempty"` // by dealing the values at random; absent without permutations
	Areas          int     `json:"areas"`
	Links          int     `json:"links"` // from an area to a neighbour, each way counted
}

// Hotspots is the content of hotspots.json.
type Hotspots struct {
	Method     string   `json:"method"`               // "getis-ord-gi-star"
	Null       string   `json:"null"`                 // what chance would be, in words
	Neighbours string   `json:"neighbours"`           // "queen", "rook", "distance" or "nearest"
	SnapM      float64  `json:"snap_m"`               // how close two borders must be to count as touching
	DistanceM  float64  `json:"distance_m,omitempty"` // with "distance": between points inside the areas
	Nearest    int      `json:"nearest,omitempty"`    // with "nearest": how many
	Weights    string   `json:"weights"`              // "row" or "binary", for Moran's I
	FDR        float64  `json:"fdr"`                  // false discovery rate of the Benjamini–Hochberg correction
	Tested     int      `json:"tested"`               // areas with a value and a neighbour
	Islands    []string `json:"islands"`              // codes of areas without neighbours, which are not tested
	Linked     []string `json:"linked,omitempty"`     // codes of those that would be, had they not been linked to the nearest area
	Hot        int      `json:"hot"`
	Cold       int      `json:"cold"`
	DarkNotHot int      `json:"dark_not_hot"` // in the top tenth of the index yet not distinguishable from chance
	HotNotTop  int      `json:"hot_not_top"`  // hotspots that are not in the top tenth themselves
	OnTheEdge  int      `json:"on_the_edge"`  // whose p is within a tenth of FDR, so that other draws might decide otherwise

	// Bins are the adjusted p of the bins 1, 2 and 3, the second being the false discovery rate; HotBins and ColdBins say how
	// many areas are in each.
	Bins     [3]float64 `json:"bins"`
	HotBins  [3]int     `json:"hot_bins"`
	ColdBins [3]int     `json:"cold_bins"`

	// Permutations is how often values were dealt to the neighbours of each area, Draws to areas with their neighbours, which is what p
	// is of. Without either, p is that of the normal distribution.
	Permutations int    `json:"permutations"`
	Draws        int    `json:"draws"`
	Seed         uint64 `json:"seed"`
	HotNormal    int    `json:"hot_normal"` // hotspots there would be by p of the normal distribution
	Confirmed    int    `json:"confirmed"`  // hotspots that also pass by dealing with their own value kept; see Check
	Check        string `json:"check,omitempty"`

	Quadrants QuadrantCounts `json:"quadrants"` // of areas whose local Moran's I is significant at the same rate
	Moran     *Moran         `json:"moran,omitempty"`
	Pattern   string         `json:"pattern,omitempty"` // Moran's I in a sentence

	Clusters []Cluster `json:"clusters"` // hot ones first, largest first
	Sentence string    `json:"sentence"`
}
