package access

import (
	"fmt"
	"math"

	"hotspotmap/geo"
)

// Need is how many people in need live in each area: its people × how far a measure lies along its scale, so that an area of 1,500
// people with an index of 6 out of 10 counts 900. It is a weight, to compare places by; it is not the number of people who are excluded.
type Need struct {
	Each    []float64 // NaN where people or measure are not known
	Total   float64   // of those known
	Unknown int       // areas without
	Of      string    // what it is, in words: "people × index ÷ 10"
}

// NeedOf weights people by a measure from 0 to full, turned round where a higher value is better. people is NaN where unknown, nil
// when unknown everywhere. An area whose measure is off its scale has no need, as one without a value.
func NeedOf(people []float64, measure geo.Column, full float64) Need {
	n := Need{Each: make([]float64, len(measure.Values))}
	term := measure.Indicator.ID
	if measure.Indicator.Higher == geo.HigherIsBetter {
		term = fmt.Sprintf("(%g − %s)", full, term)
	}
	n.Of = fmt.Sprintf("people × %s ÷ %g", term, full)
	for area, v := range measure.Values {
		n.Each[area] = math.NaN()
		if measure.Indicator.Higher == geo.HigherIsBetter {
			v = full - v
		}
		if people == nil || math.IsNaN(people[area]) || measure.Flags[area] != geo.Present || !(v >= 0 && v <= full) {
			n.Unknown++
			continue
		}
		n.Each[area] = people[area] * v / full
		n.Total += n.Each[area]
	}
	return n
}

// Known reports whether any area's need is known.
func (n Need) Known() bool { return n.Unknown < len(n.Each) }
