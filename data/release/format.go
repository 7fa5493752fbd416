package release

import "hotspotmap/geo"

// FormatVersion is the version of the release format this code writes and reads.
const FormatVersion = 1

// Manifest describes a release: what it holds, where it came from, and the SHA-256 of every other file in it. The
// release's id is the SHA-256 of the manifest's bytes, so nothing in it may depend on the clock or the machine.
type Manifest struct {
	Format      int             `json:"format"`
	Title       string          `json:"title"`
	Place       string          `json:"place"`            // "Birmingham": the study area in sentences
	Notice      string          `json:"notice,omitempty"` // shown on every page: "Synthetic data: …"
	Headline    string          `json:"headline"`         // the one computed sentence the page opens with
	Attribution string          `json:"attribution"`      // credit line, shown on every map
	Code        string          `json:"code"`             // version of the program
	Project     string          `json:"project"`          // SHA-256 of the project file
	Run         string          `json:"run"`              // id of the analysis
	SmallAreas  string          `json:"small_areas"`      // the geography that is scored
	Geographies []geo.Geography `json:"geographies"`      // small areas first, then parents in the project's order
	Bounds      [4]float64      `json:"bounds"`           // west, south, east, north
	People      int64           `json:"people,omitempty"` // in the study area; 0 when unknown
	Columns     []ColumnInfo    `json:"columns"`
	Components  []Component     `json:"components"`
	Normalise   string          `json:"normalise"` // "minmax", "zscore", "rank" or "imd"
	Aggregate   string          `json:"aggregate"` // "arithmetic" or "geometric"

	// MinimumPresent is the share of the index's weight that an area must have a value for; 0 in releases that do not say.
	MinimumPresent float64  `json:"minimum_present,omitempty"`
	OutOf          float64  `json:"out_of,omitempty"` // what the components' weights are shares of in the raw score; 0 = their sum
	Presets        []Preset `json:"presets,omitempty"`

	Hotspots  HotspotParams `json:"hotspots"`
	Reach     Reach         `json:"reach"`
	SiteKinds []SiteKind    `json:"site_kinds"`
	Tilesets  []Tileset     `json:"tilesets"`
	Sources   []geo.Source  `json:"sources"`
	Files     []File        `json:"files"` // every other file, by path
}

// Role says what a column is for, so that a page can offer the right ones.
type Role string

const (
	RoleIndex     Role = "index"      // 0–10, 10 = most at risk
	RoleComponent Role = "component"  // 0–10, 10 = most at risk
	RoleIndicator Role = "indicator"  // as published
	RoleRaw       Role = "raw"        // an index on its own scale, higher = more at risk
	RoleRankRange Role = "rank_range" // a quantile of the ranks that other weights give
	RoleTopShare  Role = "top_share"  // of draws of the weights, %, that put the area among the most at risk
	RoleRank      Role = "rank"       // 1 = most at risk
	RoleDecile    Role = "decile"     // 10 = most at risk
	RoleHotspot   Role = "hotspot"    // -1, 0, 1: geo.HotspotClass
	RoleHotspotP  Role = "hotspot_p"  // adjusted two-sided p of the test
	RoleHotspotZ  Role = "hotspot_z"  // Gi* as a z-score
	RoleDistance  Role = "distance"   // straight line to the nearest usable site of Kind, metres
	RoleReach     Role = "reach"      // people within a walking distance of a usable site of Kind, %
	RoleCapacity  Role = "capacity"   // what sites of Kind offer for 1,000 people in need
	RolePeople    Role = "people"
	RoleTarget    Role = "target"        // 0 or the rank in targets.json
	RoleShare     Role = "hotspot_share" // of a parent's areas, %

	// RoleHotspotBin is how strong a hotspot is, -3 to 3: 2 is the false discovery rate, 1 twice it and 3 a fifth of it.
	RoleHotspotBin Role = "hotspot_bin"
	// RoleLISA is 0, or the geo.Quadrant of an area whose local Moran's I is significant.
	RoleLISA  Role = "lisa"
	RoleLISAI Role = "lisa_i" // local Moran's I
	RoleLISAP Role = "lisa_p" // adjusted two-sided p of it
	// RoleConversion says what became of each area since an older vintage: 0 unchanged, 1 split, 2 merged, 3 complex.
	RoleConversion Role = "conversion"
	// RoleConversionFrom and RoleConversionTo say how many older areas that change was of, and how many areas they became.
	RoleConversionFrom Role = "conversion_from"
	RoleConversionTo   Role = "conversion_to"
)

// ColumnInfo describes one file under columns/.
type ColumnInfo struct {
	geo.Indicator
	Geography string      `json:"geography"`
	Role      Role        `json:"role"`
	Kind      string      `json:"kind,omitempty"`      // of site, for distances
	Preset    string      `json:"preset,omitempty"`    // id of the preset an index, a rank or a raw score is of; empty: of the index itself
	Component string      `json:"component,omitempty"` // id of the component an indicator belongs to
	Weight    float64     `json:"weight,omitempty"`    // of the indicator in its component
	Note      string      `json:"note,omitempty"`      // how it was made, when not as published
	Unshrunk  string      `json:"unshrunk,omitempty"`  // column with the rates as counted, of an indicator whose rates are drawn towards a parent's
	Converted string      `json:"converted,omitempty"` // column that says how each value came from an older vintage's
	Counts    Counts      `json:"counts"`
	Min       float64     `json:"min"`
	Max       float64     `json:"max"`
	Mean      float64     `json:"mean"`
	Classes   []geo.Class `json:"classes,omitempty"` // for the map and its legend; absent for ranks and the like
}

// Counts says how many areas have a value, and why the others have none.
type Counts struct {
	Present       int `json:"present"`
	Missing       int `json:"missing,omitempty"`
	Suppressed    int `json:"suppressed,omitempty"`
	NotApplicable int `json:"not_applicable,omitempty"`
	Rejected      int `json:"rejected,omitempty"`
}

// Component is one group of indicators in the index.
type Component struct {
	ID      string            `json:"id"`
	Title   string            `json:"title"`
	Weight  float64           `json:"weight"`
	Weights []IndicatorWeight `json:"indicators"`
}

// Preset is another way to make the index, beside it: columns index_<id>, rank_<id> and, where its scale is not 0–10, index_<id>_raw.
type Preset struct {
	ID             string      `json:"id"`
	Title          string      `json:"title"`
	Normalise      string      `json:"normalise"`
	Aggregate      string      `json:"aggregate"`
	MinimumPresent float64     `json:"minimum_present"`
	OutOf          float64     `json:"out_of,omitempty"`
	Components     []Component `json:"components"` // those that have weight
}

// IndicatorWeight is an indicator's weight in its component, in the order the index adds them.
type IndicatorWeight struct {
	Indicator string  `json:"indicator"`
	Weight    float64 `json:"weight"`
}

// HotspotParams are the parameters of the hotspot test.
type HotspotParams struct {
	Neighbours   string  `json:"neighbours"` // "queen", "rook", "distance" or "nearest"
	DistanceM    float64 `json:"distance_m,omitempty"`
	Nearest      int     `json:"nearest,omitempty"`
	LinkIslands  bool    `json:"link_islands,omitempty"`
	SnapM        float64 `json:"snap_m"`
	Weights      string  `json:"weights"` // "row" or "binary"
	FDR          float64 `json:"false_discovery_rate"`
	Permutations int     `json:"permutations"`
	Seed         int     `json:"seed"`
}

// Reach holds the walking distances that count as within reach.
type Reach struct {
	LimitsM []int    `json:"limits_m"`       // ascending
	Detour  float64  `json:"detour"`         // walking distance = straight line × detour
	From    string   `json:"from,omitempty"` // "postcodes", or "inside" (also when absent): a point in each area
	Need    string   `json:"need,omitempty"` // column that weights people by need: the index, or one in per cent
	Any     *AnyKind `json:"any,omitempty"`  // kinds of which any will do; absent when none are measured together
}

// AnyKind is several kinds of site taken together.
type AnyKind struct {
	Kind     string   `json:"kind"` // what they are called in columns and results: "any"
	Singular string   `json:"singular"`
	Of       []string `json:"of"`
}

// SiteKind counts the sites of one kind.
type SiteKind struct {
	Kind       string `json:"kind"`
	Title      string `json:"title"`    // "Libraries"
	Singular   string `json:"singular"` // "library"
	Usable     int    `json:"usable"`
	Restricted int    `json:"restricted,omitempty"`
	Closed     int    `json:"closed,omitempty"`
	Partial    bool   `json:"partial,omitempty"` // a list known to be incomplete: reach is not measured to it
}

// Tileset describes one .pmtiles file.
type Tileset struct {
	ID      string     `json:"id"` // "areas", "hotspots", "sites"
	Title   string     `json:"title"`
	MinZoom int        `json:"minzoom"`
	MaxZoom int        `json:"maxzoom"`
	Bounds  [4]float64 `json:"bounds"`
	Layers  []Layer    `json:"layers"`
}

// Layer is one layer of a tileset; its id is a geography's, or "sites".
type Layer struct {
	ID      string            `json:"id"`
	Title   string            `json:"title"`
	MinZoom int               `json:"minzoom"`
	MaxZoom int               `json:"maxzoom"`
	Fields  map[string]string `json:"fields"`             // name → "String", "Number" or "Boolean"; empty for areas
	LeftOut string            `json:"left_out,omitempty"` // which fields tiles of which zooms lack, so that they are not too large, in sentences
}

// File is one file of a release.
type File struct {
	Path   string `json:"path"` // slash-separated, relative to the release
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Areas is geographies/<id>.json: the areas of one geography, columnar, in aid order.
type Areas struct {
	ID      string              `json:"id"`
	Codes   []string            `json:"codes"`
	Names   []string            `json:"names"`
	Parents map[string][]uint32 `json:"parents"` // parent geography → aid there, 0 for none
	Lon     []float64           `json:"lon"`     // of a point inside the area
	Lat     []float64           `json:"lat"`
	BBox    []float64           `json:"bbox"`             // west, south, east, north of each area, flat: 4 × len(Codes)
	People  []*int64            `json:"people,omitempty"` // nil where unknown; absent when unknown everywhere
}

// Search is search.json: what a person may type, sorted for prefix look-up.
type Search struct {
	Areas     []AreaKey     `json:"areas"`     // by Key, then geography and aid
	Postcodes []PostcodeKey `json:"postcodes"` // by Postcode
}

// AreaKey finds an area by a folded name or code. One area has several keys.
type AreaKey struct {
	Key       string `json:"k"` // FoldKey of the name or the code
	Geography string `json:"g"`
	AID       uint32 `json:"a"`
}

// PostcodeKey finds the small area of a postcode.
type PostcodeKey struct {
	Postcode string  `json:"p"` // upper case without space: "B11AA"
	AID      uint32  `json:"a"` // 0 when outside the study area
	Lon      float64 `json:"x"`
	Lat      float64 `json:"y"`
}
