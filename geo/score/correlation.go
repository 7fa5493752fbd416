package score

import (
	"fmt"
	"math"

	"hotspotmap/geo"
)

// doubling is the correlation from which two indicators are said to move almost together.
const doubling = 0.9

// Correlation is how closely two indicators go together, over the areas that have a value of both. Both are turned so that higher
// is more at risk: a positive correlation is of risk with risk.
type Correlation struct {
	A, B     string // indicators
	Areas    int
	Pearson  float64 // of the values; NaN where one of the two is constant or fewer than three areas have both
	Spearman float64 // of their ranks, ties sharing the mean rank
}

// Correlations compares each two indicators of a recipe that have weight, in the recipe's order.
func Correlations(t geo.Table, r Recipe) ([]Correlation, error) {
	if err := r.check(t); err != nil {
		return nil, err
	}
	type series struct {
		id     string
		values []float64
	}
	var all []series
	for _, c := range r.Components {
		for _, w := range c.Indicators {
			if c.Weight == 0 || w.Weight == 0 {
				continue
			}
			column, _ := t.Column(w.Indicator)
			values, err := oriented(column)
			if err != nil {
				return nil, err
			}
			all = append(all, series{w.Indicator, values})
		}
	}
	var found []Correlation
	for i, a := range all {
		for _, b := range all[i+1:] {
			c := Correlation{A: a.id, B: b.id}
			c.Areas, c.Pearson, c.Spearman = correlate(a.values, b.values)
			found = append(found, c)
		}
	}
	return found, nil
}

// Doubles reports whether two indicators say nearly the same, so that one counts twice.
func (c Correlation) Doubles() bool { return c.Pearson >= doubling || c.Spearman >= doubling }

// Opposes reports whether two indicators say nearly the opposite, so that they cancel each other.
func (c Correlation) Opposes() bool { return c.Pearson <= -doubling || c.Spearman <= -doubling }

// Warning says what is to be known of two indicators that say nearly the same or the opposite, given their titles and the
// share of the index, 0 to 1, that both make up; empty for others.
func (c Correlation) Warning(titleA, titleB string, share float64) string {
	figures := fmt.Sprintf("(Pearson %s, Spearman %s)", geo.Number(c.Pearson, 2), geo.Number(c.Spearman, 2))
	switch {
	case c.Doubles():
		return fmt.Sprintf("“%s” and “%s” say nearly the same %s: they move almost together, with %s%% of the weight of the index on the two.",
			titleA, titleB, figures, geo.Number(100*share, 0))
	case c.Opposes():
		return fmt.Sprintf("“%s” and “%s” say nearly the opposite %s: in the index they cancel each other, with %s%% of its weight on the two.",
			titleA, titleB, figures, geo.Number(100*share, 0))
	}
	return ""
}

// Share is the share of the index, 0 to 1, that an indicator's weight makes up.
func (r Recipe) Share(indicator string) float64 {
	components, share := 0.0, 0.0
	for _, c := range r.Components {
		components += c.Weight
		inside, own := 0.0, 0.0
		for _, w := range c.Indicators {
			inside += w.Weight
			if w.Indicator == indicator {
				own = w.Weight
			}
		}
		if own > 0 {
			share = c.Weight * own / inside
		}
	}
	if components == 0 {
		return 0
	}
	return share / components
}

// correlate compares two series over the positions where both have a value.
func correlate(a, b []float64) (n int, pearsonR, spearmanRho float64) {
	var x, y []float64
	for i := range a {
		if !math.IsNaN(a[i]) && !math.IsNaN(b[i]) {
			x, y = append(x, a[i]), append(y, b[i])
		}
	}
	every := group{areas: make([]int, len(x))}
	for i := range every.areas {
		every.areas[i] = i
	}
	return len(x), pearson(x, y), pearson(midRanks(x, every), midRanks(y, every))
}

// pearson is the product-moment correlation of two series; NaN where one is constant or there are fewer than three values.
func pearson(x, y []float64) float64 {
	if len(x) < 3 {
		return math.NaN()
	}
	n := float64(len(x))
	var meanX, meanY float64
	constant := [2]bool{true, true}
	for i := range x {
		meanX, meanY = meanX+x[i]/n, meanY+y[i]/n
		constant[0], constant[1] = constant[0] && x[i] == x[0], constant[1] && y[i] == y[0]
	}
	if constant[0] || constant[1] {
		return math.NaN()
	}
	var xy, xx, yy float64
	for i := range x {
		dx, dy := x[i]-meanX, y[i]-meanY
		xy, xx, yy = xy+float64(dx*dy), xx+float64(dx*dx), yy+float64(dy*dy)
	}
	return min(1, max(-1, xy/math.Sqrt(xx*yy)))
}
