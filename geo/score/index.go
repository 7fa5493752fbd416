package score

import (
	"math"

	"hotspotmap/geo"
)

// part is an indicator's scores and what they count for in a component.
type part struct {
	column geo.Column
	scores []float64 // as the mean takes them in
	weight float64
}

// Index computes the index of every area of a table. An error is an [*Error].
func Index(t geo.Table, r Recipe) (Result, error) {
	if err := r.check(t); err != nil {
		return Result{}, err
	}
	parts, flats, err := r.parts(t)
	if err != nil {
		return Result{}, err
	}
	n := len(t.Codes)
	result := Result{Absent: make([]int, n), Flat: flats}
	whole, absent := make([]mean, n), make([]absences, n)
	for i, c := range r.Components {
		means, shares, why := componentOf(parts[i], n, r.MinimumPresent)
		if r.Normalise == Exponential {
			exponential(means, r.Within)
		}
		column := newColumn("component_"+c.ID, c.Title, n)
		for area, value := range r.shown(means) {
			put(column, area, value, why[area].reason())
			whole[area].add(means[area], c.Weight, shares[area])
			if c.Weight > 0 {
				absent[area] = append(absent[area], why[area]...)
			}
		}
		result.Components = append(result.Components, column)
	}

	means := make([]float64, n)
	for area := range means {
		means[area], _ = whole[area].value(r.MinimumPresent)
		result.Absent[area] = len(absent[area])
	}
	result.Index = newColumn("index", "Digital exclusion index", n)
	for area, value := range r.shown(means) {
		put(result.Index, area, value, absent[area].reason())
	}
	ranked := result.Index
	if raw := r.raw(means); raw != nil {
		ranked = geo.NewColumn(geo.Indicator{ID: "raw", Title: "Raw score", Higher: geo.HigherIsWorse, Decimals: RawDecimals}, n)
		for area, value := range raw {
			put(ranked, area, value, absent[area].reason())
		}
		result.Raw = &ranked
	}
	result.Rank, result.Decile = Rank(ranked)
	return result, nil
}

// parts puts every indicator of the recipe on its scale, component by component.
func (r Recipe) parts(t geo.Table) ([][]part, []Flat, error) {
	parts := make([][]part, len(r.Components))
	var flats []Flat
	for i, c := range r.Components {
		for _, w := range c.Indicators {
			column, _ := t.Column(w.Indicator)
			scores, flat, err := r.normalise(column)
			if err != nil {
				return nil, nil, err
			}
			flats = append(flats, flat...)
			parts[i] = append(parts[i], part{column, r.enter(scores), w.Weight})
		}
	}
	return parts, flats, nil
}

// componentOf returns, for each of n areas, a component's mean (NaN when it would rest on too little), the share of its weight
// that the mean rests on, and why values are absent.
func componentOf(parts []part, n int, minimum float64) (means, shares []float64, why []absences) {
	means, shares, why = make([]float64, n), make([]float64, n), make([]absences, n)
	for area := range n {
		var m mean
		for _, p := range parts {
			m.add(p.scores[area], p.weight, 1)
			if p.weight > 0 {
				why[area].note(p.column, area)
			}
		}
		means[area], shares[area] = m.value(minimum)
	}
	return means, shares, why
}

// newColumn is an empty column of the index's scale.
func newColumn(id, title string, n int) geo.Column {
	return geo.NewColumn(geo.Indicator{ID: id, Title: title, Higher: geo.HigherIsWorse, Decimals: Decimals}, n)
}

// put writes a value at the column's decimals, or the reason there is none.
func put(c geo.Column, area int, value float64, absent geo.Flag) {
	if math.IsNaN(value) {
		c.Flags[area] = absent
		return
	}
	c.Values[area], c.Flags[area] = c.Indicator.Round(value), geo.Present
}
