package server

import (
	"fmt"
	"net/http"
	"slices"

	"hotspotmap/data/release"
)

type methodView struct {
	frame
	Lead     string
	Sections []methodSection
}

// methodSection explains one step in words, with the formula where there is one, and the tables that belong to it.
type methodSection struct {
	ID, Title string
	Words     []string
	Formula   string
	Grids     []gridView
}

func (s *Server) method(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	page, err := s.pages.render("method", methodView{
		frame: s.pages.frame(m, "/method", "Method and sources"),
		Lead:  fmt.Sprintf("How the map of %s was made, from which figures, and what it cannot say.", m.manifest.Place),
		Sections: slices.Concat(
			[]methodSection{m.indexMethod()}, m.presetMethod(), m.stabilityMethod(),
			[]methodSection{m.hotspotMethod(), m.reachMethod()}, m.sharesMethod(), []methodSection{m.targetMethod()}, m.sitingMethod(),
			[]methodSection{limitsOfMethod, m.sourcesMethod(), m.citation()},
		),
	})
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

var limitsOfMethod = methodSection{ID: "limits", Title: "What it cannot say", Words: []string{
	"Scores are relative to the areas on this map: they rank places against each other and say nothing about how much exclusion there is. " +
		"They are no target for a programme, no measure of change from one release to the next, and no reason by themselves to spend or not to spend.",
	"An area is not its people. Two households in one street can have very different needs, and some who need help most live in areas that score low.",
}}

func (m *model) citation() methodSection {
	return methodSection{ID: "cite", Title: "How to cite", Words: []string{fmt.Sprintf("%s. Hotspot Map, release %s, run %.16s. %s",
		m.manifest.Title, m.rel.Short(), m.manifest.Run, m.manifest.Attribution)}}
}
