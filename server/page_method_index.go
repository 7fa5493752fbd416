package server

import (
	"cmp"
	"fmt"

	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

func (m *model) indexMethod() methodSection {
	out := []string{
		fmt.Sprintf("The index combines %s in %s. 10 is most at risk, always; it ranks the %s on this map against each other.",
			geo.Counted(m.countIndicators(), "indicator", "indicators"), geo.Counted(len(m.manifest.Components), "component", "components"), m.small.Plural),
		m.scaleWords() + " It is turned round where a higher figure is better. " + m.meanWords(),
	}
	if least := m.manifest.MinimumPresent; least > 0 {
		out = append(out, presentWords(least, m.small.Singular))
	}
	if info, ok := m.info(indexColumn); ok && info.Note != "" {
		out = append(out, info.Note)
	}
	if len(m.parents) > 0 {
		how := "a plain mean"
		if m.manifest.People > 0 {
			how = "weighted by people"
		}
		out = append(out, fmt.Sprintf("A %s has the mean of its %s, %s; it is not scored anew.", m.parents[0].Singular, m.small.Plural, how))
	}
	return methodSection{
		ID: "index", Title: "The index", Words: out,
		Formula: m.indexFormula(),
		Grids:   []gridView{m.recipe()},
	}
}

// scaleWords says how an indicator is put on the common scale.
func (m *model) scaleWords() string {
	switch m.manifest.Normalise {
	case score.ZScore:
		return fmt.Sprintf("Each indicator is put on a common scale by its distance from the mean of all %s, in standard deviations (z-scores).", m.small.Plural)
	case score.PercentileRank:
		return fmt.Sprintf("Each indicator is put on a common scale from 0 to 10 by the share of the other %s that are less at risk (percentile ranks); "+
			"those with the same figure share the middle of their ranks.", m.small.Plural)
	case score.Exponential:
		return fmt.Sprintf("Each indicator is put on a common scale by its percentile rank. Each component is then ranked, and its ranks are spread out "+
			"at the top, so that a low score in one component does little to "+
			"cancel a high one in another, in the form of the English Indices of Deprivation: about a tenth of the %s score above half of the scale.", m.small.Plural)
	}
	return fmt.Sprintf("Each indicator is put on a common scale on which the least at risk %s has 0 and the most at risk has 10 (min–max).", m.small.Singular)
}

// meanWords says how scores are put together.
func (m *model) meanWords() string {
	words := fmt.Sprintf("Indicators are averaged into components, and components into the index, by the weights below (%s mean).", m.manifest.Aggregate)
	switch {
	case m.manifest.Aggregate == score.Geometric:
		words += " A geometric mean, taken on a scale from 1 to 100, makes up for less: a high score in one thing and a low one in another count for " +
			"less than two middling ones."
	case m.manifest.Normalise == score.ZScore:
		words += " The result is stretched so that the lowest has 0 and the highest 10; before that, it is the raw score, which is kept too."
	case m.manifest.Normalise == score.Exponential:
		words += " The weighted sum on a scale to 100 is the raw score, which is kept too and which the ranks follow."
	}
	return words
}

// presentWords says how much of the index an area must have figures for.
func presentWords(least float64, singular string) string {
	if least == 1 {
		return fmt.Sprintf("A %s has an index only when it has a figure for every indicator. None is filled in.", singular)
	}
	return fmt.Sprintf("A %s has an index when it has figures for indicators with at least %s%% of the weight, in the index and in a component "+
		"alike; the mean is then over those it has, and its page says which it lacks. None is filled in.",
		singular, compact(100*least))
}

// indexFormula is how the index is made, in symbols.
func (m *model) indexFormula() string {
	switch {
	case m.manifest.Normalise == score.Exponential:
		return "raw score = Σ component weight × X ÷ Σ component weight;  X = −23 ln(1 − R (1 − e^(−100/23))), R = the component’s rank ÷ the number ranked, 1 = most at risk"
	case m.manifest.Aggregate == score.Geometric:
		return "index = (exp(Σ component weight × ln component ÷ Σ component weight) − 1) ÷ 9.9;  component = exp(Σ indicator weight × ln(1 + 9.9 × " +
			"score) ÷ Σ indicator weight)"
	case m.manifest.Normalise == score.ZScore:
		return "raw score = Σ component weight × component ÷ Σ component weight;  component = Σ indicator weight × z ÷ Σ indicator weight;  z = (figure " +
			"− mean) ÷ standard deviation"
	}
	return "index = Σ component weight × component ÷ Σ component weight;  component = Σ indicator weight × score ÷ Σ indicator weight"
}

func (m *model) countIndicators() int {
	n := 0
	for _, c := range m.manifest.Components {
		n += len(c.Weights)
	}
	return n
}

// recipe is the table of components, indicators and weights.
func (m *model) recipe() gridView {
	grid := gridView{
		Caption: "What is in the index, and how much it weighs",
		Heads: []headView{
			{Title: "Indicator"}, {Title: "Component"}, {Title: "Weight in component", Class: "num"}, {Title: "Share of index", Unit: "%", Class: "num"},
			{Title: "Worse when"}, {Title: "Unit"}, {Title: "Period"}, {Title: "No figure", Unit: m.small.Plural, Class: "num"},
		},
	}
	total := 0.0
	for _, c := range m.manifest.Components {
		total += c.Weight
	}
	for _, c := range m.manifest.Components {
		inside := 0.0
		for _, w := range c.Weights {
			inside += w.Weight
		}
		for _, w := range c.Weights {
			info, _ := m.info(w.Indicator)
			worse := "higher"
			if info.Higher == geo.HigherIsBetter {
				worse = "lower"
			}
			share := "0"
			if total > 0 && inside > 0 {
				share = geo.Number(c.Weight/total*w.Weight/inside*100, 1)
			}
			grid.Rows = append(grid.Rows, rowView{Cells: []cellView{
				{Text: cmp.Or(geo.Capital(info.Title), w.Indicator), Small: info.Note}, {Text: fmt.Sprintf("%s (weight %s)", c.Title, compact(c.Weight))},
				{Text: compact(w.Weight), Class: "num"}, {Text: share, Class: "num"}, {Text: worse}, {Text: info.Unit}, {Text: info.Period},
				{Text: geo.Count(len(m.areas.Codes) - info.Counts.Present), Class: "num"},
			}})
		}
	}
	return grid
}
