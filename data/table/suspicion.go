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
	percent := column.Indicator.Unit == "%"
	values := make([]float64, 0, len(column.Values))
	var beyond codeList
	for area, flag := range column.Flags {
		if flag != geo.Present {
			continue
		}
		v := column.Values[area]
		values = append(values, v)
		if percent && (v < 0 || v > 100) {
			beyond.add(fmt.Sprintf("%s (%g)", codes[area], v))
		}
	}
	warn := func(problem, remedy string) geo.Issue {
		return geo.Issue{Severity: geo.SeverityWarn, Problem: problem, Remedy: remedy}
	}
	var out []geo.Issue
	if beyond.n > 0 {
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

// fractionsAmong is how many of the values are fractions among percentages, 0 when all are alike: a gap separates those up to 1 from
// the others, and their middle is about a hundredth of the others'. The values are sorted where that takes it.
func fractionsAmong(values []float64) int {
	n, highest, lowest := 0, math.Inf(-1), math.Inf(1) // how many are up to 1, the highest of them, the lowest of the others
	for _, v := range values {
		switch {
		case v < 0 || v > 100:
			return 0
		case v <= 1:
			n, highest = n+1, max(highest, v)
		default:
			lowest = min(lowest, v)
		}
	}
	if len(values) < fewestSuspected || n == 0 || n == len(values) || lowest < 2*highest {
		return 0
	}
	slices.Sort(values)
	if ratio := values[n+(len(values)-n)/2] / values[n/2]; ratio < 30 || ratio > 300 {
		return 0
	}
	return n
}

// outlierAmong is the least or the most of the values, when the others span less than a fifth of the range, and what share of it they
// span. Where the others are all equal there is nothing to hide.
func outlierAmong(values []float64) (outlier, rest float64, ok bool) {
	if len(values) < fewestSuspected {
		return 0, 0, false
	}
	least, second := math.Inf(1), math.Inf(1)
	most, secondMost := math.Inf(-1), math.Inf(-1)
	for _, v := range values {
		if v < second {
			least, second = min(least, v), max(least, v)
		}
		if v > secondMost {
			most, secondMost = max(most, v), min(most, v)
		}
	}
	whole, low, high := most-least, secondMost-least, most-second
	switch {
	case low > 0 && low < whole/5:
		return most, low / whole, true
	case high > 0 && high < whole/5:
		return least, high / whole, true
	}
	return 0, 0, false
}
