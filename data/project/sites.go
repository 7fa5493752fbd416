package project

import "hotspotmap/geo"

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
	Reviewed []Review     `toml:"reviewed"` // decisions on sites that seem to be listed twice

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
