package server

import (
	"fmt"
	"slices"
	"strconv"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// presetMethod lists the other ways in which the index is made; there is no section when there are none.
func (m *model) presetMethod() []methodSection {
	if len(m.manifest.Presets) == 0 {
		return nil
	}
	grid := gridView{
		Caption: "The index made in other ways",
		Heads:   []headView{{Title: "Index"}, {Title: "Indicators on one scale by"}, {Title: "Put together by"}, {Title: "Needs", Unit: "% of the weight", Class: "num"}, {Title: "Components and weights"}},
	}
	for _, p := range m.manifest.Presets {
		row := rowView{Cells: []cellView{
			{Text: p.Title, Href: "/?layer=index_" + p.ID}, {Text: score.ScaleWords(p.Normalise)}, {Text: p.Aggregate + " means"},
			{Text: compact(100 * p.MinimumPresent), Class: "num"}, {Text: weightWords(p.Components)},
		}}
		if info, ok := m.info("index_" + p.ID); ok && info.Note != "" {
			row.Cells[0].Small = info.Note
		}
		grid.Rows = append(grid.Rows, row)
	}
	return []methodSection{{
		ID: "presets", Title: "The index made in other ways", Grids: []gridView{grid},
		Words: []string{"Each is a layer of the map with a rank of its own, made from the same figures, so that it can be seen what a choice changes. " +
			"Hotspots, gaps and target areas rest on the index itself."},
	}}
}

// weightWords writes components with their weights: "Access 3, Skills 2".
func weightWords(components []release.Component) string {
	words := make([]string, len(components))
	for i, c := range components {
		words[i] = c.Title + " " + compact(c.Weight)
	}
	return geo.List(words, "and")
}

// stabilityMethod says how far the ranking depends on choices that could have been made otherwise; there is no section when the
// release does not know.
func (m *model) stabilityMethod() []methodSection {
	s := m.rel.Stability()
	if s == nil {
		return nil
	}
	scales := make([]string, len(s.Normalisations))
	for i, n := range s.Normalisations {
		scales[i] = score.ScaleWords(n)
	}
	words := []string{
		s.Sentence,
		fmt.Sprintf("Weights are a judgement. To see what hangs on it, they were drawn anew %s times around the chosen ones (seed %d), those of the "+
			"components and those of the indicators inside each, from Dirichlet distributions: a weight of average size varies by %s%% of itself, up or "+
			"down (one standard deviation), larger ones by less and smaller ones by more. Each draw puts the indicators on one scale in one of these ways "+
			"in turn: %s. A %s is called robust when at least %d%% of the draws put it among the %s most at risk, and never when none does. "+
			"The range of ranks given on its page leaves out the highest and the lowest 5%% of the draws.",
			geo.Count(s.Draws), s.Seed, compact(100*s.Spread), geo.List(scales, "and"), m.small.Singular, score.RobustShare, geo.Count(s.Top)),
		"The first table changes one thing at a time. The second asks which choice moves the ranking most when all of them vary at once: by itself, and " +
			"with what it does together with the others. Its shares are estimates; what they leave open is given after ±, and one a little below zero " +
			"means none (Saisana, Saltelli and Tarantola 2005; Saltelli and others 2010).",
		"Robust means robust to the weights and the scale. Whether the right indicators were chosen, and whether their figures are right, no draw of weights can tell.",
	}
	words = append(words, notEmpty(m.robustParents())...)
	section := methodSection{ID: "stability", Title: "How far the ranking depends on the weights", Words: words, Grids: []gridView{m.alternativesGrid(s)}}
	if len(s.Drivers.Inputs) > 0 {
		section.Grids = append(section.Grids, m.driversGrid(s))
	}
	double := methodSection{ID: "correlations", Title: "Indicators that say the same", Words: m.doubleCounting(s)}
	if len(s.Correlations) > 0 {
		double.Grids = []gridView{m.correlationGrid(s)}
	}
	return []methodSection{section, double}
}

// robustParents says what the map of the draws shows of parents; empty where that is nothing.
func (m *model) robustParents() string {
	var plurals []string
	for _, g := range m.parents {
		if _, known := m.rel.ColumnInfo(g.ID, robustShareColumn); known {
			plurals = append(plurals, g.Plural)
		}
	}
	if plurals == nil {
		return ""
	}
	return fmt.Sprintf("Of %s the map shows what share of their %s are robust. One whose place depends on the weights does not count towards it: 10%% is "+
		"one in ten that is there whatever the weights, not all of them in a tenth of the draws.", geo.List(plurals, "and"), m.small.Plural)
}

// alternativesGrid is what becomes of the ranking when one thing is changed.
func (m *model) alternativesGrid(s *geo.Stability) gridView {
	grid := gridView{
		Caption: "What becomes of the ranking when one thing about the index is changed",
		Heads: []headView{
			{Title: "Change"}, {Title: "Places moved", Unit: "average", Class: "num"},
			{Title: fmt.Sprintf("Leave the %s most at risk", geo.Count(s.Top)), Unit: m.small.Plural, Class: "num"},
			{Title: "Agreement", Unit: "Spearman", Class: "num"}, {Title: "Compared", Unit: m.small.Plural, Class: "num"},
		},
	}
	for _, a := range s.Alternatives {
		agreement := cellView{Text: "Not known", Class: "none"}
		if a.Spearman != nil {
			agreement = cellView{Text: geo.Number(*a.Spearman, 3), Class: "num"}
		}
		grid.Rows = append(grid.Rows, rowView{Cells: []cellView{
			{Text: a.Change}, {Text: geo.Number(a.Shift, 1), Class: "num"}, {Text: geo.Count(a.Left), Class: "num"}, agreement, {Text: geo.Count(a.Areas), Class: "num"},
		}})
	}
	return grid
}

// driversGrid is which choices move the ranking, by their Sobol indices.
func (m *model) driversGrid(s *geo.Stability) gridView {
	sample := "all"
	if s.Drivers.Areas < s.Scored {
		sample = "an even sample"
	}
	grid := gridView{
		Caption: fmt.Sprintf("Which choice moves the ranking: Sobol indices of the average number of places moved, from %s samples, with standard errors (%s of %s)",
			geo.Count(s.Drivers.Samples), sample, geo.Counted(s.Drivers.Areas, m.small.Singular, m.small.Plural)),
		Heads: []headView{{Title: "Choice"}, {Title: "By itself", Unit: "share of the variance", Class: "num"}, {Title: "With the others", Unit: "share of the variance", Class: "num"}},
	}
	estimate := func(v, deviation float64) cellView {
		return cellView{Text: geo.Number(v, 2), Small: "± " + geo.Number(deviation, 2), Class: "num"}
	}
	for _, d := range s.Drivers.Inputs {
		grid.Rows = append(grid.Rows, rowView{Cells: []cellView{{Text: d.Input}, estimate(d.First, d.FirstError), estimate(d.Total, d.TotalError)}})
	}
	return grid
}

// doubleCounting warns of indicators that say nearly the same.
func (m *model) doubleCounting(s *geo.Stability) []string {
	if len(s.Correlations) == 0 {
		return []string{"The index has no two indicators that can be compared."}
	}
	words := []string{"Two indicators that go together closely may count one thing twice, unless they are wanted for different reasons. A " +
		"correlation of 0.9 or more, of the values or of their ranks, is named here. " +
		"In the table, Spearman’s correlation is above the diagonal and Pearson’s below; all indicators are turned so that higher is more at risk."}
	if len(s.Warnings) == 0 {
		words = append(words, "No two indicators of this index go together as closely as that.")
	}
	return append(words, s.Warnings...)
}

// correlationGrid is the matrix of all indicators with all.
func (m *model) correlationGrid(s *geo.Stability) gridView {
	var ids []string
	for _, c := range s.Correlations {
		for _, id := range []string{c.A, c.B} {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	grid := gridView{Caption: "Correlation of each two indicators: Spearman above the diagonal, Pearson below", Heads: []headView{{Title: "Indicator"}}}
	for i, id := range ids {
		info, _ := m.info(id)
		row := rowView{Cells: []cellView{{Text: fmt.Sprintf("%d %s", i+1, geo.Capital(info.Title))}}}
		for range ids {
			row.Cells = append(row.Cells, cellView{Text: "–", Class: "num"})
		}
		grid.Heads = append(grid.Heads, headView{Title: strconv.Itoa(i + 1), Class: "num"})
		grid.Rows = append(grid.Rows, row)
	}
	for _, c := range s.Correlations {
		a, b := slices.Index(ids, c.A), slices.Index(ids, c.B)
		a, b = min(a, b), max(a, b)
		grid.Rows[a].Cells[b+1].Text = geo.Number(c.Spearman, 2)
		grid.Rows[b].Cells[a+1].Text = geo.Number(c.Pearson, 2)
	}
	return grid
}
