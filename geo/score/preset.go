package score

import "slices"

// DERI returns a recipe in the form of the Digital Exclusion Risk Index: the same indicators, min–max, in components of equal
// weight, and no index where any indicator is missing. (That index counts what is suppressed as zero; this one never does.)
func DERI(r Recipe) Recipe {
	equal := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 1, Within: r.Within}
	for _, c := range r.Components {
		c.Weight = sign(c.Weight)
		equal.Components = append(equal.Components, c)
	}
	return equal
}

// EqualWeights returns a recipe in which every indicator that has weight counts the same in the index, whichever component it
// is in.
func EqualWeights(r Recipe) Recipe {
	equal := r
	equal.Components, equal.OutOf = nil, 0
	for _, c := range r.Components {
		counted := 0.0
		indicators := slices.Clone(c.Indicators)
		for i := range indicators {
			indicators[i].Weight = sign(indicators[i].Weight)
			counted += indicators[i].Weight
		}
		c.Indicators, c.Weight = indicators, counted*sign(c.Weight)
		equal.Components = append(equal.Components, c)
	}
	return equal
}

// Reweighted returns a recipe with other weights for its components; those that weights do not name have none.
func Reweighted(r Recipe, weights map[string]float64) Recipe {
	other := r
	other.Components = nil
	for _, c := range r.Components {
		c.Weight = weights[c.ID]
		other.Components = append(other.Components, c)
	}
	return other
}

// Only returns a recipe of some of the components, in their weights.
func Only(r Recipe, ids ...string) Recipe {
	weights := map[string]float64{}
	for _, c := range r.Components {
		if slices.Contains(ids, c.ID) {
			weights[c.ID] = c.Weight
		}
	}
	only := Reweighted(r, weights)
	only.OutOf = 0
	return only
}

// sign is 1 for a weight and 0 for none.
func sign(weight float64) float64 {
	if weight > 0 {
		return 1
	}
	return 0
}
