package vintage

import (
	"fmt"
	"math"

	"hotspotmap/geo"
)

// People are the weights of a conversion; NaN is unknown, nil unknown everywhere.
type People struct {
	From []float64 // beside From
	To   []float64 // beside To
}

// Result is a converted column.
type Result struct {
	geo.Column     // beside the new areas asked for
	Unweighted int // areas that would be weighted by people, whose people are not known: rates are plain means, counts missing
}

// Counts shares the counts of old areas out among new ones, by the people of the new. column is beside From.
func (c *Conversion) Counts(column geo.Column, people People) (Result, error) {
	units, flags := make([]int64, len(c.to)), make([]geo.Flag, len(c.to))
	unweighted := make([]bool, len(c.to))
	scale := math.Pow10(column.Indicator.Decimals)
	for old, parts := range c.parts {
		weights, known := whole(people.To, parts)
		var shares []int64
		if known && column.Flags[old] == geo.Present {
			shares = apportion(int64(math.Round(column.Values[old]*scale)), weights)
		}
		for k, part := range parts {
			switch {
			case flags[part] != geo.Present: // an earlier part of it is unknown already
			case column.Flags[old] != geo.Present:
				flags[part] = column.Flags[old]
			case !known:
				flags[part], unweighted[part] = geo.Missing, true
			default:
				units[part] += shares[k]
			}
		}
	}
	result := Result{Column: geo.NewColumn(column.Indicator, len(c.asked))}
	for i, at := range c.asked {
		if unweighted[at] {
			result.Unweighted++
		}
		if err := result.set(i, float64(units[at])/scale, flags[at]); err != nil {
			return Result{}, fmt.Errorf("%s: %w", c.to[at], err)
		}
	}
	return result, nil
}

// Rates gives each new area the rate of its old one, or the mean of its old ones. column is beside From.
func (c *Conversion) Rates(column geo.Column, people People) (Result, error) {
	result := Result{Column: geo.NewColumn(column.Indicator, len(c.asked))}
	for i, at := range c.asked {
		sum, total, plain := 0.0, 0.0, 0.0
		flag := geo.Present
		for _, old := range c.sources[at] {
			if flag == geo.Present {
				flag = column.Flags[old]
			}
			weight := c.brings(old, at, people)
			sum, total = sum+weight*column.Values[old], total+weight
			plain += column.Values[old] / float64(len(c.sources[at]))
		}
		value := sum / total
		if !(total > 0) || len(c.sources[at]) == 1 {
			value = plain
		}
		if len(c.sources[at]) > 1 && !(total > 0) && flag == geo.Present {
			result.Unweighted++
		}
		if err := result.set(i, value, flag); err != nil {
			return Result{}, fmt.Errorf("%s: %w", c.to[at], err)
		}
	}
	return result, nil
}

// brings estimates how many people an old area brings to one of the new ones it became; NaN when people are not known.
func (c *Conversion) brings(old, at int, people People) float64 {
	if people.From == nil {
		return math.NaN()
	}
	parts := c.parts[old]
	if len(parts) == 1 {
		return people.From[old]
	}
	weights, _ := whole(people.To, parts)
	own, all := 0.0, 0.0
	for k, part := range parts {
		all += float64(weights[k])
		if part == at {
			own = float64(weights[k])
		}
	}
	return people.From[old] * own / all
}

// set stores a value as a release does, so that what is in memory is what is read back.
func (r *Result) set(i int, value float64, flag geo.Flag) error {
	stored, err := geo.Store(value, flag, r.Indicator.Decimals)
	if err != nil {
		return err
	}
	r.Values[i], r.Flags[i] = geo.Load(stored, r.Indicator.Decimals)
	return nil
}

// whole returns the people of some areas as whole numbers, and whether all that matter are known: with one area, none do. Areas without
// any people between them weigh the same.
func whole(people []float64, areas []int) (weights []int64, known bool) {
	weights = make([]int64, len(areas))
	known = people != nil
	var all int64
	for k, area := range areas {
		if known = known && !math.IsNaN(people[area]); known {
			weights[k] = int64(math.Round(people[area]))
			all += weights[k]
		}
	}
	if all == 0 || !known {
		for k := range weights {
			weights[k] = 1
		}
	}
	return weights, known || len(areas) == 1
}
