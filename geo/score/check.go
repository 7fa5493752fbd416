package score

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
)

// Error says what is wrong with a recipe, or with the data it asks for.
type Error struct {
	Component string // id, when about one
	Indicator string // id, when about one
	Problem   string
	Remedy    string
}

func (e *Error) Error() string {
	where := "index"
	switch {
	case e.Indicator != "":
		where = fmt.Sprintf("index: indicator %q", e.Indicator)
	case e.Component != "":
		where = fmt.Sprintf("index: component %q", e.Component)
	}
	return fmt.Sprintf("%s: %s — %s", where, e.Problem, e.Remedy)
}

// check refuses a recipe that has no meaning for a table.
func (r Recipe) check(t geo.Table) error {
	switch {
	case !slices.Contains(Normalisations(), r.Normalise):
		return &Error{Problem: fmt.Sprintf("normalise = %q is not known", r.Normalise), Remedy: "write " + choice(Normalisations())}
	case !slices.Contains(Aggregations(), r.Aggregate):
		return &Error{Problem: fmt.Sprintf("aggregate = %q is not known", r.Aggregate), Remedy: "write " + choice(Aggregations())}
	case r.Aggregate == Geometric && (r.Normalise == ZScore || r.Normalise == Exponential):
		return &Error{Problem: fmt.Sprintf("a geometric mean of %q scores has no meaning", r.Normalise),
			Remedy: `write normalise = "minmax" or "rank" with it, or aggregate = "arithmetic"`}
	case !(r.MinimumPresent > 0 && r.MinimumPresent <= 1): // so that NaN fails too
		return &Error{Problem: fmt.Sprintf("minimum_present = %g is not a share", r.MinimumPresent),
			Remedy: "write a number above 0 and at most 1; 1 asks for every indicator"}
	case r.OutOf != 0 && r.Normalise != Exponential:
		return &Error{Problem: fmt.Sprintf("out_of = %g, but only %q has a raw score that weights are shares of", r.OutOf, Exponential),
			Remedy: "leave it out"}
	case r.OutOf != 0 && !(r.rawTop() > 0 && r.rawTop() <= 2*highest*highest):
		return &Error{Problem: fmt.Sprintf("out_of = %g is not what the weights are shares of", r.OutOf),
			Remedy: "write about the sum of the components' weights, or leave it out"}
	case r.Within != nil && len(r.Within) != len(t.Codes):
		return &Error{Problem: fmt.Sprintf("%d groups are given for %d areas", len(r.Within), len(t.Codes)), Remedy: "give one for each area"}
	}
	seen := map[string]bool{}
	total := 0.0
	for _, c := range r.Components {
		if !isWeight(c.Weight) {
			return &Error{Component: c.ID, Problem: fmt.Sprintf("its weight is %g", c.Weight), Remedy: "write 0 or more"}
		}
		total += c.Weight
		if err := c.check(t, seen); err != nil {
			return err
		}
	}
	if total == 0 {
		return &Error{Problem: "no component has a weight", Remedy: "give at least one a weight above 0"}
	}
	return nil
}

// check refuses a component without weights or with an indicator that is unknown or already seen.
func (c Component) check(t geo.Table, seen map[string]bool) error {
	total := 0.0
	for _, w := range c.Indicators {
		if !isWeight(w.Weight) {
			return &Error{Component: c.ID, Indicator: w.Indicator, Problem: fmt.Sprintf("its weight is %g", w.Weight), Remedy: "write 0 or more"}
		}
		if _, ok := t.Column(w.Indicator); !ok {
			return &Error{Component: c.ID, Indicator: w.Indicator, Problem: "there is no such indicator",
				Remedy: "use the id of an indicator of " + t.Geography}
		}
		if seen[w.Indicator] {
			return &Error{Component: c.ID, Indicator: w.Indicator, Problem: "it is in the index twice",
				Remedy: "name it once, with a larger weight if it is to count for more"}
		}
		seen[w.Indicator] = true
		total += w.Weight
	}
	if total == 0 {
		return &Error{Component: c.ID, Problem: "its indicators have no weight", Remedy: "give at least one a weight above 0, or leave the component out"}
	}
	return nil
}

func isWeight(w float64) bool { return w >= 0 && !math.IsInf(w, 1) }

// choice lists words to write: "minmax", "rank" or "imd".
func choice(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	return geo.List(quoted, "or")
}
