package table

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// fewestSuspected is how many values a column must have before their spread says anything.
const fewestSuspected = 20

// suspicions are what is odd about the values of a column, though each is a number. lines says where the value of each area is from.
func suspicions(column geo.Column, codes []string, lines []int) []geo.Issue {
	percent := column.Indicator.Unit == "%"
	stand, n := standInAmong(column)
	values := make([]float64, 0, len(column.Values))
	var beyond codeList
	firstBeyond := -1
	for area, flag := range column.Flags {
		v := column.Values[area]
		if flag != geo.Present || n > 0 && v == stand {
			continue
		}
		values = append(values, v)
		if percent && (v < 0 || v > 100) {
			if beyond.add(fmt.Sprintf("%s (%g)", codes[area], v)); firstBeyond < 0 {
				firstBeyond = area
			}
		}
	}
	var out []geo.Issue
	// warn adds an issue; area is where the first value of that kind is, or -1.
	warn := func(area int, problem, remedy string) {
		issue := geo.Issue{Severity: geo.SeverityWarn, Problem: problem, Remedy: remedy}
		if area >= 0 {
			issue.Row, issue.Value = lines[area], plainly(column.Values[area])
		}
		out = append(out, issue)
	}
	if n > 0 {
		area := slices.Index(column.Values, stand)
		warn(area, fmt.Sprintf("stands for no value, it seems, in %s such as %s, and is counted as one", geo.Counted(n, "area", "areas"), codes[area]),
			sayNone(plainly(stand)))
	}
	if beyond.n > 0 {
		warn(firstBeyond, fmt.Sprintf("%s outside 0 to 100 %%, such as %s", geo.Counted(beyond.n, "value is", "values are"), beyond),
			"correct them, or write another unit")
	}
	if n := fractionsAmong(values); n > 0 {
		warn(-1, fmt.Sprintf("%s from 0 to 1 and %s of about a hundred times that: fractions and percentages seem to be mixed",
			geo.Counted(n, "value is", "values are"), geo.Counted(len(values)-n, "is", "are")), "write all of them as percentages")
	}
	if outlier, rest, ok := outlierAmong(values); ok {
		area := slices.Index(column.Values, outlier)
		warn(area, fmt.Sprintf("one value, %g of %s, lies so far from the others that they share %.0f %% of the scale",
			outlier, codes[area], 100*rest), "check it; in an index scaled from least to most it hides what sets the others apart")
	}
	return out
}

// sayNone is what to do about a number that stands for none.
func sayNone(cell string) string {
	return fmt.Sprintf("if it stands for no value, say so: flags = { %q = \"missing\" }", strings.TrimSpace(cell))
}

// standInAmong is a number written where there is no value, such as -999 or 999999, and in how many areas: it is all nines, and the
// least by far of values that are otherwise not negative, or the most by far.
func standInAmong(column geo.Column) (stand float64, n int) {
	least, second := math.Inf(1), math.Inf(1) // distinct
	most, secondMost := math.Inf(-1), math.Inf(-1)
	for area, v := range column.Values {
		if column.Flags[area] != geo.Present {
			continue
		}
		if v < least {
			least, second = v, least
		} else if v > least {
			second = min(second, v)
		}
		if v > most {
			most, secondMost = v, most
		} else if v < most {
			secondMost = max(secondMost, v)
		}
	}
	const far = 5 // times the size of any other value
	switch {
	case least < 0 && nines(-least) && (second >= 0 || -least > far*max(-second, most)):
		stand = least
	case nines(most) && !math.IsInf(secondMost, 0) && most > far*max(secondMost, -least):
		stand = most
	default:
		return 0, 0
	}
	for area, v := range column.Values {
		if column.Flags[area] == geo.Present && v == stand {
			n++
		}
	}
	return stand, n
}

// nines reports whether a number is 999, 9999 and so on.
func nines(v float64) bool {
	for all := 999.0; all <= geo.MaxStored; all = 10*all + 9 {
		if v == all {
			return true
		}
	}
	return false
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
