package server

import (
	"fmt"
	"math"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// metres writes a distance: "640 m", "1.2 km".
func metres(m float64) string {
	if rounded := math.Round(m/10) * 10; rounded < 1000 {
		return geo.Number(rounded, 0) + " m"
	}
	return geo.Number(m/1000, 1) + " km"
}

// amount writes a value of an indicator with its unit.
func amount(v float64, indicator geo.Indicator) string {
	switch indicator.Unit {
	case "":
		return geo.Number(v, indicator.Decimals)
	case "%":
		return geo.Number(v, indicator.Decimals) + "%"
	case "m":
		return metres(v)
	case "score", "share": // of what, the title says
		return geo.Number(v, indicator.Decimals)
	}
	return geo.Number(v, indicator.Decimals) + " " + indicator.Unit
}

// absence says why there is no value.
func absence(flag geo.Flag) string {
	switch flag {
	case geo.Suppressed:
		return "Withheld by the publisher"
	case geo.NotApplicable:
		return "Does not apply"
	case geo.Rejected:
		return "Published figure not usable"
	}
	return "No figure published"
}

// absences says why areas of a column have no value, when some have none.
func absences(counts release.Counts) string {
	var parts []string
	add := func(n int, words string) {
		if n > 0 {
			parts = append(parts, geo.Count(n)+" "+words)
		}
	}
	add(counts.Missing, "not published")
	add(counts.Suppressed, "withheld by the publisher")
	add(counts.NotApplicable, "where it does not apply")
	add(counts.Rejected, "not usable as published")
	return strings.Join(parts, ", ")
}

// position says where an area stands: "12th highest of 659".
func position(rank, of int) string {
	switch {
	case rank == 1:
		return fmt.Sprintf("highest of %s", geo.Count(of))
	case rank == of:
		return fmt.Sprintf("lowest of %s", geo.Count(of))
	case rank > of/2:
		return fmt.Sprintf("%s lowest of %s", geo.Ordinal(of-rank+1), geo.Count(of))
	}
	return fmt.Sprintf("%s highest of %s", geo.Ordinal(rank), geo.Count(of))
}
