package server

import (
	"fmt"
	"strings"

	"hotspotmap/geo"
)

// sharesMethod explains capacity and equity; nothing in a release that measured neither.
func (m *model) sharesMethod() []methodSection {
	week := m.rel.Week()
	if week == nil || len(week.Equity) == 0 && len(week.Capacity) == 0 {
		return nil
	}
	section := methodSection{
		ID: "shares", Title: "Capacity and equity", Words: []string{
			"The concentration index says whether reach falls to those in need. It runs from −1 to 1: above 0, those more in need have more of it; at 0, need makes no " +
				"difference. People are put in order of need for each person of their area, everyone in an area alike: the rank is the share of people less " +
				"in need, and half of those equally in need; h is the share of them in reach, or the capacity around them. " +
				"It is the “convenient covariance” of Kakwani, Wagstaff and van Doorslaer, Journal of Econometrics 77 (1997) 87–103. " +
				"The tenth most in need is a tenth of all people, from the areas with most need for each person.",
		},
		Formula: "C = 2 ÷ mean(h) × Σ share of people × (h − mean(h)) × (rank by need − ½)",
		Grids:   []gridView{m.equityGrid(*week)},
	}
	if len(week.Capacity) > 0 {
		c := week.Capacity[0]
		bands := make([]string, len(c.Bands))
		for i, b := range c.Bands {
			bands[i] = fmt.Sprintf("%s up to %s m", compact(b.Weight), geo.Count(b.UpToM))
		}
		section.Words = append(section.Words, fmt.Sprintf("Capacity is measured by the enhanced two-step floating catchment area method of Luo and Qi, "+
			"Health & Place 15 (2009) 1100–1107: what each site offers is divided by the people in need around it, each weighted by walking distance (%s); "+
			"each point then adds up what the sites around it offer for each person, by the same weights. "+
			"Weighted by need, the areas’ figures add up to what the sites offer.", strings.Join(bands, ", ")))
		for _, c := range week.Capacity {
			section.Words = append(section.Words, c.Sentence)
		}
		section.Formula += ";  capacity = Σ over sites of w(d) × offered ÷ Σ need × w(d)"
	}
	return []methodSection{section}
}

// equityGrid is a row for each kind and distance, and each capacity.
func (m *model) equityGrid(week geo.Week) gridView {
	grid := gridView{
		Caption: "How reach and capacity are shared",
		Heads:   []headView{{Title: "What"}, {Title: "All people", Class: "num"}, {Title: "The tenth most in need", Class: "num"}, {Title: "Concentration index", Class: "num"}},
	}
	for _, e := range week.Equity {
		info, _ := m.info(e.Column)
		what := cellView{Text: geo.Capital(info.Title), Small: info.Unit}
		index := cellView{Text: "nobody has any", Class: "none"}
		if e.Concentration != nil {
			index = cellView{Text: geo.Number(*e.Concentration, 3), Class: "num"}
		}
		grid.Rows = append(grid.Rows, rowView{Cells: []cellView{what, {Text: geo.Number(e.Mean, 2), Class: "num"}, {Text: geo.Number(e.TenthMean, 2), Class: "num"}, index}})
	}
	return grid
}
