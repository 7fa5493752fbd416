package pipeline

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// coveredBy returns the codes that a table is about: those with one of the beginnings, or all when there are none. A
// beginning that no code has is an error: what it was meant to cover would be left out unseen.
func coveredBy(beginnings, codes []string) ([]string, error) {
	if len(beginnings) == 0 {
		return codes, nil
	}
	for _, b := range beginnings {
		if !slices.ContainsFunc(codes, func(code string) bool { return strings.HasPrefix(code, b) }) {
			return nil, fmt.Errorf("covers: no area has a code that begins with %q — write how the codes begin, such as %q", b, codes[0][:1])
		}
	}
	var covered []string
	for _, code := range codes {
		if slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(code, b) }) {
			covered = append(covered, code)
		}
	}
	return covered, nil
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
