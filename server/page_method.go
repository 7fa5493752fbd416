package server

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

type methodView struct {
	frame
	Lead                            string
	Index, Hotspots, Reach, Targets []string
	Formula                         string
	Recipe, Sources                 gridView
	Cite                            string
}

func (s *Server) method(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	view := methodView{
		frame: s.pages.frame(m, "/method", "Method and sources"),
		Lead:  fmt.Sprintf("How the map of %s was made, from which figures, and what it cannot say.", m.manifest.Place),
		Index: m.indexMethod(), Hotspots: m.hotspotMethod(), Reach: m.reachMethod(), Targets: []string{rel.Targets().Rule},
		Formula: "index = 10 × (Σ component weight × component) ÷ Σ component weight;  component = (Σ indicator weight × rescaled indicator) ÷ Σ indicator weight",
		Recipe:  m.recipe(), Sources: m.sources(),
	}
	view.Cite = fmt.Sprintf("%s. Hotspot Map, release %s, run %.16s. %s", m.manifest.Title, rel.Short(), m.manifest.Run, m.manifest.Attribution)
	page, err := s.pages.render("method", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

func (m *model) indexMethod() []string {
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
	return out
}

func (m *model) countIndicators() int {
	n := 0
	for _, c := range m.manifest.Components {
		n += len(c.Weights)
	}
	return n
}

func (m *model) hotspotMethod() []string {
	h := m.rel.Hotspots()
	out := []string{
		h.Sentence,
		fmt.Sprintf("The test is Getis–Ord Gi*: each %s together with those it touches (%s contiguity, borders within %s m) is compared with all of %s. "+
			"P-values are two-sided and corrected by Benjamini and Hochberg’s procedure, so that at most %s of the hotspots and coldspots named are expected to be chance.",
			m.small.Singular, h.Neighbours, compact(h.SnapM), m.manifest.Place, compact(h.FDR*100)+"%"),
		fmt.Sprintf("%s could be tested.", geo.Capital(geo.Counted(h.Tested, m.small.Singular, m.small.Plural))),
	}
	if len(h.Islands) > 0 {
		out = append(out, fmt.Sprintf("Not tested, because they touch no other: %s.", strings.Join(h.Islands, ", ")))
	}
	if words := m.darkNotHot(h); words != "" {
		out = append(out, words)
	}
	return out
}

func (m *model) reachMethod() []string {
	limits := make([]string, len(m.manifest.Reach.LimitsM))
	for i, limit := range m.manifest.Reach.LimitsM {
		limits[i] = geo.Count(limit) + " m"
	}
	out := []string{fmt.Sprintf("Reach is measured from %s to the nearest open public site of a kind. Walking distance is taken as the straight line times %s; "+
		"limits are %s. Closed sites, sites for residents or members only and candidate buildings do not count.",
		cmp.Or(m.rel.Gaps().From, "a point inside each area"), compact(m.manifest.Reach.Detour), geo.List(limits, "and"))}
	for _, k := range m.kinds {
		counts := []string{geo.Count(k.Usable) + " open to the public"}
		if k.Kind == geo.KindCandidate {
			counts = []string{geo.Count(k.Open) + " that could become a site"}
		}
		if k.Restricted > 0 {
			counts = append(counts, geo.Count(k.Restricted)+" restricted")
		}
		if k.Closed > 0 {
			counts = append(counts, geo.Count(k.Closed)+" closed")
		}
		sentence := fmt.Sprintf("%s: %s.", k.Title, strings.Join(counts, ", "))
		if k.Partial {
			sentence += " The list is known to be incomplete, so reach is not measured to it."
		}
		out = append(out, sentence)
	}
	return out
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

// sources is the table of what was read, and what became of its rows.
func (m *model) sources() gridView {
	grid := gridView{
		Caption: "Every file this release was made from",
		Heads: []headView{
			{Title: "File"}, {Title: "Publisher"}, {Title: "Licence"}, {Title: "Period"}, {Title: "Rows used", Class: "num"},
			{Title: "Elsewhere", Class: "num"}, {Title: "Rejected", Class: "num"}, {Title: "SHA-256"},
		},
	}
	for _, source := range m.manifest.Sources {
		grid.Rows = append(grid.Rows, rowView{Cells: []cellView{
			{Text: cmp.Or(source.Title, source.ID), Small: source.File}, {Text: cmp.Or(source.Publisher, "Not stated")}, {Text: cmp.Or(source.Licence, "Not stated")},
			{Text: strings.Trim(source.Period+", "+source.Vintage, ", ")}, {Text: geo.Count(source.Rows.Used), Class: "num"},
			{Text: geo.Count(source.Rows.Unmatched), Class: "num"}, {Text: geo.Count(source.Rows.Rejected), Class: "num"}, {Text: release.Short(source.SHA256), Class: "code"},
		}})
	}
	return grid
}
