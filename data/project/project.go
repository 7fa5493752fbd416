package project

import (
	"path/filepath"
	"slices"

	"hotspotmap/geo"
)

// FormatVersion is the project format this code reads.
const FormatVersion = 1

// Project is what a map means. See the package comment for what holds of every Project that [Load] returns.
type Project struct {
	Path        string       `toml:"-"` // of the project file, as given to Load
	SHA256      string       `toml:"-"` // hex, of the file's bytes
	Format      int          `toml:"format"`
	Title       string       `toml:"title"`
	Place       string       `toml:"place"`  // the study area in sentences; default: what follows " in " in the title
	Notice      string       `toml:"notice"` // shown on every page
	SmallAreas  string       `toml:"small_areas"`
	Attribution string       `toml:"attribution"` // credit line; default: the sources' publishers and licences
	Geographies []Geography  `toml:"geography"`   // small areas first, then parents in the order written
	Tables      []Table      `toml:"table"`
	People      *People      `toml:"people"` // nil: areas are counted, not people
	Sites       []Sites      `toml:"-"`
	Postcodes   *Postcodes   `toml:"postcodes"`
	Conversions []Conversion `toml:"conversion"` // from older small areas to those of the project
	Index       Index        `toml:"-"`
	Stability   Stability    `toml:"stability"`
	Hotspots    Hotspots     `toml:"hotspots"`
	Reach       Reach        `toml:"reach"`
	Targets     Targets      `toml:"targets"`
	Siting      *Siting      `toml:"siting"` // nil: no next site is looked for
	Tiles       Tiles        `toml:"tiles"`
	Embed       Embed        `toml:"embed"`
	CRS         CRS          `toml:"crs"`

	sources string // folder that relative source paths start from
}

// Origin says where a source comes from. It is part of every table that names a file.
type Origin struct {
	Publisher string `toml:"publisher"`
	Licence   string `toml:"licence"`
	Period    string `toml:"period"`
	Vintage   string `toml:"vintage"`
}

// Geography is a [[geography]]: polygons in a file, or dissolved from the small areas through a lookup.
type Geography struct {
	ID       string `toml:"id"`
	Title    string `toml:"title"`    // default: the id
	Singular string `toml:"singular"` // default "area"
	Plural   string `toml:"plural"`   // default: singular + "s"
	File     string `toml:"file"`
	Code     string `toml:"code"`  // property that holds the code
	Name     string `toml:"name"`  // property that holds the name
	CRS      string `toml:"crs"`   // overrides what the file says; ogr2ogr converts from those this program does not read
	Layer    string `toml:"layer"` // of a file with several, such as a GeoPackage
	WKT      string `toml:"wkt"`   // of a table: the column with the shapes in well-known text
	Dissolve string `toml:"dissolve"`
	Lookup   Lookup `toml:"lookup"`
	Origin
}

// Lookup names the columns of a table that gives each small area its parent.
type Lookup struct {
	File string `toml:"file"`
	From string `toml:"from"` // column with the small area's code
	Code string `toml:"code"` // column with the parent's code
	Name string `toml:"name"` // column with the parent's name
	Layout
}

// Conversion is a [[conversion]]: a lookup that takes figures about areas of an older vintage, or of wards, to the small areas, at once
// or through a conversion described before it.
type Conversion struct {
	ID     string       `toml:"id"`     // of the older vintage, such as "lsoa11" or "ward22": what a table's codes names
	To     string       `toml:"to"`     // the small areas, or the id of a conversion above
	File   string       `toml:"file"`   // with a row for each pair of areas that share ground: an exact fit; of wards, a row a small area
	From   string       `toml:"from"`   // column with the older code
	Code   string       `toml:"code"`   // column with the code of To
	People *PeopleTable `toml:"people"` // of the older areas, to weight the mean of those that were merged; nil: a plain mean
	Layout
	Origin
}

// Table is a [[table]]: one file of indicators.
type Table struct {
	File       string      `toml:"file"`
	Title      string      `toml:"title"`
	Geography  string      `toml:"geography"`
	Code       string      `toml:"code"`   // column with the area's code
	Codes      string      `toml:"codes"`  // the conversion its codes need, when they are of an older vintage
	Covers     []string    `toml:"covers"` // beginnings of the codes it is about; elsewhere it is not applicable. Empty: all
	Indicators []Indicator `toml:"indicator"`
	Layout
	Origin
}

// Indicator is a [[table.indicator]]: a column, or a rate of two columns over the rows that Where selects.
type Indicator struct {
	ID             string              `toml:"id"`
	Title          string              `toml:"title"`
	Column         string              `toml:"column"`
	Numerator      ColumnNames         `toml:"numerator"`       // one column or several, which are added up
	Denominator    string              `toml:"denominator"`     // one number an area, repeated in each of its rows
	SumDenominator bool                `toml:"sum_denominator"` // the denominator is summed over the area's rows instead
	Where          map[string][]string `toml:"where"`           // column → accepted cells; every column must accept
	Counts         bool                `toml:"counts"`          // a number of things, which a conversion shares out; else it is a rate
	Unit           string              `toml:"unit"`            // "%" makes a rate × 100
	Higher         geo.Direction       `toml:"higher"`
	Decimals       *int                `toml:"decimals"` // nil: as many as the source has
	Flags          map[string]geo.Flag `toml:"flags"`    // cells that stand for a value, beside the usual ones

	// Shrink is a parent geography towards whose rate each area's is drawn, the more so the fewer people it rests on. The rate as
	// counted is kept beside it. "": rates are as counted.
	Shrink string `toml:"shrink"`
}

// People is [people]: the population of each small area.
type People struct {
	Table PeopleTable `toml:"table"`
	Origin
}

// PeopleTable names the file and columns of a population.
type PeopleTable struct {
	File   string              `toml:"file"`
	Code   string              `toml:"code"`
	Column string              `toml:"column"`
	Where  map[string][]string `toml:"where"`
	Layout
}

// Sites is a [[sites]]: one file of points of provision of one kind.
type Sites struct {
	ID       string       `toml:"id"`
	Kind     string       `toml:"kind"`
	Title    string       `toml:"title"`    // of the kind: "Libraries"
	Singular string       `toml:"singular"` // of the kind: "library"
	File     string       `toml:"file"`
	CRS      string       `toml:"crs"`      // of a GeoJSON, when it does not say
	Layer    string       `toml:"layer"`    // of a file with several, such as a GeoPackage
	Name     string       `toml:"name"`     // column
	Postcode string       `toml:"postcode"` // column; also the place of the site when no coordinates are given
	Lon      string       `toml:"lon"`      // column
	Lat      string       `toml:"lat"`      // column
	Easting  string       `toml:"easting"`  // column, EPSG:27700
	Northing string       `toml:"northing"` // column, EPSG:27700
	Closed   Closed       `toml:"closed"`
	Facts    []FactColumn `toml:"-"`
	Hours    []string     `toml:"hours"` // seven columns, Monday first, or fourteen, when each day opens and closes; becomes the fact "opening_hours"
	Breaks   Breaks       `toml:"breaks"`
	Access   geo.Access   `toml:"access"`
	Partial  bool         `toml:"partial"` // a list known to be incomplete: shown, never measured
	Capacity Capacity     `toml:"capacity"`

	// WKT is a column of points or areas in well-known text, in the system that CRS says or that its numbers tell.
	WKT string `toml:"wkt"`

	// Where selects rows: column, or tag of OpenStreetMap → the cells it accepts. Every column must accept.
	Where map[string][]string `toml:"where"`

	Layout
	Origin
}

// Capacity says how much a site offers, to divide among those in need around it. The zero value: it is not measured.
type Capacity struct {
	Fact  string `toml:"fact"`  // that holds a number, such as "pcs"; "opening_hours" counts the hours of a week
	Title string `toml:"title"` // "Public computers"
	Unit  string `toml:"unit"`  // "computers"
}

// Closed says which rows are sites that have closed. The zero value: none are.
type Closed struct {
	Column string   `toml:"column"`
	When   string   `toml:"when"`   // "not empty"
	Equals []string `toml:"equals"` // or one of these cells
}

// Breaks says where closings within the opening hours are told, such as lunch. The zero value: nowhere.
type Breaks struct {
	Column string            `toml:"column"`
	Cells  map[string]string `toml:"cells"` // what a cell says, exactly → when that is: "13:00-14:00", "Tu,We 13:00-13:30"; "off" if never
}

// FactColumn names the column that a fact is read from.
type FactColumn struct{ Key, Column string }

// Postcodes is [postcodes]: where each postcode is.
type Postcodes struct {
	File     string `toml:"file"`
	Postcode string `toml:"postcode"`
	Lon      string `toml:"lon"`
	Lat      string `toml:"lat"`
	Easting  string `toml:"easting"`
	Northing string `toml:"northing"`
	Layout
	Origin
}

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

// Tiles is [tiles].
type Tiles struct {
	Bands []Band `toml:"bands"` // by zoom, without hole or overlap
}

// Band says at which tile zooms a geography is drawn.
type Band struct {
	Geography string `toml:"geography"`
	Zooms     [2]int `toml:"zooms"` // first and last
}

// CRS is [crs]: how coordinates of the British National Grid are converted.
type CRS struct {
	OSTN15 string `toml:"ostn15"` // Ordnance Survey's grid, as a table or an NTv2 file; "" = its seven parameters, within 5 m
}

// Embed is [embed]: who may put the map in a frame.
type Embed struct {
	FrameAncestors []string `toml:"frame_ancestors"` // default: "*", anyone
}

// Resolve returns the project with relative source paths starting from a folder; "" is the project file's own.
func (p *Project) Resolve(sources string) *Project {
	resolved := *p
	resolved.sources = sources
	return &resolved
}

// SourcePath is where a file named by the project is on disk.
func (p *Project) SourcePath(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	folder := p.sources
	if folder == "" {
		folder = filepath.Dir(p.Path)
	}
	return filepath.Join(folder, filepath.FromSlash(file))
}

// Geography returns the geography with an id, and whether there is one.
func (p *Project) Geography(id string) (Geography, bool) {
	for _, g := range p.Geographies {
		if g.ID == id {
			return g, true
		}
	}
	return Geography{}, false
}

// Conversion returns the conversion with an id, and whether there is one.
func (p *Project) Conversion(id string) (Conversion, bool) {
	for _, c := range p.Conversions {
		if c.ID == id {
			return c, true
		}
	}
	return Conversion{}, false
}

// Files returns every source file the project names, each once, in the order they are read.
func (p *Project) Files() []string {
	var files []string
	add := func(file string) {
		if file != "" && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	for _, g := range p.Geographies {
		add(g.File)
		add(g.Lookup.File)
	}
	for _, c := range p.Conversions {
		add(c.File)
		if c.People != nil {
			add(c.People.File)
		}
	}
	for _, t := range p.Tables {
		add(t.File)
	}
	if p.People != nil {
		add(p.People.Table.File)
	}
	if p.Postcodes != nil {
		add(p.Postcodes.File)
	}
	for _, s := range p.Sites {
		add(s.File)
	}
	add(p.CRS.OSTN15)
	return files
}

// Measured reports whether reach is measured to sites of a kind. It is not to candidates, which are not sites yet, nor to a
// kind of which a list is known to be incomplete: the distance to the nearest site on it says nothing.
func (p *Project) Measured(kind string) bool {
	return kind != geo.KindCandidate && !slices.ContainsFunc(p.Sites, func(s Sites) bool { return s.Kind == kind && s.Partial })
}

// Parents returns the geographies dissolved from the small areas.
func (p *Project) Parents() []Geography { return p.Geographies[1:] }
