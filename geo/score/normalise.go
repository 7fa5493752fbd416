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

// group is the areas that are compared with one another.
type group struct {
	id    uint32
	areas []int // positions
}

// groupsOf parts the areas that have a value into groups, in the order these first occur.
func groupsOf(values []float64, within []uint32) []group {
	var groups []group
	at := map[uint32]int{}
	for area, v := range values {
		if math.IsNaN(v) {
			continue
		}
		id := uint32(0)
		if within != nil {
			id = within[area]
		}
		i, known := 0, len(groups) > 0
		if within != nil {
			i, known = at[id]
		}
		if !known {
			i = len(groups)
			at[id] = i
			groups = append(groups, group{id: id})
		}
		groups[i].areas = append(groups[i].areas, area)
	}
	return groups
}

// span is the lowest and highest value of a group.
func (g group) span(values []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, area := range g.areas {
		low, high = min(low, values[area]), max(high, values[area])
	}
	return low, high
}

// normalise puts a column on the recipe's scale within each group, turned round so that higher is more at risk. Values are
// taken at the column's decimals, as they are stored. NaN stays where there is no value.
func (r Recipe) normalise(c geo.Column) ([]float64, []Flat, error) {
	values, err := oriented(c)
	if err != nil {
		return nil, nil, err
	}
	groups := groupsOf(values, r.Within)
	var flats []Flat
	for _, g := range groups {
		low, high := g.span(values)
		switch {
		case low == high:
			flats = append(flats, Flat{Indicator: c.Indicator.ID, Group: g.id, Value: float64(c.Indicator.Higher) * low})
			level(values, g, r.flat())
		case r.Normalise == ZScore:
			standardise(values, g)
		case r.Normalise == PercentileRank || r.Normalise == Exponential:
			percentile(values, g)
		default:
			stretch(values, g)
		}
	}
	if len(flats) == len(groups) {
		return nil, nil, uninformative(c, len(groups))
	}
	return values, flats, nil
}

// flat is the score of every area of a group that an indicator cannot tell apart.
func (r Recipe) flat() float64 {
	if r.Normalise == ZScore {
		return 0
	}
	return middle
}

// oriented returns a column's values as they are stored, higher = more at risk.
func oriented(c geo.Column) ([]float64, error) {
	values := make([]float64, len(c.Values))
	for area, v := range c.Values {
		values[area] = math.NaN()
		if c.Flags[area] != geo.Present {
			continue
		}
		if _, err := geo.Store(v, geo.Present, c.Indicator.Decimals); err != nil {
			return nil, &Error{Indicator: c.Indicator.ID, Problem: err.Error(), Remedy: "give the indicator fewer decimals, or check its unit"}
		}
		values[area] = float64(c.Indicator.Higher) * c.Indicator.Round(v)
	}
	return values, nil
}

// level gives a group's areas one value.
func level(values []float64, g group, v float64) {
	for _, area := range g.areas {
		values[area] = v
	}
}

// stretch puts a group on 0–10 between its lowest and its highest value, which differ.
func stretch(values []float64, g group) {
	low, high := g.span(values)
	for _, area := range g.areas {
		values[area] = float64(highest*(values[area]-low)) / (high - low)
	}
}

// standardise gives a group a mean of 0 and a standard deviation, over all of it, of 1.
func standardise(values []float64, g group) {
	n := float64(len(g.areas))
	sum := 0.0
	for _, area := range g.areas {
		sum += values[area]
	}
	centre, squares := sum/n, 0.0
	for _, area := range g.areas {
		squares += float64((values[area] - centre) * (values[area] - centre))
	}
	deviation := math.Sqrt(squares / n)
	for _, area := range g.areas {
		values[area] = (values[area] - centre) / deviation
	}
}

// percentile gives each area of a group its percentile rank, 0–10: the share of the others that are less at risk, those equal to
// it counting half.
func percentile(values []float64, g group) {
	for area, position := range midRanks(values, g) {
		values[g.areas[area]] = float64(highest*(position-1)) / float64(len(g.areas)-1)
	}
}

// uninformative is the error for a column that ranks no area above another.
func uninformative(c geo.Column, groups int) *Error {
	e := &Error{Indicator: c.Indicator.ID, Remedy: "check its column and file, or leave it out of the index"}
	switch present := c.Present(); {
	case present == 0:
		e.Problem = fmt.Sprintf("none of the %s has a value", geo.Counted(len(c.Values), "area", "areas"))
	case present == 1:
		e.Problem = "the only area with a value has nothing to be compared with"
	case groups == 1:
		e.Problem = fmt.Sprintf("all of the %s with a value have the same one, so it cannot rank them", geo.Counted(present, "area", "areas"))
	default:
		e.Problem = "it has the same value throughout every group, so it cannot rank the areas"
	}
	return e
}
