package sniff

import (
	"regexp"
	"slices"
	"strings"

	"hotspotmap/data/table"
)

// sites is a list of sites as it is to be written.
type sites struct {
	place
	id, kind, file, name string
	points               bool   // a GeoJSON or another format that says where its sites are
	wkt                  string // or the column of a table that does
	metres               bool
	where                []choice
	unsure               []string // terms of a directory, of which a person should choose
	closed               string
	closedIs             []string // cells that mean it has closed; nil: any
	hours                []string
	breaks               Column // that tells of closings within the hours, with only the cells that do
	facts                []fact
}

type fact struct{ key, column string }

// postcodes is a list of postcodes as it is to be written.
type postcodes struct {
	place
	file string
}

// siteKind is a kind of site and the words that files of it are called by.
type siteKind struct {
	words *regexp.Regexp
	kind  string
}

var siteKinds = []siteKind{
	{regexp.MustCompile(`(?i)wi-?_?fi|hotspot`), "wifi"},
	{regexp.MustCompile(`(?i)librar`), "library"},
	{regexp.MustCompile(`(?i)device|tablet|laptop|loan`), "device_loan"},
	{regexp.MustCompile(`(?i)recycl|reuse`), "recycling"},
	{regexp.MustCompile(`(?i)skill|training|learn`), "skills"},
	{regexp.MustCompile(`(?i)food.?bank`), "food_bank"},
	{regexp.MustCompile(`(?i)post.?office`), "post_office"},
}

// usualKinds are those that the program has a title for.
var usualKinds = map[string]bool{"wifi": true, "library": true, "device_loan": true, "recycling": true, "skills": true}

// otherNames are names of something other than the site.
var otherNames = regexp.MustCompile(`(?i)(area|ward|local|authority|district|region|lsoa|msoa|lad|county|contact|first|last|user|file)`)

// postcodesOf reads a file as a list of postcodes.
func postcodesOf(f File) (postcodes, bool) {
	p := postcodes{place: f.place(), file: f.Name}
	if p.postcode == "" || !p.given() {
		return p, false
	}
	_, named := siteName(f)
	code, _ := f.column(func(c Column) bool { return c.Name == p.postcode })
	return p, !named && code.unique()
}

// sitesOf reads a file as a list of sites.
func sitesOf(f File) (sites, bool) {
	name, named := siteName(f)
	s := sites{place: f.place(), file: f.Name, name: name, points: f.Kind != table.Rows, wkt: f.WKT, metres: f.metres(), kind: "site"}
	if !named || !s.points && s.wkt == "" && !s.given() && s.postcode == "" {
		return s, false
	}
	for _, k := range siteKinds {
		if k.words.MatchString(baseName(f.Name)) || k.words.MatchString(name) {
			s.kind = k.kind
			break
		}
	}
	s.id = s.kind
	s.closed, s.closedIs = closing(f)
	if s.hours = weekdayColumns(f); s.hours != nil {
		s.breaks = breaksColumn(f)
	}
	for _, key := range []string{"address", "type", "opening hours", "notes", "url", "website", "email", "phone", "telephone"} {
		if c, ok := f.column(func(c Column) bool { return c.like(key, strings.ReplaceAll(key, " ", "_")) && c.filled() > 0 }); ok {
			s.facts = append(s.facts, fact{slug(key), c.Name})
		}
	}
	return s, true
}

// isProvision reports whether a file is called after a kind of site: polygons then are buildings.
func isProvision(f File) bool {
	return slices.ContainsFunc(siteKinds, func(k siteKind) bool { return k.words.MatchString(baseName(f.Name)) })
}

// siteName finds the column with the sites' names.
func siteName(f File) (string, bool) {
	for _, holds := range []func(Column) bool{
		func(c Column) bool { return strings.EqualFold(c.Name, "name") },
		func(c Column) bool { return c.like("name") && !otherNames.MatchString(c.Name) },
		func(c Column) bool {
			return c.like("title", "organisation", "venue", "branch", "library") && !c.like("authority", "type")
		},
	} {
		if c, ok := f.column(func(c Column) bool { _, numeric := c.figures(); return holds(c) && !numeric && c.filled() > 0 }); ok {
			return c.Name, true
		}
	}
	return "", false
}

// closing finds the column that says which sites have closed: one filled for some only, or one of yes and no.
func closing(f File) (column string, is []string) {
	for _, c := range f.Columns {
		if !c.like("closed", "closure", "closing date", "date_closed") || c.like("hours") || c.filled() == 0 {
			continue
		}
		for _, cell := range c.distinct() {
			switch strings.ToLower(cell) {
			case "yes", "y", "true", "closed":
				is = append(is, cell)
			}
		}
		if is != nil || c.filled() < f.Rows {
			return c.Name, is
		}
	}
	return "", nil
}

// weekdayColumns finds seven columns of opening hours, Monday first; nil when one is not there.
func weekdayColumns(f File) []string {
	var hours []string
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		c, ok := f.column(func(c Column) bool { return c.like(day) })
		if !ok {
			return nil
		}
		hours = append(hours, c.Name)
	}
	return hours
}

// breaksColumn finds the column that tells of most breaks, and keeps the cells that do; none where no cell does.
func breaksColumn(f File) Column {
	var most Column
	for _, c := range f.Columns {
		cells := slices.DeleteFunc(c.distinct(), func(cell string) bool { return !table.TellsOfBreak(cell) })
		if len(cells) > len(most.Cells) {
			most = Column{Name: c.Name, Cells: cells}
		}
	}
	return most
}
