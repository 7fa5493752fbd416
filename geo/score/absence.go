package score

import "hotspotmap/geo"

// Absence lists the indicators an area has no value of, leaving out those without weight.
type Absence struct {
	Position   int      // aid-1
	Indicators []string // ids, in the recipe's order
	Share      float64  // of the recipe's weight that the index could rest on, 0 to 1
	Scored     bool     // whether that was enough for an index
}

// absences collects the values that are not there, and why: of one area, or of one parent's areas.
type absences []absentValue

type absentValue struct {
	indicator string
	why       geo.Flag
}

func (a *absences) note(c geo.Column, area int) {
	if why := c.Flags[area]; why != geo.Present {
		*a = append(*a, absentValue{c.Indicator.ID, why})
	}
}

// reason is the flag all the absent values share, or Missing when they differ.
func (a absences) reason() geo.Flag {
	for _, v := range a {
		if v.why != a[0].why {
			return geo.Missing
		}
	}
	if len(a) == 0 {
		return geo.Missing
	}
	return a[0].why
}

func (a absences) indicators() []string {
	ids := make([]string, len(a))
	for i, v := range a {
		ids[i] = v.indicator
	}
	return ids
}
