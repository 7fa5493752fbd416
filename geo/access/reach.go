package access

import (
	"fmt"

	"hotspotmap/geo"
)

// Reach returns, for each kind and limit, the column reach_<kind>_<limit>: how many of each area's people, in per cent, are within that
// walking distance of a usable site of the kind. As with distances, it is not applicable where no usable site is listed.
func Reach(p Points, sites []geo.Site, kinds []Kind, limitsM []int, detour float64) [][]geo.Column {
	columns := make([][]geo.Column, len(kinds))
	for k, kind := range kinds {
		usable := placesOf(sites, kind.usable(sites))
		for _, limitM := range limitsM {
			column := geo.NewColumn(geo.Indicator{
				ID:       fmt.Sprintf("reach_%s_%d", kind.Kind, limitM),
				Title:    fmt.Sprintf("People within %s m of a %s", geo.Count(limitM), kind.Singular),
				Unit:     "%",
				Higher:   geo.HigherIsBetter,
				Decimals: 2,
			}, p.Areas())
			columns[k] = append(columns[k], column)
			if len(usable) == 0 {
				for area := range column.Flags {
					column.Flags[area] = geo.NotApplicable
				}
				continue
			}
			for area, share := range p.Share(p.Covered(Catchments(p, usable, limitM, detour))) {
				if share == share {
					column.Values[area], column.Flags[area] = share, geo.Present
				}
			}
		}
	}
	return columns
}

// Within adds up the part of an amount of each area, such as its people or its need, that is in reach, from shares in per cent. An area
// of which either is not known adds nothing.
func Within(amounts, shares []float64) float64 {
	sum := 0.0
	for area, share := range shares {
		if part := amounts[area] * share / 100; part == part {
			sum += part
		}
	}
	return sum
}
