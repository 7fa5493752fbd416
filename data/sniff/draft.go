package sniff

import (
	"errors"
	"slices"

	"hotspotmap/data/table"
)

// draft is what a set of files was taken for.
type draft struct {
	small       geography
	parents     []parent
	tables      []indicators
	people      *people
	sites       []sites
	postcodes   *postcodes
	conversions []conversion
	older       string // the id of an earlier review whose codes a table has, and no lookup leads to the small areas
	unused      []unused
}

// unused is a file that nothing was made of.
type unused struct{ file, why string }

// errNoBoundaries is what every project needs first.
var errNoBoundaries = errors.New("none of the files has boundaries: polygons with a property that tells the areas apart — " +
	"add a GeoJSON of the small areas, such as LSOAs")

var errNoIndicators = errors.New("none of the files has figures for the areas of the boundaries — " +
	"add a table with a column of their codes; codes of 2011 and of 2021 differ")

// understand takes each file for what its columns say.
func understand(files []File) (draft, error) {
	var d draft
	small, at, ok := smallAreas(files)
	if !ok {
		return d, errNoBoundaries
	}
	d.small = small
	geographies, ids := map[string]bool{small.id: true}, map[string]bool{}
	lookups := map[int]bool{at: true}
	for i, f := range files {
		if lookups[i] || f.Polygons {
			continue
		}
		c, why, ok := conversionOf(f, small)
		lookups[i] = ok
		switch {
		case ok && why != "":
			d.leave(f, why)
		case ok:
			d.conversions = append(d.conversions, c)
		}
	}
	for i, f := range files {
		if !lookups[i] {
			d.take(f, geographies, ids)
		}
	}
	for _, c := range d.conversions {
		if !c.used {
			d.unused = append(d.unused, unused{c.file, "a lookup from " + c.id + ", and no table has codes of those areas"})
		}
	}
	d.settleCounts()
	if len(d.tables) == 0 {
		return d, errNoIndicators
	}
	d.chooseOne()
	if d.postcodes == nil {
		d.sites = slices.DeleteFunc(d.sites, func(s sites) bool {
			lost := !s.points && s.wkt == "" && !s.given()
			if lost {
				d.unused = append(d.unused, unused{s.file, "sites with postcodes only, and no file says where postcodes are: add one"})
			}
			return lost
		})
	}
	return d, nil
}

// take adds one file to the draft. geographies and ids are the names taken.
func (d *draft) take(f File, geographies, ids map[string]bool) {
	if f.Polygons && !isProvision(f) {
		d.leave(f, "other boundaries: parents are dissolved from the small areas through a lookup")
		return
	}
	read, older := d.olderTable(f)
	if older {
		d.addTable(read, ids)
		return
	}
	if _, id, found := olderCodes(f, d.small); found {
		d.older = id
		d.leave(f, mismatch(f, d.small))
		return
	}
	read, count, figures := indicatorsOf(f, d.small)
	parents, lookup := parentsOf(f, d.small)
	if lookup && len(read.all) == 0 {
		for _, p := range parents {
			if !geographies[p.id] {
				geographies[p.id] = true
				d.parents = append(d.parents, p)
			}
		}
		return
	}
	if figures {
		if d.people == nil {
			d.people = count
		}
		if len(read.all) > 0 {
			d.addTable(read, ids)
		}
		return
	}
	if p, ok := postcodesOf(f); ok {
		if d.postcodes != nil {
			d.leave(f, "a second list of postcodes: join the two")
			return
		}
		d.postcodes = &p
		return
	}
	switch f.Kind {
	case table.Elements:
		found := elementsOf(f)
		if found == nil {
			d.leave(f, "none of its places has the tags of free Wi-Fi or of a library; choose others with where in a [[sites]]")
		}
		for _, s := range found {
			s.id = distinctID(s.id, ids)
			d.sites = append(d.sites, s)
		}
		return
	case table.Directory:
		s := servicesOf(f)
		s.id = distinctID(s.id, ids)
		d.sites = append(d.sites, s)
		return
	}
	if s, ok := sitesOf(f); ok {
		s.id = distinctID(s.id, ids)
		d.sites = append(d.sites, s)
		return
	}
	d.leave(f, mismatch(f, d.small))
}

// addTable adds a table, whose indicators get ids of their own.
func (d *draft) addTable(t indicators, ids map[string]bool) {
	for i := range t.all {
		t.all[i].id = distinctID(slug(t.all[i].title), ids)
	}
	d.tables = append(d.tables, t)
}

func (d *draft) leave(f File, why string) { d.unused = append(d.unused, unused{f.Name, why}) }

// mismatch says why nothing could be made of a file.
func mismatch(f File, small geography) string {
	if c, ok := codeColumn(f, small); ok {
		return "its column " + c.Name + " has the codes of the small areas, but there are no figures, or only ranks, or several rows an area that no column tells apart"
	}
	for _, c := range f.Columns {
		if k, known := c.kind(); known && k.id == small.kind.id && c.within(small.codes) < 1 {
			return "codes of the same kind as the boundaries' (" + c.Name + "), but not the same codes: of another year or another place"
		}
	}
	return "no column holds the codes of the small areas, and no pair of columns says where its rows are"
}

// chooseOne sees to it that the index has an indicator: when no title tells a direction, the first gets one.
func (d *draft) chooseOne() {
	for _, t := range d.tables {
		if slices.ContainsFunc(t.all, func(i indicator) bool { return i.higher != "" }) {
			return
		}
	}
	d.tables[0].all[0].higher = "worse"
}
