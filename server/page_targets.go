package server

import (
	"fmt"
	"net/http"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

type targetsView struct {
	frame
	Sentence, Rule string
	Note           string // what the distances rest on
	Items          []targetCard
	Grid           gridView
	NearMisses     *gridView
	SitingHref     string
}

type targetCard struct {
	Rank                        int
	Href, Name, Where, Sentence string
	Index                       string
}

func (s *Server) targets(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	targets := rel.Targets()
	view := targetsView{
		frame: s.pages.frame(m, "/targets", "Target areas"), Sentence: targets.Sentence, Rule: "The rule: " + targets.Rule,
		Note: m.listWords(access.Kind{Of: targets.Conditions.Kinds}),
		Grid: gridView{
			Caption: "Target areas of " + m.manifest.Place,
			Heads: []headView{
				{Title: "Rank"}, {Title: geo.Capital(m.small.Singular)}, {Title: "Index", Unit: "0–10", Class: "num"},
				{Title: "People", Class: "num"},
			},
		},
	}
	if rel.Stability() != nil {
		view.Grid.Heads = append(view.Grid.Heads, headView{Title: "Rank by index", Unit: "range in nine draws of ten", Class: "num"},
			headView{Title: fmt.Sprintf("Among the %s most at risk", geo.Count(rel.Stability().Top)), Unit: "% of draws"})
	}
	view.Grid.Heads = append(view.Grid.Heads, headView{Title: "Why"})
	view.Description = targets.Sentence
	view.NearMisses = m.nearMisses()
	if rel.Siting() != nil {
		view.SitingHref = sitingPath
	}
	for _, t := range targets.Targets {
		card := targetCard{
			Rank: t.Rank, Href: areaHref(t.Code), Name: t.Name, Where: whereIs(t.Parent, t.Code),
			Sentence: t.Sentence, Index: geo.Number(t.Index, 1),
		}
		reasons := make([]string, len(t.Reasons))
		for i, reason := range t.Reasons {
			reasons[i] = reason.Sentence
		}
		view.Items = append(view.Items, card)
		people := cellView{Text: geo.Count(int(t.People)), Class: "num"}
		if t.People == 0 {
			people = cellView{Text: "Not known", Class: "none"}
		}
		cells := []cellView{{Text: geo.Count(t.Rank)}, {Text: t.Name, Small: card.Where, Href: card.Href}, {Text: card.Index, Class: "num"}, people}
		if p, ok := m.place(t.Code); ok && rel.Stability() != nil {
			cells = append(cells, m.rankCells(p)...)
		}
		view.Grid.Rows = append(view.Grid.Rows, rowView{Cells: append(cells, cellView{Text: strings.Join(reasons, " ")})})
	}
	page, err := s.pages.render("targets", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}
