package server

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"net/http"
	"slices"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// sheetView is everything known about one area.
type sheetView struct {
	Code, Name string
	Parents    []link
	Sentence   string
	Badge      *badgeView
	Firm       string   // how far its rank depends on the weights
	RestsOn    string   // which indicators are missing
	Reasons    []string // when it is a target area
	WhyNot     []string // when it is none
	Strip      *stripView
	Components []barView
	Near       []nearView
	NearNote   string
	InReach    []string
	Partly     string // what is to be known of lists that are not whole
	Figures    string // heading of the indicators
	Indicators []figureView
	Children   *gridView
	Plural     string
	InPanel    bool
	CloseHref  string
	Href       string
	MapHref    string
	DataHref   string
}

// Heading is a heading inside the sheet: one level below the area's name.
func (v sheetView) Heading(words string) template.HTML {
	level := 2
	if v.InPanel {
		level = 3
	}
	return template.HTML(fmt.Sprintf("<h%d>%s</h%d>", level, template.HTMLEscapeString(words), level))
}

// badgeView is a hotspot class in words, with a mark of its own.
type badgeView struct{ Class, Words string }

type barView struct {
	Title, Value  string
	Has           bool
	Width, MeanAt float64 // of 100
}

type nearView struct {
	Shape                      shape
	Site, Href, Name, Singular string
	Distance                   string
	straightM                  float64
}

type figureView struct{ Title, From, Value, Position string }

type areaView struct {
	frame
	Sheet sheetView
}

func (s *Server) area(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	p, ok := m.place(r.PathValue("code"))
	if !ok {
		return notFound("Search for it by name or postcode.", "This release has no area %q.", r.PathValue("code"))
	}
	name, view := "area", areaView{frame: s.pages.frame(m, "", p.Name()), Sheet: m.sheet(p, isFragment(r))}
	if words := m.standing(p); words != "" {
		view.Description = fmt.Sprintf("%s: %s.", p.Name(), words)
	}
	if isFragment(r) {
		name = "area-fragment"
	}
	page, err := s.pages.render(name, view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

func (m *model) sheet(p place, inPanel bool) sheetView {
	href := areaHref(p.Code())
	v := sheetView{
		Code: p.Code(), Name: p.Name(), Plural: p.Geography.Plural, InPanel: inPanel,
		Href: href, MapHref: "/?area=" + p.Code(), CloseHref: "/", DataHref: "/api/v1/geographies/" + p.Geography.ID + href,
	}
	for _, g := range m.parents {
		if parent, ok := m.parent(p, g); ok {
			v.Parents = append(v.Parents, link{Href: areaHref(parent.Code()), Title: parent.Name()})
		}
	}
	for _, reason := range m.reasons[p.Code()].Reasons {
		v.Reasons = append(v.Reasons, reason.Sentence)
	}
	v.Components, v.Indicators = m.components(p), m.indicators(p)
	v.Strip = m.strip(p)
	if p.Geography.ID != m.small.ID {
		v.Sentence, v.Figures = m.parentSentence(p), "Every figure, as the mean of its "+m.small.Plural+m.byPeople()
		v.Children = m.children(p)
		return v
	}
	v.Badge, v.Figures = m.badge(p), "Every figure"
	v.Firm, v.RestsOn = m.standingFirm(p), m.restsOn(p)
	v.WhyNot = m.whyNot(p)
	v.Near, v.NearNote, v.InReach = m.near(p), m.nearNote(), m.reachWords(p)
	v.Partly = partly(m.kinds)
	v.Sentence = m.areaSentence(p, v.Near)
	return v
}

// value returns a column's value for an area, and whether it has one.
func (m *model) value(p place, id string) (float64, bool) {
	column, ok := m.rel.Column(p.Geography.ID, id)
	if !ok || column.Flags[p.At] != geo.Present {
		return math.NaN(), false
	}
	return column.Values[p.At], true
}

// standing says an area's score and rank: "7.9 out of 10, 12th highest of 659 neighbourhoods".
func (m *model) standing(p place) string {
	score, ok := m.value(p, indexColumn)
	if !ok {
		return ""
	}
	words := geo.Number(score, 1) + " out of 10"
	if rank, ok := m.value(p, rankColumn); ok {
		column, _ := m.rel.Column(p.Geography.ID, rankColumn)
		words += ", " + position(int(rank), column.Present()) + " " + p.Geography.Plural
	}
	return words
}

func (m *model) areaSentence(p place, near []nearView) string {
	sentence := "It has no score, because a figure that the index needs is not there"
	if words := m.standing(p); words != "" {
		sentence = "Scores " + words
	}
	if len(near) > 0 {
		nearest := near[0]
		sentence += fmt.Sprintf("; the nearest %s is %s away", nearest.Singular, nearest.Distance)
	}
	return sentence + "." + m.population(p)
}

// population is a further sentence on how many people live in an area, where that is known.
func (m *model) population(p place) string {
	people, ok := m.value(p, peopleColumn)
	if !ok {
		return ""
	}
	return fmt.Sprintf(" %s people live here.", geo.Count(int(people)))
}

// childrenOf lists the positions of the small areas of a parent area.
func (m *model) childrenOf(p place) []int {
	var children []int
	for i, aid := range m.areas.Parents[p.Geography.ID] {
		if int(aid) == p.At+1 {
			children = append(children, i)
		}
	}
	return children
}

// children is the table of a parent's small areas, most at risk first.
func (m *model) children(p place) *gridView {
	grid := gridView{
		Caption: fmt.Sprintf("%s of %s, most at risk first", geo.Capital(m.small.Plural), p.Name()),
		Heads: []headView{
			{Title: geo.Capital(m.small.Singular)}, {Title: "Index", Unit: "0–10", Class: "num"},
			{Title: "Rank", Class: "num"}, {Title: "Hotspot"},
		},
	}
	children := m.childrenOf(p)
	scores, _ := m.rel.Column(m.small.ID, indexColumn)
	slices.SortStableFunc(children, func(a, b int) int { return cmp.Compare(scores.Values[b], scores.Values[a]) }) // NaN last
	for _, i := range children {
		code := m.areas.Codes[i]
		row := rowView{Cells: []cellView{{Text: m.areas.Names[i], Small: code, Href: areaHref(code), Area: code}}}
		for _, id := range []string{indexColumn, rankColumn, hotspotColumn} {
			info, _ := m.info(id)
			column, ok := m.rel.Column(m.small.ID, id)
			if !ok {
				row.Cells = append(row.Cells, cellView{Text: absence(geo.Missing), Class: "none"})
				continue
			}
			cell := valueCell(info, column, i)
			if cell.Class == "" && id != hotspotColumn {
				cell.Class = "num"
			}
			row.Cells = append(row.Cells, cell)
		}
		grid.Rows = append(grid.Rows, row)
	}
	return &grid
}

// near lists the nearest usable site of each kind, nearest first. The distance is the release's own.
func (m *model) near(p place) []nearView {
	var all []nearView
	for _, k := range m.kinds {
		distance, ok := m.value(p, "distance_"+k.Kind)
		if !ok {
			continue
		}
		position := m.nearest()[k.Kind][p.At]
		if position < 0 {
			continue
		}
		site := m.rel.Sites()[position]
		all = append(all, nearView{
			Shape: k.Shape, Site: site.ID, Href: siteHref(site.ID), Name: site.Name, Singular: k.Singular, Distance: metres(distance), straightM: distance,
		})
	}
	slices.SortStableFunc(all, func(a, b nearView) int { return cmp.Compare(a.straightM, b.straightM) })
	return all
}

// nearNote says what the distances are.
func (m *model) nearNote() string {
	from := "a point inside the area"
	if m.fromPostcodes() {
		from = "the middle one (the median) of its postcodes"
	}
	note := fmt.Sprintf("Straight line from %s to open public sites.", from)
	if detour := m.manifest.Reach.Detour; detour > 1 {
		note += fmt.Sprintf(" On foot, count about %s times as far.", compact(detour))
	}
	return note
}
