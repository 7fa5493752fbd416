package server

import (
	"fmt"

	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// parentSentence says of an area of a parent geography what its small areas come to.
func (m *model) parentSentence(p place) string {
	sentence := "It has no score."
	children := m.childrenOf(p)
	if words := m.standing(p); words != "" {
		average := "average"
		if weighted := m.byPeople(); weighted != "" {
			average += weighted + ","
		}
		sentence = fmt.Sprintf("Its %s %s %s.", geo.Counted(len(children), m.small.Singular, m.small.Plural), average, words)
	}
	hot, tested, robust, drawn := 0, 0, 0, 0
	for _, i := range children {
		child := place{m.small, m.areas, i}
		if class, ok := m.value(child, hotspotColumn); ok {
			tested++
			if geo.HotspotClass(class) == geo.HotspotArea {
				hot++
			}
		}
		if share, ok := m.value(child, topShareColumn); ok {
			drawn++
			if score.VerdictOf(share) == score.Robust {
				robust++
			}
		}
	}
	switch {
	case tested == 0:
		sentence += " None of them could be tested for hotspots."
	case hot == 0:
		sentence += " None of them is in a hotspot."
	default:
		sentence += fmt.Sprintf(" %s of them %s in a hotspot.", geo.Count(hot), geo.Noun(hot, "is", "are"))
	}
	if s := m.rel.Stability(); s != nil && drawn > 0 {
		among := fmt.Sprintf("among the %s most at risk of all, whatever the weights", geo.Count(s.Top))
		if robust == 0 {
			sentence += fmt.Sprintf(" None is %s.", among)
		} else {
			sentence += fmt.Sprintf(" %s %s %s.", geo.Count(robust), geo.Noun(robust, "is", "are"), among)
		}
	}
	return sentence + m.population(p)
}

// byPeople says of the means of parents that they are weighted; nothing where people are not known, and they are not.
func (m *model) byPeople() string {
	if _, known := m.info(peopleColumn); !known {
		return ""
	}
	return ", weighted by people"
}
