package score

import (
	"math"

	"hotspotmap/geo"
)

// scored is an indicator's scores and what they count for in a component.
type scored struct {
	column geo.Column
	scores []float64
	weight float64
}

// Index computes the index of every area of a table. An error is an [*Error].
func Index(t geo.Table, r Recipe) (Result, error) {
	if err := r.check(t); err != nil {
		return Result{}, err
	}
	result := Result{Index: newColumn("index", "Digital exclusion index", len(t.Codes))}
	parts := make([][]scored, len(r.Components))
	for i, c := range r.Components {
		result.Components = append(result.Components, newColumn("component_"+c.ID, c.Title, len(t.Codes)))
		for _, w := range c.Indicators {
			column, _ := t.Column(w.Indicator)
			scores, flats, err := minmax(column, r.Within)
			if err != nil {
				return Result{}, err
			}
			result.Flat = append(result.Flat, flats...)
			parts[i] = append(parts[i], scored{column, scores, w.Weight})
		}
	}

	for area := range t.Codes {
		var whole mean
		var absent absences
		for i, c := range r.Components {
			var component mean
			var absentHere absences
			for _, p := range parts[i] {
				component.add(p.scores[area], p.weight, 1)
				if p.weight > 0 {
					absentHere.note(p.column, area)
				}
			}
			value, share := component.value(r.MinimumPresent)
			put(result.Components[i], area, value, absentHere.reason())
			whole.add(value, c.Weight, share)
			if c.Weight > 0 {
				absent = append(absent, absentHere...)
			}
		}
		value, share := whole.value(r.MinimumPresent)
		put(result.Index, area, value, absent.reason())
		if len(absent) > 0 {
			result.Absences = append(result.Absences, Absence{
				Position: area, Indicators: absent.indicators(), Share: share, Scored: !math.IsNaN(value)})
		}
	}
	result.Rank, result.Decile = Rank(result.Index)
	return result, nil
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
