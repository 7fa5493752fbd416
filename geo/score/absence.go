package score

import "hotspotmap/geo"

// absences collects why values are not there: of one area, or of one parent's areas.
type absences []geo.Flag

func (a *absences) note(c geo.Column, area int) {
	if why := c.Flags[area]; why != geo.Present {
		*a = append(*a, why)
	}
}

// reason is the flag all the absent values share, or Missing when they differ.
func (a absences) reason() geo.Flag {
	for _, why := range a {
		if why != a[0] {
			return geo.Missing
		}
	}
	if len(a) == 0 {
		return geo.Missing
	}
	return a[0]
}
