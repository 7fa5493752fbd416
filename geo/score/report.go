package score

import (
	"cmp"
	"fmt"
	"math"

	"hotspotmap/geo"
)

// driverSamples is how often the inputs are drawn to find what moves the ranking: the ranking is made this many times the number of
// inputs and two.
const driverSamples = 256

// Report looks into how far the ranking of a geography depends on what could have been chosen otherwise: the draws as columns, and
// all that was found as it is published. An error is an [*Error].
func Report(g geo.Geography, t geo.Table, r Recipe, u Uncertainty) (Stability, geo.Stability, error) {
	s, err := RankStability(t, r, u)
	if err != nil {
		return s, geo.Stability{}, err
	}
	out := geo.Stability{
		Geography: g.ID, Draws: s.Draws, Seed: s.Seed, Spread: s.Spread, Normalisations: s.Normalisations, Top: s.Top, Scored: s.Scored,
		Alternatives: []geo.Alternative{}, Correlations: []geo.Correlation{}, Warnings: []string{},
	}
	for area, flag := range s.TopShare.Flags {
		if flag == geo.Present {
			switch VerdictOf(s.TopShare.Values[area]) {
			case Robust:
				out.Robust++
			case Depends:
				out.Depends++
			case Never:
				out.Never++
			}
		}
	}
	out.Sentence = sentenceOf(out, g)
	if err := reportAlternatives(&out, t, r); err != nil {
		return s, out, err
	}
	if err := reportDrivers(&out, t, r, u); err != nil {
		return s, out, err
	}
	return s, out, reportCorrelations(&out, t, r)
}

// sentenceOf says how much of the top is robust.
func sentenceOf(s geo.Stability, g geo.Geography) string {
	if s.Scored == 0 {
		return fmt.Sprintf("None of the %s has an index, so there is no ranking to depend on anything.", g.Plural)
	}
	return fmt.Sprintf("Of %s with an index, %s %s among the %s most at risk in at least %d%% of %s draws of the weights (%s); %s %s in some of them "+
		"(%s), and %s in none (%s).",
		geo.Counted(s.Scored, g.Singular, g.Plural), geo.Count(s.Robust), geo.Noun(s.Robust, "is", "are"), geo.Count(s.Top), RobustShare, geo.Count(s.Draws), Robust,
		geo.Count(s.Depends), geo.Noun(s.Depends, "is", "are"), Depends, geo.Count(s.Never), Never)
}

func reportAlternatives(out *geo.Stability, t geo.Table, r Recipe) error {
	alternatives, err := OneAtATime(t, r, out.Top)
	if err != nil {
		return err
	}
	for _, a := range alternatives {
		reported := geo.Alternative{Change: a.Change.words(t, r), Areas: a.Areas, Shift: rounded(a.Shift, 1), Left: a.Left}
		if rho := rounded(a.Spearman, 3); !math.IsNaN(rho) {
			reported.Spearman = &rho
		}
		out.Alternatives = append(out.Alternatives, reported)
	}
	return nil
}

func reportDrivers(out *geo.Stability, t geo.Table, r Recipe, u Uncertainty) error {
	d, err := Drive(t, r, u, driverSamples)
	if err != nil {
		return err
	}
	out.Drivers = geo.Drivers{Areas: d.Areas, Samples: d.Samples}
	for _, driver := range d.Drivers {
		words := "How indicators are put on one scale"
		for _, c := range r.Components {
			if c.ID == driver.Component {
				words = fmt.Sprintf("Weight of “%s”", c.Title)
			}
		}
		out.Drivers.Inputs = append(out.Drivers.Inputs, geo.Driver{
			Input: words, First: rounded(driver.First, 3), FirstError: rounded(driver.FirstError, 3),
			Total: rounded(driver.Total, 3), TotalError: rounded(driver.TotalError, 3),
		})
	}
	return nil
}

// reportCorrelations leaves out pairs that cannot be compared, as one is constant or too few areas have both.
func reportCorrelations(out *geo.Stability, t geo.Table, r Recipe) error {
	correlations, err := Correlations(t, r)
	if err != nil {
		return err
	}
	for _, c := range correlations {
		if math.IsNaN(c.Pearson) {
			continue
		}
		out.Correlations = append(out.Correlations, geo.Correlation{A: c.A, B: c.B, Areas: c.Areas, Pearson: rounded(c.Pearson, 3), Spearman: rounded(c.Spearman, 3)})
		if words := c.Warning(titleOf(t, c.A), titleOf(t, c.B), r.Share(c.A)+r.Share(c.B)); words != "" {
			out.Warnings = append(out.Warnings, words)
		}
	}
	return nil
}

// words says what was changed.
func (c Change) words(t geo.Table, r Recipe) string {
	switch {
	case c.WithoutComponent != "":
		for _, component := range r.Components {
			if component.ID == c.WithoutComponent {
				return fmt.Sprintf("Without the component “%s”", component.Title)
			}
		}
	case c.WithoutIndicator != "":
		return fmt.Sprintf("Without “%s”", titleOf(t, c.WithoutIndicator))
	case c.Normalise != "":
		return geo.Capital(ScaleWords(c.Normalise)) + " instead of " + ScaleWords(r.Normalise)
	case c.Aggregate != "":
		return geo.Capital(c.Aggregate) + " instead of " + r.Aggregate + " means"
	case c.EqualComponents:
		return "All components with the same weight"
	}
	return "All indicators with the same weight"
}

// ScaleWords names a normalisation as a sentence does.
func ScaleWords(normalise string) string {
	return map[string]string{MinMax: "min–max", ZScore: "z-scores", PercentileRank: "percentile ranks", Exponential: "exponential ranks"}[normalise]
}

func titleOf(t geo.Table, indicator string) string {
	c, _ := t.Column(indicator)
	return cmp.Or(c.Indicator.Title, indicator)
}

// rounded is a figure as it is published.
func rounded(v float64, decimals int) float64 { return geo.Indicator{Decimals: decimals}.Round(v) }
