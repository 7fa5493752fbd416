package table

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
)

// fewestSuspected is how many values a column must have before their spread says anything.
const fewestSuspected = 20

// suspicions are what is odd about the values of a column, though each is a number.
func suspicions(column geo.Column, codes []string) []geo.Issue {
	var values []float64
	var beyond codeList
	for area, flag := range column.Flags {
		if flag != geo.Present {
			continue
		}
		v := column.Values[area]
		values = append(values, v)
		if v < 0 || v > 100 {
			beyond.add(fmt.Sprintf("%s (%g)", codes[area], v))
		}
	}
	slices.Sort(values)
	warn := func(problem, remedy string) geo.Issue {
		return geo.Issue{Severity: geo.SeverityWarn, Problem: problem, Remedy: remedy}
	}
	var out []geo.Issue
	if column.Indicator.Unit == "%" && beyond.n > 0 {
		out = append(out, warn(fmt.Sprintf("%s outside 0 to 100 %%, such as %s", geo.Counted(beyond.n, "value is", "values are"), beyond),
			"correct them, or write another unit"))
	}
	if n := fractionsAmong(values); n > 0 {
		out = append(out, warn(fmt.Sprintf("%s from 0 to 1 and %s of about a hundred times that: fractions and percentages seem to be mixed",
			geo.Counted(n, "value is", "values are"), geo.Counted(len(values)-n, "is", "are")), "write all of them as percentages"))
	}
	if outlier, rest, ok := outlierAmong(values); ok {
		area := slices.Index(column.Values, outlier)
		out = append(out, warn(fmt.Sprintf("one value, %g of %s, lies so far from the others that they share %.0f %% of the scale",
			outlier, codes[area], 100*rest), "check it; in an index scaled from least to most it hides what sets the others apart"))
	}
	return out
}

// fractionsAmong is how many of the sorted values are fractions among percentages, 0 when all are alike: a gap separates those up to 1 from
// the others, and their middle is about a hundredth of the others'.
func fractionsAmong(values []float64) int {
	n, _ := slices.BinarySearch(values, math.Nextafter(1, 2))
	if len(values) < fewestSuspected || n == 0 || n == len(values) || values[0] < 0 || values[len(values)-1] > 100 {
		return 0
	}
	ratio := values[n+(len(values)-n)/2] / values[n/2]
	if values[n] < 2*values[n-1] || ratio < 30 || ratio > 300 {
		return 0
	}
	return n
}

// outlierAmong is the least or the most of the sorted values, when the others span less than a fifth of the range, and what share of it
// they span. Where the others are all equal there is nothing to hide.
func outlierAmong(values []float64) (outlier, rest float64, ok bool) {
	if len(values) < fewestSuspected {
		return 0, 0, false
	}
	last := len(values) - 1
	whole, low, high := values[last]-values[0], values[last-1]-values[0], values[last]-values[1]
	switch {
	case low > 0 && low < whole/5:
		return values[last], low / whole, true
	case high > 0 && high < whole/5:
		return values[0], high / whole, true
	}
	return 0, 0, false
}
