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
