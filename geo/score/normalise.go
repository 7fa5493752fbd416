package score

import (
	"fmt"
	"math"

	"hotspotmap/geo"
)

const (
	highest = 10.0 // the score of the area most at risk on an indicator
	middle  = 5.0  // the score where an indicator tells a group's areas apart in nothing
)

// span is the lowest and highest value of a group.
type span struct{ low, high float64 }

// minmax puts a column on 0–10 within each group, turned round when higher is better. Values are taken at the column's
// decimals, as they are stored. NaN stays where there is no value.
func minmax(c geo.Column, within []uint32) ([]float64, []Flat, error) {
	group := func(area int) uint32 {
		if within == nil {
			return 0
		}
		return within[area]
	}

	var order []uint32 // groups as they first occur
	spans := map[uint32]span{}
	scores := make([]float64, len(c.Values))
	for area, v := range c.Values {
		scores[area] = math.NaN()
		if c.Flags[area] != geo.Present {
			continue
		}
		if _, err := geo.Store(v, geo.Present, c.Indicator.Decimals); err != nil {
			return nil, nil, &Error{Indicator: c.Indicator.ID, Problem: err.Error(), Remedy: "give the indicator fewer decimals, or check its unit"}
		}
		v = c.Indicator.Round(v)
		s, known := spans[group(area)]
		if !known {
			order = append(order, group(area))
			s = span{v, v}
		}
		spans[group(area)] = span{min(s.low, v), max(s.high, v)}
		scores[area] = v
	}

	var flats []Flat
	for _, g := range order {
		if s := spans[g]; s.low == s.high {
			flats = append(flats, Flat{Indicator: c.Indicator.ID, Group: g, Value: s.low})
		}
	}
	if len(flats) == len(order) {
		return nil, nil, uninformative(c, spans)
	}

	for area, v := range scores {
		if math.IsNaN(v) {
			continue
		}
		s := spans[group(area)]
		switch {
		case s.low == s.high:
			scores[area] = middle
		case c.Indicator.Higher == geo.HigherIsBetter:
			scores[area] = float64(highest*(s.high-v)) / (s.high - s.low)
		default:
			scores[area] = float64(highest*(v-s.low)) / (s.high - s.low)
		}
	}
	return scores, flats, nil
}

// uninformative is the error for a column that ranks no area above another.
func uninformative(c geo.Column, spans map[uint32]span) *Error {
	e := &Error{Indicator: c.Indicator.ID, Remedy: "check its column and file, or leave it out of the index"}
	switch present := c.Present(); {
	case present == 0:
		e.Problem = fmt.Sprintf("none of the %s has a value", geo.Counted(len(c.Values), "area", "areas"))
	case present == 1:
		e.Problem = "the only area with a value has nothing to be compared with"
	case len(spans) == 1:
		e.Problem = fmt.Sprintf("all of the %s with a value have the same one, so it cannot rank them", geo.Counted(present, "area", "areas"))
	default:
		e.Problem = "it has the same value throughout every group, so it cannot rank the areas"
	}
	return e
}
