package score

import (
	"math"

	"hotspotmap/geo"
)

// geometricSpread puts a score of 0–10 on 1–100, where every logarithm is a number: 1 + 9.9 × score.
const geometricSpread = 9.9

// enter is what a mean takes in for a score: the score, or its logarithm on 1–100 for a geometric mean.
func (r Recipe) enter(scores []float64) []float64 {
	if r.Aggregate == Geometric {
		for i, s := range scores {
			scores[i] = math.Log(1 + float64(geometricSpread*s))
		}
	}
	return scores
}

// shown puts means on 0–10. Those of z-scores have no ends of their own: the lowest of a group becomes 0 and its highest 10, of
// the means as they are stored, lest what rounding adds to equal ones be spread over the scale.
func (r Recipe) shown(means []float64) []float64 {
	out := make([]float64, len(means))
	for i, m := range means {
		out[i] = m
		if r.Aggregate == Geometric {
			out[i] = (math.Exp(m) - 1) / geometricSpread
		}
	}
	if r.Normalise == ZScore {
		asStored(out)
		for _, g := range groupsOf(out, r.Within) {
			if low, high := g.span(out); low < high {
				stretch(out, g)
			} else {
				level(out, g, middle)
			}
		}
	}
	return out
}

// raw puts means on the recipe's own scale; nil where that is 0–10.
func (r Recipe) raw(means []float64) []float64 {
	switch r.Normalise {
	case ZScore:
		return means
	case Exponential:
		out := make([]float64, len(means))
		for i, m := range means {
			out[i] = m * r.rawTop() / highest
		}
		return out
	}
	return nil
}

// rawTop is the raw score of an area that is the most at risk in every component.
func (r Recipe) rawTop() float64 {
	sum := 0.0
	for _, c := range r.Components {
		sum += c.Weight
	}
	if r.OutOf == 0 {
		return highest * highest
	}
	return highest * highest * sum / r.OutOf
}

// asStored rounds means to what is stored of a recipe's own scale, where equal ones are equal whatever they were added up from.
func asStored(means []float64) {
	column := geo.Indicator{Decimals: RawDecimals}
	for i, m := range means {
		means[i] = column.Round(m)
	}
}
