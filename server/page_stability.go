package server

import (
	"fmt"

	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// Columns of the draws of the weights; a release may lack them.
const (
	lowRankColumn  = "rank_low"
	highRankColumn = "rank_high"
)

// standingFirm says how far an area's place in the ranking depends on the weights; empty when that is not known.
func (m *model) standingFirm(p place) string {
	s := m.rel.Stability()
	share, known := m.value(p, topShareColumn)
	if s == nil || !known {
		return ""
	}
	low, _ := m.value(p, lowRankColumn)
	high, _ := m.value(p, highRankColumn)
	draws, top := geo.Count(s.Draws)+" draws of the weights", fmt.Sprintf("the %s most at risk", geo.Count(s.Top))
	sentence := ""
	switch score.VerdictOf(share) {
	case score.Robust:
		sentence = fmt.Sprintf("Its place among %s is robust: it is one of them in %s%% of %s.", top, compact(share), draws)
	case score.Depends:
		sentence = fmt.Sprintf("Whether it is among %s depends on the weights: it is one of them in %s%% of %s.", top, compact(share), draws)
	case score.Never:
		sentence = fmt.Sprintf("It is never among %s in %s.", top, draws)
	}
	return sentence + fmt.Sprintf(" In nine draws of ten its rank is %s.", rankRange(low, high))
}

// rankRange writes an interval of ranks: "between 8th and 23rd", "8th".
func rankRange(low, high float64) string {
	if low == high {
		return geo.Ordinal(int(low))
	}
	return fmt.Sprintf("between %s and %s", geo.Ordinal(int(low)), geo.Ordinal(int(high)))
}

// restsOn says on how many indicators an area's index rests, when not on all of them, and which are missing.
func (m *model) restsOn(p place) string {
	all := 0
	var absent []string
	for _, c := range m.manifest.Components {
		for _, w := range c.Weights {
			column, ok := m.rel.Column(p.Geography.ID, w.Indicator)
			if !ok || c.Weight == 0 || w.Weight == 0 {
				continue
			}
			all++
			if flag := column.Flags[p.At]; flag != geo.Present {
				info, _ := m.info(w.Indicator)
				absent = append(absent, fmt.Sprintf("%s (%s)", info.Title, flag))
			}
		}
	}
	if len(absent) == 0 {
		return ""
	}
	lead := fmt.Sprintf("Its index rests on %d of %s", all-len(absent), geo.Counted(all, "indicator", "indicators"))
	if _, scored := m.value(p, indexColumn); !scored {
		lead = fmt.Sprintf("It has %d of the %s", all-len(absent), geo.Counted(all, "indicator", "indicators"))
		if least := m.manifest.MinimumPresent; least > 0 {
			lead += fmt.Sprintf(", and an index needs %s%% of their weight", compact(100*least))
		}
	}
	return fmt.Sprintf("%s. There is no figure for %s.", lead, geo.List(absent, "and"))
}

// rankCells are an area's rank with the interval that holds nine draws of ten, and what the draws say of its place.
func (m *model) rankCells(p place) []cellView {
	rank, ranked := m.value(p, rankColumn)
	low, _ := m.value(p, lowRankColumn)
	high, _ := m.value(p, highRankColumn)
	share, known := m.value(p, topShareColumn)
	if !ranked || !known {
		none := cellView{Text: absence(geo.Missing), Class: "none"}
		return []cellView{none, none}
	}
	return []cellView{
		{Text: geo.Count(int(rank)), Small: fmt.Sprintf("%s to %s", geo.Count(int(low)), geo.Count(int(high))), Class: "num"},
		{Text: geo.Capital(string(score.VerdictOf(share))), Small: compact(share) + "%"},
	}
}
