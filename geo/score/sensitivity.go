package score

import (
	"math"

	"hotspotmap/geo"
)

// Alternative is what becomes of the ranking when one thing about the recipe is changed.
type Alternative struct {
	Change Change
	Areas  int // that have an index both ways, which are those compared

	// Shift is how many places an area moves on average. Left is how many of the top areas are no longer among them.
	Shift float64
	Left  int

	Spearman float64 // between both rankings; NaN where fewer than three areas can be compared
}

// Change is one change of a recipe: one of its fields is set.
type Change struct {
	WithoutComponent string // id
	WithoutIndicator string // id
	Normalise        string
	Aggregate        string
	EqualComponents  bool // all components count the same
	EqualIndicators  bool // all indicators count the same
}

// OneAtATime changes one thing about a recipe at a time: leaves out each component and each indicator, normalises and aggregates
// in each other way that has a meaning, and makes weights equal. An indicator that is alone in its component is left out with it. top is
// how many areas are the top, 0 for a tenth. An error is an [*Error].
func OneAtATime(t geo.Table, r Recipe, top int) ([]Alternative, error) {
	base, err := Index(t, r)
	if err != nil {
		return nil, err
	}
	top = topOf(top, base.Index.Present())
	var found []Alternative
	for _, c := range r.changes() {
		other := r.with(c)
		if other.check(t) != nil {
			continue // there is no such recipe: nothing is left, or its parts do not go together
		}
		result, err := Index(t, other)
		if err != nil {
			return nil, err
		}
		found = append(found, compare(c, base.Rank, result.Rank, top))
	}
	return found, nil
}

// changes lists what can be changed about a recipe.
func (r Recipe) changes() []Change {
	var changes []Change
	for _, c := range r.Components {
		if c.Weight > 0 {
			changes = append(changes, Change{WithoutComponent: c.ID})
		}
	}
	for _, c := range r.Components {
		weighted := 0
		for _, w := range c.Indicators {
			if w.Weight > 0 {
				weighted++
			}
		}
		for _, w := range c.Indicators {
			if c.Weight > 0 && w.Weight > 0 && weighted > 1 {
				changes = append(changes, Change{WithoutIndicator: w.Indicator})
			}
		}
	}
	for _, n := range Normalisations() {
		if n != r.Normalise {
			changes = append(changes, Change{Normalise: n})
		}
	}
	for _, a := range Aggregations() {
		if a != r.Aggregate {
			changes = append(changes, Change{Aggregate: a})
		}
	}
	return append(changes, Change{EqualComponents: true}, Change{EqualIndicators: true})
}

// with returns the recipe with one change.
func (r Recipe) with(change Change) Recipe {
	other := r
	other.OutOf = 0 // which ranks nothing
	switch {
	case change.EqualIndicators:
		return EqualWeights(other)
	case change.Normalise != "":
		other.Normalise = change.Normalise
	case change.Aggregate != "":
		other.Aggregate = change.Aggregate
	}
	other.Components = nil
	for _, c := range r.Components {
		switch {
		case c.ID == change.WithoutComponent && change.WithoutComponent != "":
			c.Weight = 0
		case change.EqualComponents:
			c.Weight = sign(c.Weight)
		}
		var indicators []Weight
		for _, w := range c.Indicators {
			if w.Indicator == change.WithoutIndicator {
				w.Weight = 0
			}
			indicators = append(indicators, w)
		}
		c.Indicators = indicators
		other.Components = append(other.Components, c)
	}
	return other
}

// compare measures how far two rankings agree, over the areas in both.
func compare(c Change, before, after geo.Column, top int) Alternative {
	a := Alternative{Change: c}
	shift := 0.0
	for area := range before.Values {
		was, is := before.Values[area], after.Values[area]
		if before.Flags[area] == geo.Present && was <= float64(top) && !(is <= float64(top)) {
			a.Left++
		}
		if before.Flags[area] == geo.Present && after.Flags[area] == geo.Present {
			a.Areas++
			shift += math.Abs(was - is)
		}
	}
	if a.Areas > 0 {
		a.Shift = shift / float64(a.Areas)
	}
	_, _, a.Spearman = correlate(before.Values, after.Values)
	return a
}

// mostSampled is how many areas are ranked again and again to find what the ranking is sensitive to: of more, every so many-th.
const mostSampled = 2000

// Driver is how far one input of the index decides how much the ranking moves.
type Driver struct {
	Component string // id; empty for the choice of normalisation
	Effect
}

// Drivers are the inputs of an index and what each contributes.
type Drivers struct {
	Areas   int // ranked, those of a sample where there are many
	Samples int
	Drivers []Driver
}

// Drive finds which of the components' weights, and the choice of normalisation, move the ranking. The weights vary independently
// and evenly, by so much that the standard deviation of each is u.Spread of itself; what is measured is the mean number of places an
// area moves from where the recipe puts it (Saisana, Saltelli and Tarantola 2005, section 3). An error is an [*Error].
func Drive(t geo.Table, r Recipe, u Uncertainty, samples int) (Drivers, error) {
	index, err := Index(t, r)
	if err != nil {
		return Drivers{}, err
	}
	if err := u.check(0); err != nil {
		return Drivers{}, err
	}
	normalisations := r.alternatives()
	f, err := newField(t, r, index, normalisations, mostSampled)
	if err != nil {
		return Drivers{}, err
	}
	d := Drivers{Areas: len(f.areas), Samples: samples}
	for _, c := range r.Components {
		if c.Weight > 0 {
			d.Drivers = append(d.Drivers, Driver{Component: c.ID})
		}
	}
	d.Drivers = append(d.Drivers, Driver{})
	if d.Areas == 0 {
		return d, nil
	}
	own := 0
	for i, n := range normalisations {
		if n == r.Normalise {
			own = i
		}
	}
	chosen, b := f.chosen(r), f.bench()
	before := make([]uint32, d.Areas)
	f.rank(own, chosen, b, before)
	effects := Sobol(len(d.Drivers), samples, u.Seed, func() func([]float64) float64 {
		b, after := f.bench(), make([]uint32, d.Areas)
		w := weights{make([]float64, len(chosen.components)), chosen.indicators}
		return func(x []float64) float64 {
			for i, share := range chosen.components {
				w.components[i] = share * max(1+u.Spread*math.Sqrt(3)*(2*x[i]-1), leastShare)
			}
			f.rank(int(x[len(x)-1]*float64(len(f.scales))), w, b, after)
			return meanShift(before, after)
		}
	})
	for i := range d.Drivers {
		d.Drivers[i].Effect = effects[i]
	}
	return d, nil
}

func meanShift(before, after []uint32) float64 {
	sum := 0.0
	for i := range before {
		sum += math.Abs(float64(before[i]) - float64(after[i]))
	}
	return sum / float64(len(before))
}
