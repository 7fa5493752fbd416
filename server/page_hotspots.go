package server

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// fromTest reports whether a layer shows what the hotspot test says: its values are classes, which words stand for.
func fromTest(role release.Role) bool {
	switch role {
	case release.RoleHotspot, release.RoleHotspotBin, release.RoleLISA:
		return true
	}
	return false
}

// classWord is the label of the class a value of such a layer is in: "Hotspot, 99%".
func classWord(info release.ColumnInfo, v float64) string {
	if info.Role == release.RoleHotspot {
		return hotspotWord(geo.HotspotClass(v))
	}
	word := ""
	for _, c := range info.Classes {
		if v >= c.From {
			word = c.Label
		}
	}
	return word
}

type hotspotsView struct {
	frame
	Sentence string
	Words    []string
	Sections []hotspotSection
}

// hotspotSection is a list of clusters or areas under a heading; without rows the words say why.
type hotspotSection struct {
	Title string
	Words string
	Grid  gridView
}

func (s *Server) hotspots(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	h := rel.Hotspots()
	view := hotspotsView{
		frame: s.pages.frame(m, "/hotspots", "Hotspots"), Sentence: h.Sentence, Words: notEmpty(m.hotNotTop(h), m.darkNotHot(h), m.onTheEdge(h), h.Check, h.Pattern),
		Sections: []hotspotSection{
			m.clusters(geo.HotspotArea, "Hotspots", "No hotspot: no cluster of high scores stands out from chance."),
			m.clusters(geo.Coldspot, "Coldspots", "No coldspot: no cluster of low scores stands out from chance."),
		},
	}
	if _, known := m.info(lisaColumn); known {
		view.Sections = append(view.Sections, m.unlike())
	}
	view.Description = h.Sentence
	page, err := s.pages.render("hotspots", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

// hotNotTop says that a hotspot is an area with its neighbours, and may not score high itself.
func (m *model) hotNotTop(h geo.Hotspots) string {
	if h.HotNotTop == 0 {
		return ""
	}
	return fmt.Sprintf("The test is of each %s together with those around it: %s of the %s %s not in the top tenth of the index by %s own score.",
		m.small.Singular, geo.Count(h.HotNotTop), geo.Counted(h.Hot, "hotspot", "hotspots"), geo.Noun(h.HotNotTop, "is", "are"), geo.Noun(h.HotNotTop, "its", "their"))
}

// onTheEdge says how many areas other draws might have called otherwise.
func (m *model) onTheEdge(h geo.Hotspots) string {
	if h.OnTheEdge == 0 {
		return ""
	}
	return fmt.Sprintf("P is found by drawing lots, %s times. %s so near to the limit of %s that another seed might decide otherwise.",
		geo.Count(h.Draws), geo.Capital(geo.Counted(h.OnTheEdge, m.small.Singular+" is", m.small.Plural+" are")), compact(h.FDR*100)+"%")
}

// clusters lists those of a class, largest first, each with the area that is most of what it is.
func (m *model) clusters(class geo.HotspotClass, title, none string) hotspotSection {
	end := "Highest index"
	if class == geo.Coldspot {
		end = "Lowest index"
	}
	section := hotspotSection{Title: title, Grid: gridView{
		Caption: fmt.Sprintf("%s of %s, largest first", title, m.manifest.Place),
		Heads: []headView{
			{Title: "Name"}, {Title: geo.Capital(m.small.Plural), Class: "num"}, {Title: "People", Class: "num"},
			{Title: "Mean index", Unit: "0–10, each " + m.small.Singular + " counting alike", Class: "num"}, {Title: end},
		},
	}}
	index, _ := m.rel.Column(m.small.ID, indexColumn)
	for _, c := range m.rel.Hotspots().Clusters {
		if c.Class != class {
			continue
		}
		sum, most := 0.0, -1
		for _, code := range c.Areas {
			aid, known := m.rel.AID(m.small.ID, code)
			if !known {
				continue
			}
			i := int(aid) - 1
			if sum += index.Values[i]; most < 0 || (index.Values[i]-index.Values[most])*float64(class) > 0 {
				most = i
			}
		}
		people := peopleCell(c.People)
		if c.People == 0 {
			people = peopleCell(math.NaN())
		}
		row := rowView{Cells: []cellView{
			{Text: geo.Capital(c.Name)}, {Text: geo.Count(len(c.Areas)), Class: "num"}, people, {}, {},
		}}
		if most >= 0 {
			row.Cells[3] = cellView{Text: geo.Number(sum/float64(len(c.Areas)), 1), Class: "num"}
			row.Cells[4] = m.areaCell(most, geo.Number(index.Values[most], 1))
		}
		section.Grid.Rows = append(section.Grid.Rows, row)
	}
	if section.Grid.Rows == nil {
		section.Words = none
	}
	return section
}

// unlike lists the areas that score high among low ones: pockets that a test of clusters passes over.
func (m *model) unlike() hotspotSection {
	section := hotspotSection{
		Title: "High among low",
		Words: fmt.Sprintf("%s that score above the average while those around them score lower than chance would have it: pockets that no "+
			"cluster shows.", geo.Capital(m.small.Plural)),
		Grid: gridView{
			Caption: fmt.Sprintf("%s of %s that score high among low, highest first", geo.Capital(m.small.Plural), m.manifest.Place),
			Heads:   []headView{{Title: geo.Capital(m.small.Singular)}, {Title: "Index", Unit: "0–10", Class: "num"}, {Title: "People", Class: "num"}},
		},
	}
	lisa, _ := m.rel.Column(m.small.ID, lisaColumn)
	info, _ := m.info(indexColumn)
	index, _ := m.rel.Column(m.small.ID, indexColumn)
	people := peopleOf(m.areas)
	for _, i := range worstFirst(info, index) {
		if lisa.Flags[i] != geo.Present || geo.Quadrant(lisa.Values[i]) != geo.HighLow {
			continue
		}
		population := peopleCell(math.NaN())
		if people != nil {
			population = peopleCell(people[i])
		}
		section.Grid.Rows = append(section.Grid.Rows, rowView{Cells: []cellView{
			m.areaCell(i, ""), {Text: geo.Number(index.Values[i], 1), Class: "num"}, population,
		}})
	}
	if section.Grid.Rows == nil {
		section.Words = fmt.Sprintf("No %s scores high among neighbours that score lower than chance would have it.", m.small.Singular)
	}
	return section
}

// areaCell links to a small area by its position.
func (m *model) areaCell(i int, small string) cellView {
	if small == "" {
		small = m.areas.Codes[i]
	}
	return cellView{Text: m.areas.Names[i], Small: small, Href: areaHref(m.areas.Codes[i])}
}

// among says how an area and its neighbours lie to the average, where that is more than chance; empty where it is not, or where
// it only repeats that the area is in a cluster.
func (m *model) among(p place) string {
	v, _ := m.value(p, lisaColumn)
	switch geo.Quadrant(v) {
	case geo.HighLow:
		return "It scores above the average among neighbours that score lower than chance would have it."
	case geo.LowHigh:
		return "It scores below the average among neighbours that score higher than chance would have it."
	}
	return ""
}

// confidence says at what level a hotspot or coldspot passes the test, and of what has a p but is neither, how near it comes. A level
// is of all that pass it together, not of one.
func (m *model) confidence(p place) string {
	h := m.rel.Hotspots()
	v, tested := m.value(p, binColumn)
	strength := int(math.Abs(v))
	if !tested || strength == 0 || strength > len(h.Bins) {
		return ""
	}
	level, chance := confidenceOf(h.Bins[strength-1]), compact(100*h.Bins[strength-1])
	if strength == 1 {
		called := "hotspot"
		if v < 0 {
			called = "coldspot"
		}
		return fmt.Sprintf("It passes the test for a %s at the %s level, where up to %s%% of all that pass are expected to be chance: not enough to be called one here.",
			called, level, chance)
	}
	return fmt.Sprintf("It passes the test at the %s level: of all the hotspots and coldspots that do, at most %s%% are expected to be chance.", level, chance)
}

// notEmpty leaves out what is empty.
func notEmpty(words ...string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return strings.TrimSpace(s) == "" })
}
