package server

import (
	"cmp"
	"fmt"

	"hotspotmap/geo"
)

func (m *model) indexMethod() methodSection {
	out := []string{
		fmt.Sprintf("The index combines %s in %s. 10 is most at risk, always; it ranks the %s on this map against each other.",
			geo.Counted(m.countIndicators(), "indicator", "indicators"), geo.Counted(len(m.manifest.Components), "component", "components"), m.small.Plural),
		fmt.Sprintf("Each indicator is rescaled (%s) so that the best %s has 0 and the worst 1, turned round where a higher figure is better. "+
			"Indicators are averaged into components, and components into the index, by the weights below (%s mean).",
			cmp.Or(map[string]string{"minmax": "min–max"}[m.manifest.Normalise], m.manifest.Normalise), m.small.Singular, m.manifest.Aggregate),
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
		Formula: "index = 10 × (Σ component weight × component) ÷ Σ component weight;  component = (Σ indicator weight × rescaled indicator) ÷ Σ indicator weight",
		Grids:   []gridView{m.recipe()},
	}
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
