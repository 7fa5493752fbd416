package table

import (
	"maps"
	"slices"

	"hotspotmap/geo"
)

// Layout says where in a file its table is. The zero value: on the only sheet that has the columns, with the header in the first
// row that names them all.
type Layout struct {
	Sheet     string // of a workbook
	HeaderRow int    // line of the column names, 1-based
}

// Where selects rows: for each column, the cells it accepts. Every column must accept.
type Where map[string][]string

// Spec says which columns of a table hold which indicators.
type Spec struct {
	Code       string // column with the area's code
	Geography  string // for messages: "lsoa21"
	Layout     Layout
	Indicators []IndicatorSpec
}

// columns are the columns a table must have.
func (s Spec) columns() []string {
	names := []string{s.Code}
	for _, i := range s.Indicators {
		names = append(names, i.Column, i.Denominator)
		names = append(names, i.Numerators...)
		names = slices.AppendSeq(names, maps.Keys(i.Where))
	}
	return names
}

// IndicatorSpec says how one indicator is read. Either Column, or Numerators and mostly Denominator, is set.
type IndicatorSpec struct {
	Indicator      geo.Indicator       // its Decimals are ignored
	Decimals       *int                // nil: as many as the source has, at most 4; rates 2
	Column         string              // a value as published
	Numerators     []string            // added up, over the rows that Where selects too
	Denominator    string              // one number an area, the same in each of its rows
	SumDenominator bool                // the denominator is summed over all rows of the area instead
	Where          Where               // nil: every row
	Flags          map[string]geo.Flag // marks that stand for a value, beside [Marks]

	// Shares makes something else of the counts of all areas than their plain quotients: shares, 0 to 1, NaN where there is none. Counts are
	// NaN where unknown. The plain rates are then returned as well, in a column of their own: see [PlainID]. Nil: the plain rates only.
	Shares func(numerator, denominator []float64) []float64 `json:"-"`
}

// PlainID is the id of the column of an indicator's rates as they were counted.
func PlainID(indicator string) string { return indicator + "_unshrunk" }

// LookupSpec names the columns that give each small area its parent.
type LookupSpec struct {
	From, Code, Name string
	Layout           Layout
	Geography        string // the small areas' id, for messages
}

func (s LookupSpec) columns() []string { return []string{s.From, s.Code, s.Name} }

// LinksSpec names the columns that say which areas of an older vintage share ground with which small areas.
type LinksSpec struct {
	From, Code string
	Layout     Layout
	Geography  string // the small areas' id, for messages
}

func (s LinksSpec) columns() []string { return []string{s.From, s.Code} }

// PeopleSpec names the columns of a population: one row an area once Where has selected.
type PeopleSpec struct {
	Code, Column string
	Where        Where
	Layout       Layout
	Geography    string // for messages
}

// PostcodesSpec names the columns that place postcodes: Lon and Lat, or Easting and Northing.
type PostcodesSpec struct {
	Postcode          string
	Lon, Lat          string
	Easting, Northing string
	Layout            Layout
	Grid              Grid // needed with Easting and Northing
}

func (s PostcodesSpec) columns() []string {
	return []string{s.Postcode, s.Lon, s.Lat, s.Easting, s.Northing}
}

// SitesSpec says how rows become sites. The place of a site is, in this order of preference: the geometry of a GeoJSON
// feature, WKT, Lon and Lat, Easting and Northing, or its postcode.
type SitesSpec struct {
	ID                string // prefix of site ids
	Kind              string
	Source            string // geo.Source.ID
	Access            geo.Access
	Name              string
	Postcode          string
	Lon, Lat          string
	Easting, Northing string
	Grid              Grid      // needed with Easting and Northing, and for a GeoJSON in EPSG:27700
	CRS               string    // of a GeoJSON or of WKT; other coordinates say it by their key
	Layer             string    // must be "": no file read here has layers
	Postcodes         Postcodes // needed when sites are placed by postcode
	WKT               string    // column of a CSV with points or areas in well-known text
	Shape             Shape     // needed with WKT
	Where             Where     // nil: every row
	ClosedColumn      string    // "" = no site is closed
	ClosedEquals      []string  // nil: closed when the cell is not empty
	Facts             []FactColumn
	Hours             []string // seven columns, Monday first; or fourteen, when each day opens and closes; or none
	Breaks            Breaks   // cut out of the hours, and out of the fact opening_hours
	Layout            Layout
}

func (s SitesSpec) columns() []string {
	names := append([]string{s.Name, s.Postcode, s.Lon, s.Lat, s.Easting, s.Northing, s.WKT, s.ClosedColumn, s.Breaks.Column}, s.Hours...)
	for _, f := range s.Facts {
		names = append(names, f.Column)
	}
	return slices.AppendSeq(names, maps.Keys(s.Where))
}

// FactColumn names the column that a fact is read from.
type FactColumn struct{ Key, Column string }
