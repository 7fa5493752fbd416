package project

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"hotspotmap/geo"
)

func (d *document) checkGeographies(f *faults) {
	if len(d.Geographies) == 0 {
		f.at("geography", "missing [[geography]]", "describe the small areas' boundaries in one")
		return
	}
	known := slices.Contains(d.geographyIDs(), d.SmallAreas) && d.SmallAreas != ""
	if d.SmallAreas == "" {
		f.required("small_areas", true, "name the geography whose areas are scored: "+geo.DidYouMean("", d.geographyIDs()))
	} else {
		f.reference("small_areas", "geography", d.SmallAreas, d.geographyIDs())
	}
	seen := map[string]string{}
	for i, g := range d.Geographies {
		key := fmt.Sprintf("geography[%d]", i)
		f.id(key+".id", g.ID, seen)
		if g.CRS != "" {
			if _, ok := geo.ParseCRS(g.CRS); !ok && !epsg.MatchString(g.CRS) {
				f.at(key+".crs", fmt.Sprintf("%q is not the name of a coordinate system", g.CRS),
					`write "EPSG:4326" or "EPSG:27700"; ogr2ogr converts from any other with an EPSG number`)
			}
		}
		f.layer(key, g.Layer)
		switch {
		case !known: // what the small areas are must be settled first
		case g.ID == d.SmallAreas:
			d.checkSmallAreas(f, key, g)
		default:
			d.checkParent(f, key, g)
		}
	}
}

// epsg is the name of a coordinate reference system that ogr2ogr converts from.
var epsg = regexp.MustCompile(`^EPSG:\d{4,6}$`)

// layer checks the name of a layer, which ogr2ogr is given as an argument.
func (f *faults) layer(key, name string) {
	if strings.HasPrefix(name, "-") {
		f.at(key+".layer", fmt.Sprintf("%q is not the name of a layer", name), "name one that the command ogrinfo lists for the file")
	}
}

func (d *document) checkSmallAreas(f *faults, key string, g Geography) {
	if g.Dissolve != "" || g.Lookup != (Lookup{}) {
		f.at(key+".dissolve", "the small areas are not dissolved from anything", "give their boundaries with file, code and name")
	}
	f.required(key+".file", g.File == "", "name the boundary file")
	f.required(key+".code", g.Code == "", "name the property that holds the area's code")
	if g.WKT != "" && g.Layer != "" {
		f.at(key+".layer", "a table with a column of shapes has no layers", "remove layer or wkt")
	}
}

func (d *document) checkParent(f *faults, key string, g Geography) {
	if g.File != "" {
		f.at(key+".file", fmt.Sprintf("%s has boundaries of its own, which is for the small areas only", g.ID),
			fmt.Sprintf("dissolve it from them: dissolve = %q and a lookup", d.SmallAreas))
		return
	}
	for _, idle := range []struct{ name, value, remedy string }{
		{"code", g.Code, "remove it; the lookup says in which column the codes of " + g.ID + " are"},
		{"name", g.Name, "remove it; the lookup says in which column the names of " + g.ID + " are"},
		{"crs", g.CRS, "remove it"}, {"layer", g.Layer, "remove it"}, {"wkt", g.WKT, "remove it"},
	} {
		if idle.value != "" {
			f.at(key+"."+idle.name, fmt.Sprintf("%s says how boundaries are read, and %s has none: it is dissolved from %q", idle.name, g.ID, d.SmallAreas), idle.remedy)
		}
	}
	if g.Dissolve == "" {
		f.required(key+".dissolve", true, fmt.Sprintf("write dissolve = %q", d.SmallAreas))
	} else if g.Dissolve != d.SmallAreas {
		f.at(key+".dissolve", fmt.Sprintf("%s is dissolved from %q", g.ID, g.Dissolve),
			fmt.Sprintf("parents are dissolved from the small areas: write %q", d.SmallAreas))
	}
	f.required(key+".lookup.file", g.Lookup.File == "", "name the lookup: a table with a row a small area")
	f.required(key+".lookup.from", g.Lookup.From == "", "name the column with the small area's code")
	f.required(key+".lookup.code", g.Lookup.Code == "", "name the column with the parent's code")
	g.Lookup.Layout.check(f, key+".lookup")
}

func (d *document) checkTables(f *faults) {
	known := slices.Contains(d.geographyIDs(), d.SmallAreas)
	if len(d.Tables) == 0 {
		f.at("table", "missing [[table]]", "describe a file of indicators in one")
	}
	seen := map[string]string{}
	for i, t := range d.Tables {
		key := fmt.Sprintf("table[%d]", i)
		f.required(key+".file", t.File == "", "name the table's file")
		f.required(key+".code", t.Code == "", "name the column with the area's code")
		t.Layout.check(f, key)
		if t.Geography == "" {
			f.required(key+".geography", true, fmt.Sprintf("write geography = %q", d.SmallAreas))
		} else if f.reference(key+".geography", "geography", t.Geography, d.geographyIDs()) && known && t.Geography != d.SmallAreas {
			f.at(key+".geography", fmt.Sprintf("the table is about %q", t.Geography),
				fmt.Sprintf("indicators are about the small areas, %q", d.SmallAreas))
		}
		d.checkCodes(f, key, t)
		if len(t.Indicators) == 0 {
			f.at(key+".indicator", "the table has no [[table.indicator]]", "name at least one of its columns in one")
		}
		for j, indicator := range t.Indicators {
			key := fmt.Sprintf("%s.indicator[%d]", key, j)
			f.id(key+".id", indicator.ID, seen)
			if geo.IsDerived(indicator.ID) {
				f.at(key+".id", fmt.Sprintf("id %q is the name of a column the analysis makes", indicator.ID), "choose another")
			}
			checkIndicator(f, key, indicator)
			d.checkShrink(f, key, t, indicator)
		}
	}
}

func checkIndicator(f *faults, key string, i Indicator) {
	f.required(key+".title", i.Title == "", "say what it measures, as the map's legend will")
	f.required(key+".higher", i.Higher == 0, `say whether a higher value is "worse" or "better"`)
	switch {
	case i.Column == "" && len(i.Numerator) == 0:
		f.at(key+".column", fmt.Sprintf("nothing says where %q comes from", i.ID), "name a column, or numerator and denominator")
	case i.Column != "" && (len(i.Numerator) > 0 || i.Denominator != ""):
		f.at(key+".column", "column and numerator exclude each other", "remove one of them")
	}
	if slices.Contains(i.Numerator, "") {
		f.at(key+".numerator", "the numerator is not a column's name or a list of them", `write "…", or ["…", "…"]`)
	}
	if i.SumDenominator && i.Denominator == "" {
		f.at(key+".sum_denominator", "sum_denominator without a denominator", "name the denominator's column")
	}
	if i.Decimals != nil && (*i.Decimals < 0 || *i.Decimals > 6) {
		f.at(key+".decimals", fmt.Sprintf("%d decimals", *i.Decimals), "write 0 to 6")
	}
	checkWhere(f, key+".where", i.Where)
}

// checkShrink checks what an indicator's rates are drawn towards.
func (d *document) checkShrink(f *faults, key string, t Table, i Indicator) {
	if i.Shrink == "" {
		return
	}
	key += ".shrink"
	if f.reference(key, "geography", i.Shrink, d.geographyIDs()) && i.Shrink == d.SmallAreas {
		f.at(key, "an area's rate cannot be drawn towards itself", "name a parent geography")
	}
	if len(i.Numerator) == 0 || i.Denominator == "" {
		f.at(key, "how far to draw a rate follows from its counts", "give the indicator's numerator and denominator, or remove shrink")
	}
	if t.Codes != "" {
		f.at(key, fmt.Sprintf("the table is about areas of an older vintage, %q", t.Codes), "remove shrink, or use a table about the small areas")
	}
}

func checkWhere(f *faults, key string, where map[string][]string) {
	for column, accepted := range where {
		if len(accepted) == 0 {
			f.at(key, fmt.Sprintf("where accepts nothing in column %q", column), "list the cells that select a row, or remove it")
		}
	}
}

func (d *document) checkPeople(f *faults) {
	if d.People == nil {
		return
	}
	t := d.People.Table
	f.required("people.table.file", t.File == "", "name the population's file")
	f.required("people.table.code", t.Code == "", "name the column with the area's code")
	f.required("people.table.column", t.Column == "", "name the column with the number of people")
	checkWhere(f, "people.table.where", t.Where)
	t.Layout.check(f, "people.table")
}

func (d *document) checkPostcodes(f *faults) {
	if d.Postcodes == nil {
		return
	}
	p := d.Postcodes
	f.required("postcodes.file", p.File == "", "name the file of postcodes")
	f.required("postcodes.postcode", p.Postcode == "", "name the column with the postcode")
	p.Layout.check(f, "postcodes")
	if !f.place("postcodes", p.Lon, p.Lat, p.Easting, p.Northing) {
		f.at("postcodes", "nothing says where the postcodes are", "name the columns with lon and lat, or easting and northing")
	}
}

func (d *document) checkSites(f *faults) {
	seen := map[string]string{}
	titles := map[string]Sites{}
	for i, s := range d.Sites {
		key := fmt.Sprintf("sites[%d]", i)
		f.id(key+".id", s.ID, seen)
		f.required(key+".kind", s.Kind == "", `say what they are: "wifi", "library", "device_loan", "candidate", …`)
		if s.Kind == AnyKind {
			f.at(key+".kind", fmt.Sprintf("kind %q is what several kinds are called together", s.Kind), "choose another")
		}
		if s.Kind != "" && !identifier.MatchString(s.Kind) {
			f.at(key+".kind", fmt.Sprintf("kind %q is not one", s.Kind), "write small letters, digits and _, beginning with a letter")
		}
		f.required(key+".file", s.File == "", "name the file of sites")
		f.required(key+".name", s.Name == "", "name the column with the site's name")
		checkWhere(f, key+".where", s.Where)
		s.Layout.check(f, key)
		d.checkSitePlace(f, key, s.Sites)
		checkClosed(f, key+".closed", s.Closed)
		checkFacts(f, key, s)
		checkHours(f, key, s)
		checkBreaks(f, key+".breaks", s)
		d.checkCapacity(f, key+".capacity", s, d.Sites[:i])
		if s.Access != "" && s.Access != geo.Public && s.Access != geo.Restricted {
			f.at(key+".access", fmt.Sprintf("access %q is not known", s.Access), `write "public" or "restricted"`)
		}
		before, known := titles[s.Kind]
		if known && (differ(before.Title, s.Title) || differ(before.Singular, s.Singular)) {
			f.at(key+".title", fmt.Sprintf("sites of kind %q already have another title", s.Kind),
				"give the kind one title, or make these another kind")
		}
		if !known {
			titles[s.Kind] = s.Sites
		}
	}
}

// differ reports whether two texts are both given and not the same.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

func (d *document) checkSitePlace(f *faults, key string, s Sites) {
	f.layer(key, s.Layer)
	if s.CRS != "" {
		if _, known := geo.ParseCRS(s.CRS); !known {
			f.at(key+".crs", fmt.Sprintf("%q is a coordinate system this program does not read", s.CRS), `write "EPSG:4326" or "EPSG:27700"`)
		}
	}
	file := strings.TrimSuffix(strings.ToLower(s.File), ".gz")
	hasGeometry := !slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx"}, path.Ext(file)) // content decides, when it is read
	switch coordinates := f.place(key, s.Lon, s.Lat, s.Easting, s.Northing); {
	case coordinates || hasGeometry || s.WKT != "":
	case s.Postcode == "":
		f.at(key+".postcode", "nothing says where the sites are", "name the columns with lon and lat, easting and northing, or postcode")
	case d.Postcodes == nil:
		f.at(key+".postcode", "the sites are placed by postcode, but there is no [postcodes]",
			"name a file of postcodes there, or columns with coordinates here")
	}
}

func checkClosed(f *faults, key string, c Closed) {
	switch {
	case c.Column == "" && (c.When != "" || c.Equals != nil):
		f.required(key+".column", true, "name the column that says so")
	case c.When != "" && c.When != "not empty":
		f.at(key+".when", fmt.Sprintf("when = %q is not known", c.When), `write when = "not empty", or equals = ["…"]`)
	case c.When != "" && c.Equals != nil:
		f.at(key+".equals", "when and equals exclude each other", "remove one of them")
	}
}

func checkFacts(f *faults, key string, s sitesDocument) {
	for fact := range s.Facts {
		if !identifier.MatchString(fact) {
			f.at(key+".facts", fmt.Sprintf("fact %q is not a name", fact), "write small letters, digits and _, beginning with a letter")
		}
	}
}
