package project

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// check adds a fault for everything that keeps the document from being a Project.
func (d *document) check(f *faults) {
	f.required("format", d.Format == 0, `write format = 1`)
	if d.Format != 0 && d.Format != FormatVersion {
		f.at("format", fmt.Sprintf("format %d is not known", d.Format), fmt.Sprintf("this program reads format %d", FormatVersion))
	}
	f.required("title", d.Title == "", "say in a few words what the map shows and where")
	d.checkGeographies(f)
	d.checkConversions(f)
	d.checkTables(f)
	d.checkPeople(f)
	d.checkPostcodes(f)
	d.checkSites(f)
	d.checkReviews(f)
	d.checkIndex(f)
	d.checkStability(f)
	d.checkAnalysis(f)
	d.checkBands(f)
	d.checkEmbed(f)
}

// required adds a fault when a key has no value.
func (f *faults) required(key string, absent bool, remedy string) {
	if absent {
		f.at(key, "missing "+keyName(key), remedy)
	}
}

// keyName is the last part of a key: what a person writes.
func keyName(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

var (
	identifier = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	origin     = regexp.MustCompile(`^(\*|https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?)$`)
)

// id checks an identifier: it becomes part of file names, URLs and tile layers. seen are those of the same kind.
func (f *faults) id(key, id string, seen map[string]string) {
	switch before, again := seen[id]; {
	case id == "":
		f.required(key, true, "give it a short name of small letters, digits and _")
	case !identifier.MatchString(id):
		f.at(key, fmt.Sprintf("id %q is not one", id), "write small letters, digits and _, beginning with a letter")
	case again:
		f.at(key, fmt.Sprintf("id %q is taken, on line %d", id, f.lines.of(before)), "give each its own")
	default:
		seen[id] = key
	}
}

// reference adds a fault when a name leads nowhere.
func (f *faults) reference(key, what, name string, known []string) bool {
	if slices.Contains(known, name) {
		return true
	}
	f.at(key, fmt.Sprintf("there is no %s %q", what, name), geo.DidYouMean(name, known))
	return false
}

// place checks the columns that say where something is.
func (f *faults) place(key, lon, lat, easting, northing string) (given bool) {
	if (lon == "") != (lat == "") {
		f.at(key, "lon and lat belong together", "name both columns")
	}
	if (easting == "") != (northing == "") {
		f.at(key, "easting and northing belong together", "name both columns")
	}
	return lon != "" || lat != "" || easting != "" || northing != ""
}

func (d *document) geographyIDs() []string {
	var ids []string
	for _, g := range d.Geographies {
		ids = append(ids, g.ID)
	}
	return ids
}

func (d *document) indicatorIDs() []string {
	var ids []string
	for _, t := range d.Tables {
		for _, i := range t.Indicators {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

// kinds are the kinds of site that reach is measured to, in the order written.
func (d *document) kinds() []string {
	p := Project{Sites: d.sites()}
	var kinds []string
	for _, s := range p.Sites {
		if p.Measured(s.Kind) && !slices.Contains(kinds, s.Kind) {
			kinds = append(kinds, s.Kind)
		}
	}
	return kinds
}
