package server

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

type gapsView struct {
	frame
	Kinds, Limits, Parents []choice
	ParentSingular         string
	Sentence, How          string
	MapHref                string
	Areas, ByParent        *gridView
	AreasTitle             string
	ByParentTitle          string
	Pager                  *pagerView
}

// choice is one option of a select.
type choice struct {
	Value, Title string
	Selected     bool
}

// gapQuery is one gap, of everywhere or of one parent area.
type gapQuery struct {
	Gap    geo.Gap
	Kind   kind
	Parent *place
	Page   int
}

func (s *Server) gaps(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	view := gapsView{frame: s.pages.frame(m, "/gaps", "Gaps in provision")}
	if len(rel.Gaps().Gaps) == 0 {
		view.Sentence, view.How = "Reach is not measured on this map, so nothing can be said about gaps.", partly(m.kinds)
	} else if err := m.fillGaps(&view, r.URL.Query()); err != nil {
		return err
	}
	page, err := s.pages.render("gaps", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

func (m *model) fillGaps(view *gapsView, query url.Values) error {
	q, err := m.readGapQuery(query)
	if err != nil {
		return err
	}
	view.Description = q.Gap.Sentence
	m.gapChoices(view, q)
	gaps := m.rel.Gaps()
	view.How = fmt.Sprintf("Distance is measured from %s to the nearest of the %s, as a straight line times %s.",
		gaps.From, geo.Counted(q.Gap.Sites, "open public "+q.Kind.Singular, "open public sites of this kind"), compact(gaps.Detour))
	if l, ok := m.layer("distance_" + q.Gap.Kind); ok {
		view.MapHref = "/?layer=" + url.QueryEscape(l.Info.ID)
	}
	beyond := m.beyond(q)
	view.Sentence = q.Gap.Sentence
	if q.Parent != nil {
		view.Sentence = m.patchSentence(q, beyond)
	}
	m.gapAreas(view, q, beyond)
	if q.Parent == nil && len(q.Gap.Parents) > 0 {
		m.gapParents(view, q)
	}
	return nil
}

func (m *model) readGapQuery(query url.Values) (gapQuery, error) {
	all := m.rel.Gaps().Gaps
	q := gapQuery{Gap: all[0], Page: pageNumber(query.Get("page"))}
	kindID, beyond := query.Get("kind"), query.Get("beyond")
	if kindID != "" {
		q.Gap.Kind = kindID
	}
	found := slices.IndexFunc(all, func(g geo.Gap) bool {
		return g.Kind == q.Gap.Kind && (beyond == "" || strconv.Itoa(g.BeyondM) == beyond)
	})
	if found < 0 {
		return gapQuery{}, notFound("Choose a kind and a distance at /gaps.", "This release measures no reach of %q beyond %q metres.", q.Gap.Kind, beyond)
	}
	q.Gap = all[found]
	q.Kind, _ = m.kind(q.Gap.Kind)
	if code := query.Get("parent"); code != "" {
		p, ok := m.place(code)
		if !ok || p.Geography.ID == m.small.ID {
			return gapQuery{}, notFound("Choose one at /gaps.", "This release has no such place as %q to look at the gaps of.", code)
		}
		q.Parent = &p
	}
	return q, nil
}

// gapChoices fills the form.
func (m *model) gapChoices(view *gapsView, q gapQuery) {
	seen := map[string]bool{}
	for _, g := range m.rel.Gaps().Gaps {
		if k, ok := m.kind(g.Kind); ok && !seen[g.Kind] {
			seen[g.Kind] = true
			view.Kinds = append(view.Kinds, choice{g.Kind, k.Singular, g.Kind == q.Gap.Kind})
		}
	}
	for _, limit := range m.rel.Gaps().Limits {
		view.Limits = append(view.Limits, choice{strconv.Itoa(limit), geo.Count(limit) + " m", limit == q.Gap.BeyondM})
	}
	if len(m.parents) == 0 {
		return
	}
	first := m.parents[0]
	areas, _ := m.rel.Areas(first.ID)
	view.ParentSingular = first.Singular
	for i, name := range areas.Names {
		code := areas.Codes[i]
		view.Parents = append(view.Parents, choice{code, name, q.Parent != nil && q.Parent.Code() == code})
	}
	slices.SortFunc(view.Parents, func(a, b choice) int { return compareFolded(a.Title, b.Title) })
	view.Parents = slices.Insert(view.Parents, 0, choice{"", "All of " + m.manifest.Place, q.Parent == nil})
}

func compareFolded(a, b string) int {
	fa, fb := release.FoldKey(a), release.FoldKey(b)
	switch {
	case fa < fb:
		return -1
	case fa > fb:
		return 1
	}
	return 0
}

// beyond lists the positions of the areas out of reach, most at risk first.
func (m *model) beyond(q gapQuery) []int {
	distance, ok := m.rel.Column(m.small.ID, "distance_"+q.Gap.Kind)
	scores, scored := m.rel.Column(m.small.ID, indexColumn)
	if !ok || !scored {
		return nil
	}
	var out []int
	for i, d := range distance.Values {
		inPatch := q.Parent == nil || int(m.areas.Parents[q.Parent.Geography.ID][i]) == q.Parent.At+1
		if inPatch && distance.Flags[i] == geo.Present && access.WalkM(d, m.rel.Gaps().Detour) > float64(q.Gap.BeyondM) {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		va, vb := scores.Values[a], scores.Values[b]
		switch {
		case va != va || vb != vb:
			return boolRank(va != va) - boolRank(vb != vb)
		case va > vb:
			return -1
		case va < vb:
			return 1
		}
		return 0
	})
	return out
}

// patchSentence states the gap of one parent area.
func (m *model) patchSentence(q gapQuery, beyond []int) string {
	all := len(m.childrenOf(*q.Parent))
	sentence := fmt.Sprintf("In %s, %s of %s %s more than %s m on foot from the nearest open public %s",
		q.Parent.Name(), geo.Count(len(beyond)), geo.Counted(all, m.small.Singular, m.small.Plural),
		geo.Noun(len(beyond), "is", "are"), geo.Count(q.Gap.BeyondM), q.Kind.Singular)
	if people := geo.CountPeople(peopleOf(m.areas), beyond).String(); people != "" {
		sentence += ", home to " + people
	}
	return sentence + "."
}

// gapAreas is the table of the areas out of reach.
func (m *model) gapAreas(view *gapsView, q gapQuery, beyond []int) {
	if len(beyond) == 0 {
		return
	}
	pages := (len(beyond) + pageRows - 1) / pageRows
	page := min(q.Page, pages)
	grid := gridView{Caption: fmt.Sprintf("Beyond %s m of a %s, most at risk first", geo.Count(q.Gap.BeyondM), q.Kind.Singular)}
	grid.Heads = []headView{{Title: geo.Capital(m.small.Singular)}}
	if len(m.parents) > 0 {
		grid.Heads = append(grid.Heads, headView{Title: geo.Capital(m.parents[0].Singular)})
	}
	grid.Heads = append(grid.Heads, headView{Title: "Index", Unit: "0–10", Class: "num"},
		headView{Title: "Hotspot"}, headView{Title: "Nearest " + q.Kind.Singular, Unit: "straight line", Class: "num"})
	people := peopleOf(m.areas)
	if people != nil {
		grid.Heads = append(grid.Heads, headView{Title: "People", Class: "num"})
	}
	for _, i := range beyond[(page-1)*pageRows : min(page*pageRows, len(beyond))] {
		p := place{m.small, m.areas, i}
		row := rowView{Cells: []cellView{{Text: p.Name(), Small: p.Code(), Href: areaHref(p.Code())}}}
		if len(m.parents) > 0 {
			row.Cells = append(row.Cells, cellView{Text: m.parentName(p)})
		}
		for _, id := range []string{indexColumn, hotspotColumn, "distance_" + q.Gap.Kind} {
			info, _ := m.info(id)
			column, ok := m.rel.Column(m.small.ID, id)
			cell := cellView{Text: absence(geo.Missing), Class: "none"}
			if ok {
				cell = valueCell(info, column, i)
			}
			if cell.Class == "" && id != hotspotColumn {
				cell.Class = "num"
			}
			row.Cells = append(row.Cells, cell)
		}
		if people != nil {
			row.Cells = append(row.Cells, peopleCell(people[i]))
		}
		grid.Rows = append(grid.Rows, row)
	}
	view.Areas, view.AreasTitle = &grid, geo.Capital(m.small.Plural)+" out of reach"
	if pages > 1 {
		view.Pager = &pagerView{Words: fmt.Sprintf("Page %d of %d", page, pages)}
		if page > 1 {
			view.Pager.Previous = q.href(page - 1)
		}
		if page < pages {
			view.Pager.Next = q.href(page + 1)
		}
	}
}

// gapParents is the table of the gap by parent area.
func (m *model) gapParents(view *gapsView, q gapQuery) {
	first := m.parents[0]
	grid := gridView{
		Caption: fmt.Sprintf("The same by %s", first.Singular),
		Heads: []headView{{Title: geo.Capital(first.Singular)}, {Title: geo.Capital(m.small.Plural) + " out of reach", Class: "num"},
			{Title: "Of", Class: "num"}},
	}
	if q.Gap.OfPeople > 0 {
		grid.Heads = append(grid.Heads, headView{Title: "People in them", Class: "num"})
	}
	for _, parent := range q.Gap.Parents {
		row := rowView{Cells: []cellView{
			{Text: parent.Name, Href: "/gaps?" + gapQueryString(q.Gap, parent.Code, 1)},
			{Text: geo.Count(parent.Areas), Class: "num"}, {Text: geo.Count(parent.OfAreas), Class: "num"},
		}}
		if q.Gap.OfPeople > 0 {
			people := parent.People
			if people == 0 { // some live in every area; nobody is counted where that is not known
				people = math.NaN()
			}
			row.Cells = append(row.Cells, peopleCell(people))
		}
		grid.Rows = append(grid.Rows, row)
	}
	view.ByParent, view.ByParentTitle = &grid, "By "+first.Singular
}

func (q gapQuery) href(page int) string {
	code := ""
	if q.Parent != nil {
		code = q.Parent.Code()
	}
	return "/gaps?" + gapQueryString(q.Gap, code, page)
}

func gapQueryString(g geo.Gap, parent string, page int) string {
	query := url.Values{"kind": {g.Kind}, "beyond": {strconv.Itoa(g.BeyondM)}}
	if parent != "" {
		query.Set("parent", parent)
	}
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	return query.Encode()
}
