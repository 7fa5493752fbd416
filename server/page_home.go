package server

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// homeView is the map with everything that stands around it.
type homeView struct {
	frame
	mapView
	Summary summaryView
	Sheet   *sheetView
	Targets shortlistView
	Table   tableView
	Share   shareView
}

// mapView is the map, its form and its legend: what the page and the embed share.
type mapView struct {
	Action      string // where the form goes
	LayerGroups []layerGroup
	Kinds       []kindChoice
	Area        string // code of the selected area
	Picture     template.HTML
	Singular    string
	Legend      legendView
	Config      mapConfig
}

type layerGroup struct {
	Title  string
	Layers []layerChoice
}

type layerChoice struct {
	ID, Title string
	Selected  bool
}

type kindChoice struct {
	kind
	On    bool
	Count string // of the sites drawn
}

type summaryView struct{ Sentence, Detail string }

type shortlistView struct {
	Sentence string
	Items    []shortlistItem
	More     string
}

type shortlistItem struct {
	Rank                   int
	Code, Name, Href       string
	Parent, Index, Reasons string
}

// shortlistLength is how many target areas the panel names: what fits beside the map.
const shortlistLength = 6

// inShort is why an area is a target area, in a line: "Hotspot of 49; nearest library 1.3 km on foot." The distance is the one
// that the rule looks at, as a walk, since that is what its limit is of.
func (m *model) inShort(p place) string {
	var parts []string
	if cluster, ok := m.cluster(p.Code()); ok {
		parts = append(parts, fmt.Sprintf("hotspot of %s", geo.Count(len(cluster.Areas))))
	}
	for _, reason := range m.reasons[p.Code()].Reasons {
		if reason.About != "reach" {
			continue
		}
		for _, near := range m.near(p) {
			if near.straightM == reason.Value {
				parts = append(parts, fmt.Sprintf("nearest %s %s on foot", near.Singular, metres(access.WalkM(near.straightM, m.rel.Gaps().Detour))))
				break
			}
		}
	}
	if len(parts) == 0 {
		return m.reasons[p.Code()].Sentence
	}
	return geo.Capital(strings.Join(parts, "; ")) + "."
}

func (s *Server) home(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	st, err := m.readState("/", r.URL.Query())
	if err != nil {
		return err
	}
	view := homeView{
		frame: s.pages.frame(m, "/", m.stateTitle(st)), mapView: m.mapView(st, false),
		Summary: m.explained(m.summary(st)), Targets: m.shortlist(st), Table: m.table(st), Share: m.share(func(path string) string { return s.absolute(r, path) }, st),
	}
	view.Body, view.SkipTo, view.SkipWords = "home", "table", "Skip the map, go to the table"
	view.JS, view.OEmbed = s.pages.asset("main.js"), view.Share.OEmbed
	if st.Area != nil {
		sheet := m.sheet(*st.Area, true)
		sheet.CloseHref = st.with(nil)
		view.Sheet = &sheet
	}
	name := "home"
	if isFragment(r) {
		name = "home-fragment"
	}
	page, err := s.pages.render(name, view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

func (m *model) mapView(s state, embed bool) mapView {
	v := mapView{
		Action: s.Path, Picture: m.pictureSVG(s), Singular: m.small.Singular, Legend: m.legend(s), Config: m.config(s, embed),
	}
	for _, l := range m.layers {
		if n := len(v.LayerGroups); n == 0 || v.LayerGroups[n-1].Title != l.Group {
			v.LayerGroups = append(v.LayerGroups, layerGroup{Title: l.Group})
		}
		group := &v.LayerGroups[len(v.LayerGroups)-1]
		group.Layers = append(group.Layers, layerChoice{ID: l.Info.ID, Title: l.Title, Selected: l.Info.ID == s.Layer.Info.ID})
	}
	for _, k := range m.kinds {
		v.Kinds = append(v.Kinds, kindChoice{kind: k, On: s.shows(k.Kind), Count: geo.Count(k.Open)})
	}
	if s.Area != nil {
		v.Area = s.Area.Code()
	}
	return v
}

// stateTitle is the document's title: it changes with what is shown.
func (m *model) stateTitle(s state) string {
	if s.Area != nil {
		if words := m.standing(*s.Area); words != "" {
			return s.Area.Name() + ": " + words
		}
		return s.Area.Name()
	}
	if s.Layer.Info.ID != m.layers[0].Info.ID {
		return s.Layer.Title
	}
	return m.manifest.Title
}

// explained says what people in need are where a summary counts them.
func (m *model) explained(v summaryView) summaryView {
	if strings.Contains(v.Sentence+v.Detail, "people in need") {
		v.Detail = sentences(v.Detail, m.needWords())
	}
	return v
}

// summary is the sentence about the layer.
func (m *model) summary(s state) summaryView {
	l := s.Layer
	switch l.Info.Role {
	case release.RoleTopShare:
		if s := m.rel.Stability(); s != nil {
			return summaryView{Sentence: s.Sentence}
		}
	case release.RoleIndex:
		if l.Info.Preset != "" {
			break
		}
		headline := strings.TrimSuffix(m.manifest.Headline, m.rel.Targets().Sentence) // which the list below opens with
		first, rest, more := strings.Cut(headline, ". ")
		if more {
			first += "."
		}
		return summaryView{Sentence: first, Detail: strings.TrimSpace(rest)}
	case release.RoleHotspot, release.RoleHotspotBin:
		h := m.rel.Hotspots()
		return summaryView{Sentence: h.Sentence, Detail: m.darkNotHot(h)}
	case release.RoleLISA:
		h := m.rel.Hotspots()
		return summaryView{Sentence: h.Pattern, Detail: geo.Capital(m.quadrantWords(h)) + "."}
	case release.RoleDistance:
		var sentences []string
		for _, g := range m.rel.Gaps().Gaps {
			if g.Kind == l.Info.Kind {
				sentences = append(sentences, g.Sentence)
			}
		}
		if len(sentences) > 0 {
			return summaryView{Sentence: sentences[0], Detail: strings.Join(sentences[1:], " ")}
		}
	case release.RoleReach:
		return m.reachSummary(l)
	case release.RoleCapacity:
		if words := m.capacityWords(l.Info.ID); words != "" {
			return summaryView{Sentence: words}
		}
	}
	v := summaryView{Sentence: fmt.Sprintf("%s runs from %s to %s; the average %s has %s.",
		l.Title, figureOf(l.Info, l.Info.Min), figureOf(l.Info, l.Info.Max), m.small.Singular, figureOf(l.Info, l.Info.Mean))}
	if worst := m.worst(l, 3); len(worst) > 0 {
		v.Detail = fmt.Sprintf("It is %s in %s.", extreme(l.Info), geo.List(worst, "and"))
	}
	return v
}

// darkNotHot warns that a dark area need not be a hotspot.
func (m *model) darkNotHot(h geo.Hotspots) string {
	if h.DarkNotHot == 0 {
		return ""
	}
	return fmt.Sprintf("%s in the top tenth of the index, yet not distinguishable from chance: alone, or among lower neighbours.",
		geo.Capital(geo.Counted(h.DarkNotHot, m.small.Singular+" is", m.small.Plural+" are")))
}

func (m *model) shortlist(s state) shortlistView {
	targets := m.rel.Targets()
	v := shortlistView{Sentence: targets.Sentence}
	for _, t := range targets.Targets[:min(shortlistLength, len(targets.Targets))] {
		item := shortlistItem{
			Rank: t.Rank, Code: t.Code, Name: t.Name, Parent: t.Parent, Index: geo.Number(t.Index, 1), Href: areaHref(t.Code), Reasons: t.Sentence,
		}
		if p, ok := m.place(t.Code); ok {
			item.Href, item.Reasons = s.with(&p), m.inShort(p)
		}
		v.Items = append(v.Items, item)
	}
	v.More = fmt.Sprintf("All %d, with the rule and the reasons", len(targets.Targets))
	return v
}
