package pipeline

import (
	"math"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// coveredBy returns the codes that a table is about: those with one of the beginnings, or all when there are none.
func coveredBy(beginnings, codes []string) []string {
	if len(beginnings) == 0 {
		return codes
	}
	var covered []string
	for _, code := range codes {
		if slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(code, b) }) {
			covered = append(covered, code)
		}
	}
	return covered
}

// spread returns columns about some codes as columns about all: what they do not cover is not applicable.
func spread(columns []geo.Column, covered, codes []string) []geo.Column {
	out := make([]geo.Column, len(columns))
	for k, c := range columns {
		out[k] = geo.NewColumn(c.Indicator, len(codes))
		next := 0
		for i, code := range codes {
			if next < len(covered) && covered[next] == code {
				out[k].Values[i], out[k].Flags[i] = c.Values[next], c.Flags[next]
				next++
				continue
			}
			out[k].Values[i], out[k].Flags[i] = math.NaN(), geo.NotApplicable
		}
	}
	return out
}
