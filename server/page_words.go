package server

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// metres writes a distance, "640 m" or "1.2 km", which no line is broken within.
func metres(m float64) string {
	if rounded := math.Round(m/10) * 10; rounded < 1000 {
		return geo.Number(rounded, 0) + "\u00a0m"
	}
	return geo.Number(m/1000, 1) + "\u00a0km"
}

// amount writes a value of a published indicator with its unit.
func amount(v float64, info release.ColumnInfo) string {
	text := geo.Number(v, decimals(info))
	switch info.Unit {
	case "", "score", "share": // of what, the title says
		return text
	case "%":
		return text + "%"
	case "m":
		return metres(v)
	}
	return text + " " + info.Unit
}

// decimals is how many decimals of an indicator are worth reading: of large numbers, fewer than were published.
func decimals(info release.ColumnInfo) int {
	switch largest := max(math.Abs(info.Min), math.Abs(info.Max)); {
	case largest >= 1000:
		return 0
	case largest >= 10:
		return min(info.Decimals, 1)
	case largest > 1:
		return min(info.Decimals, 2)
	}
	return info.Decimals
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

// compact writes a parameter or weight as it was given: as many decimals as it has, up to four.
func compact(v float64) string { return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64) }
