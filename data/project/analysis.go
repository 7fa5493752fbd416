package project

// Index is [index]: how indicators become one number.
type Index struct {
	Normalise      string      `toml:"normalise"`       // "minmax", "zscore", "rank" (percentile) or "imd" (exponential)
	Aggregate      string      `toml:"aggregate"`       // "arithmetic" or "geometric"
	MinimumPresent float64     `toml:"minimum_present"` // share of the weight that must have a value, 0–1; default 0.6
	OutOf          float64     `toml:"out_of"`          // see Preset.OutOf
	Within         string      `toml:"within"`          // parent geography: beside the index of all, one scaled inside each of its areas; "" = none
	Presets        []string    `toml:"presets"`         // ready-made ways to make the index, shown beside it: see ReadyPresets
	Own            []Preset    `toml:"preset"`          // ways of the project's own
	Components     []Component `toml:"-"`
}

// Component is an [[index.component]].
type Component struct {
	ID         string            `toml:"id"`
	Title      string            `toml:"title"`
	Weight     float64           `toml:"weight"` // 0–10
	About      string            `toml:"about"`  // "access", "skills": which of the presets of that name it is in
	Indicators []IndicatorWeight `toml:"-"`      // in the order written, which is the order they are added in
}

// IndicatorWeight is the weight of an indicator in its component, 0–10.
type IndicatorWeight struct {
	Indicator string
	Weight    float64
}

// Hotspots is [hotspots].
type Hotspots struct {
	Neighbours   string  `toml:"neighbours"`   // one of the Neighbours constants
	DistanceM    float64 `toml:"distance_m"`   // with "distance"
	Nearest      int     `toml:"nearest"`      // with "nearest"
	LinkIslands  bool    `toml:"link_islands"` // an area without neighbours and the nearest one are each other's
	SnapM        float64 `toml:"snap_m"`
	Weights      string  `toml:"weights"` // "row" or "binary", for Moran's I
	FDR          float64 `toml:"false_discovery_rate"`
	Permutations int     `toml:"permutations"` // 0: none
	Seed         int     `toml:"seed"`         // of the permutations
}

// Who is whose neighbour in the hotspot test.
const (
	NeighboursQueen    = "queen"    // areas that share at least a point
	NeighboursRook     = "rook"     // areas that share a border
	NeighboursDistance = "distance" // areas with points inside them at most DistanceM apart
	NeighboursNearest  = "nearest"  // the areas with the nearest points inside them, so many
)

// Reach is [reach].
type Reach struct {
	Metres   []int       `toml:"metres"`   // ascending
	Detour   float64     `toml:"detour"`   // walking distance = straight line × detour
	From     string      `toml:"from"`     // where people are taken to live: "inside", one point in each area, or "postcodes", those in it
	Need     string      `toml:"need"`     // what weights people by need: "index", or an indicator in per cent
	Together []string    `toml:"together"` // kinds of site any of which will do, measured beside each by itself; none: not measured
	Bands    []ReachBand `toml:"bands"`    // for capacity; ascending
}

// ReachBand is a ring of walking distances around a site, and the weight of those who live in it.
type ReachBand struct {
	UpToM  int     `toml:"up_to"`
	Weight float64 `toml:"weight"` // above 0, to 1
}

// AnyKind is what the kinds of Reach.Together are called as one; NeedIndex is the need that is the index.
const (
	AnyKind   = "any"
	NeedIndex = "index"
)

// The places that reach can be measured from.
const (
	FromInside    = "inside"
	FromPostcodes = "postcodes"
)
