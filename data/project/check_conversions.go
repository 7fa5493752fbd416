package project

import "fmt"

func (d *document) checkConversions(f *faults) {
	seen := map[string]string{}
	for i, c := range d.Conversions {
		key := fmt.Sprintf("conversion[%d]", i)
		f.id(key+".id", c.ID, seen)
		if c.To == "" {
			f.required(key+".to", true, fmt.Sprintf("write to = %q", d.SmallAreas))
		} else if f.reference(key+".to", "geography", c.To, d.geographyIDs()) && c.To != d.SmallAreas {
			f.at(key+".to", fmt.Sprintf("the conversion is to %q", c.To), fmt.Sprintf("tables are about the small areas, %q", d.SmallAreas))
		}
		f.required(key+".file", c.File == "", "name the exact-fit lookup: a table with a row for each pair of areas that share ground")
		f.required(key+".from", c.From == "", "name the column with the older area's code")
		f.required(key+".code", c.Code == "", "name the column with the small area's code")
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

// checkCodes checks what says that a table is about areas of an older vintage.
func (d *document) checkCodes(f *faults, key string, t Table) {
	if t.Codes != "" && len(d.Conversions) == 0 {
		f.at(key+".codes", fmt.Sprintf("there is no conversion %q", t.Codes), "describe the exact-fit lookup in a [[conversion]] with that id")
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
		}
	}
}

func (d *document) conversionIDs() []string {
	var ids []string
	for _, c := range d.Conversions {
		ids = append(ids, c.ID)
	}
	return ids
}
