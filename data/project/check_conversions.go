package project

import (
	"fmt"
	"slices"
)

func (d *document) checkConversions(f *faults) {
	seen := map[string]string{}
	for i, c := range d.Conversions {
		key := fmt.Sprintf("conversion[%d]", i)
		if f.id(key+".id", c.ID, seen); c.ID != "" && c.ID == d.SmallAreas {
			f.at(key+".id", fmt.Sprintf("%q are the small areas, which need no conversion", c.ID), "give the id of the older vintage, such as \"lsoa11\"")
		}
		d.checkTo(f, key+".to", i)
		f.required(key+".file", c.File == "", "name the lookup: a table with a row for each pair of areas that share ground")
		f.required(key+".from", c.From == "", "name the column with the older area's code")
		f.required(key+".code", c.Code == "", "name the column with the code of what it is converted to")
		c.Layout.check(f, key)
		if p := c.People; p != nil {
			p.Layout.check(f, key+".people")
			f.required(key+".people.file", p.File == "", "name the file with the population of the older areas")
			f.required(key+".people.code", p.Code == "", "name the column with the older area's code")
			f.required(key+".people.column", p.Column == "", "name the column with the number of people")
			checkWhere(f, key+".people.where", p.Where)
		}
	}
}

// checkTo checks where a conversion leads: one through another names it by its id, and stands below it, so that none leads in a circle.
func (d *document) checkTo(f *faults, key string, i int) {
	to, ids := d.Conversions[i].To, d.conversionIDs()
	switch {
	case to == "":
		f.required(key, true, fmt.Sprintf("write to = %q", d.SmallAreas))
	case to == d.SmallAreas, slices.Contains(ids[:i], to):
	case slices.Contains(ids[i:], to):
		f.at(key, fmt.Sprintf("the conversion goes through %q, which is not above it", to), "describe first what is nearer to the small areas")
	case f.reference(key, "geography or conversion", to, append(d.geographyIDs(), ids[:i]...)):
		f.at(key, fmt.Sprintf("the conversion is to %q", to), fmt.Sprintf("tables are about the small areas, %q", d.SmallAreas))
	}
}

// checkCodes checks what says that a table is about areas of an older vintage.
func (d *document) checkCodes(f *faults, key string, t Table) {
	if t.Codes != "" && len(d.Conversions) == 0 {
		f.at(key+".codes", fmt.Sprintf("there is no conversion %q", t.Codes), "describe the lookup from older areas in a [[conversion]] with that id")
	} else if t.Codes != "" {
		f.reference(key+".codes", "conversion", t.Codes, d.conversionIDs())
	}
	for j, indicator := range t.Indicators {
		key := fmt.Sprintf("%s.indicator[%d].counts", key, j)
		switch {
		case !indicator.Counts:
		case t.Codes == "":
			f.at(key, "counts says how codes of an older vintage are converted, and the table has none",
				"remove it, or name a conversion: codes = \"…\"")
		case indicator.Denominator != "":
			f.at(key, "a numerator over a denominator is a rate, not a count", "remove counts or the denominator")
		case d.People == nil:
			f.at(key, "counts are shared out by people, and there is no [people]", "give the population of the small areas there")
		default:
			d.checkBetween(f, key, t.Codes)
		}
	}
}

// checkBetween checks that counts which go through other vintages can be shared out among the areas of each.
func (d *document) checkBetween(f *faults, key, codes string) {
	c, _ := d.Conversion(codes)
	for range d.Conversions {
		next, further := d.Conversion(c.To)
		if further && next.People == nil {
			f.at(key, fmt.Sprintf("counts are shared out by people on their way through %q, and that conversion has none", next.ID),
				fmt.Sprintf("give the population of %s as people in its [[conversion]]", next.ID))
		}
		c = next
	}
}

func (d *document) conversionIDs() []string {
	var ids []string
	for _, c := range d.Conversions {
		ids = append(ids, c.ID)
	}
	return ids
}
