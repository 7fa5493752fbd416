package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// sitingPath is where the page is.
const sitingPath = "/siting"

type sitingView struct {
	frame
	Sentence, Caveat, How string
	Sentences             []string
	MapHref               string
	Candidates, Curve     *gridView
	Pager                 *pagerView
	Parents               []choice
	ParentSingular        string
	Patch, PatchSentence  string // code of the parent that was chosen, and what there is in it
	Plan                  int    // how many sites are looked at together; 0 where one is
	Plans                 []choice
	PlanSentence          string
	Gains                 *gridView
	Left                  string
	LeftMost              *gridView
}

// siting shows where one more site helps most.
func (s *Server) siting(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	m, err := s.pages.model(rel)
	if err != nil {
		return err
	}
	view := sitingView{
		frame:    s.pages.frame(m, sitingPath, "Where one more site helps most"),
		Sentence: "This map’s project asks for no next site, so none was looked for.",
	}
	if found := rel.Siting(); found != nil {
		if err := m.fillSiting(&view, *found, r.URL.Query()); err != nil {
			return err
		}
	}
	page, err := s.pages.render("siting", view)
	if err != nil {
		return err
	}
	return s.respond(w, r, page)
}

func (m *model) fillSiting(view *sitingView, found geo.Siting, query url.Values) error {
	view.Description, view.Sentence, view.Caveat, view.Sentences = found.Sentence, found.Sentence, found.Notice, found.Sentences
	view.How = fmt.Sprintf("People in need are counted as %s: a weight to compare places by, not the number who are excluded. Reach is %s m on foot from %s, "+
		"the straight line times %s.", found.NeedOf, geo.Count(found.WithinM), found.From, compact(found.Detour))
	view.MapHref = "/?kinds=" + url.QueryEscape(found.Kind+","+m.candidateKind(found))
	plan := 1
	if asked, err := strconv.Atoi(query.Get("sites")); err == nil && 1 < asked && asked <= len(found.Plans) {
		plan, view.Plan = asked, asked
	}
	if len(found.Candidates) > 0 {
		if err := m.sitingCandidates(view, found, query); err != nil {
			return err
		}
	}
	if len(found.Plans) == 0 {
		return nil
	}
	view.Curve = sitingCurve(found)
	for n, p := range found.Plans {
		title := p.Names[0]
		if n > 0 {
			title = fmt.Sprintf("The best %s together", geo.Count(n+1))
		}
		view.Plans = append(view.Plans, choice{strconv.Itoa(n + 1), title, n+1 == plan})
	}
	chosen := found.Plans[plan-1]
	view.PlanSentence = chosen.Sentence
	view.Gains = m.sitingAreas("Who gains, most people in need first", "now out of reach, in reach then", chosen.Gains)
	view.Left = "Nobody whose need is known would be left out of reach."
	if len(chosen.LeftMost) > 0 {
		view.Left = fmt.Sprintf("Who does not gain: %s in need would be left out of reach, in %s.", geo.About(chosen.Left.Need),
			geo.Counted(chosen.Left.Areas, m.small.Singular, m.small.Plural))
		view.LeftMost = m.sitingAreas("Where most people in need are left out", "out of reach still", chosen.LeftMost)
	}
	return nil
}

// candidateKind is the kind of site that the best candidate is now.
func (m *model) candidateKind(found geo.Siting) string {
	for _, c := range found.Candidates {
		if site, ok := m.rel.Site(c.Site); ok {
			return site.Kind
		}
	}
	return geo.KindCandidate
}

// sitingCandidates ranks the candidates, each by itself: all, or those in one area of the first parent geography.
func (m *model) sitingCandidates(view *sitingView, found geo.Siting, query url.Values) error {
	candidates := found.Candidates
	code := query.Get("parent")
	if code != "" {
		patch, ok := m.place(code)
		if !ok || patch.Geography.ID == m.small.ID {
			return notFound("Choose one at "+sitingPath+".", "This release has no such place as %q to look for candidates in.", code)
		}
		candidates = m.candidatesIn(patch, candidates)
		view.Patch, view.PatchSentence = code, patchOfCandidates(patch.Name(), candidates, len(found.Candidates))
	}
	if len(m.parents) > 0 {
		view.ParentSingular, view.Parents = m.parents[0].Singular, m.parentChoices(code)
	}
	pages := max(1, (len(candidates)+pageRows-1)/pageRows)
	page := min(pageNumber(query.Get("page")), pages)
	grid := gridView{
		Caption: "What each candidate by itself would bring into reach, most people in need first",
		Heads: []headView{
			{Title: "Building"}, {Title: "Rank", Class: "num"}, {Title: geo.Capital(m.small.Singular) + " it lies in"}, {Title: "People in need", Unit: found.NeedOf, Class: "num"},
			{Title: "People", Class: "num"}, {Title: geo.Capital(m.small.Plural), Unit: "in part or whole", Class: "num"},
		},
	}
	for _, c := range candidates[(page-1)*pageRows : min(page*pageRows, len(candidates))] {
		area := cellView{Text: "Not known", Class: "none"}
		if p, ok := m.place(c.Area); ok && c.Area != "" {
			area = cellView{Text: p.Name(), Small: m.parentName(p), Href: areaHref(c.Area)}
		}
		grid.Rows = append(grid.Rows, rowView{Cells: []cellView{
			{Text: c.Name, Small: m.candidateNote(c.Site), Href: siteHref(c.Site)}, {Text: geo.Count(c.Rank), Class: "num"}, area, amountCell(c.Gain.Need), amountCell(c.Gain.People),
			{Text: geo.Count(c.Gain.Areas), Class: "num"},
		}})
	}
	if len(candidates) > 0 {
		view.Candidates = &grid
	}
	if pages > 1 {
		view.Pager = &pagerView{Words: fmt.Sprintf("Page %d of %d", page, pages)}
		if page > 1 {
			view.Pager.Previous = view.candidatesHref(page - 1)
		}
		if page < pages {
			view.Pager.Next = view.candidatesHref(page + 1)
		}
	}
	return nil
}

// candidateNote tells a candidate from others of its name: what it is, and its postcode.
func (m *model) candidateNote(id string) string {
	site, ok := m.rel.Site(id)
	if !ok {
		return ""
	}
	k, _ := m.kind(site.Kind)
	return strings.Trim(k.Singular+", "+site.Postcode, ", ")
}

// candidatesIn are the candidates that lie in a parent area, in the same order.
func (m *model) candidatesIn(patch place, all []geo.Candidate) []geo.Candidate {
	var in []geo.Candidate
	for _, c := range all {
		p, ok := m.place(c.Area)
		if !ok {
			continue
		}
		if parent, ok := m.parent(p, patch.Geography); ok && parent.At == patch.At {
			in = append(in, c)
		}
	}
	return in
}

// patchOfCandidates says which candidate helps most of those in a patch.
func patchOfCandidates(patch string, candidates []geo.Candidate, all int) string {
	if len(candidates) == 0 {
		return fmt.Sprintf("No candidate lies in %s.", patch)
	}
	first := candidates[0]
	of := fmt.Sprintf("Of the %s candidates in %s, %s helps most: it", geo.Count(len(candidates)), patch, first.Name)
	if len(candidates) == 1 {
		of = fmt.Sprintf("The one candidate in %s, %s,", patch, first.Name)
	}
	if first.Gain.Need == 0 {
		return fmt.Sprintf("No candidate in %s would bring anyone into reach.", patch)
	}
	return fmt.Sprintf("%s would bring %s in need into reach, the %s. Some of them may live outside %s.", of, geo.About(first.Gain.Need), position(first.Rank, all), patch)
}

// asCandidate is a further sentence on what a site would do as the next one of its kind; empty when it is no candidate.
func (m *model) asCandidate(id string) string {
	found := m.rel.Siting()
	if found == nil {
		return ""
	}
	i := slices.IndexFunc(found.Candidates, func(c geo.Candidate) bool { return c.Site == id })
	if i < 0 {
		return ""
	}
	k, _ := m.kind(found.Kind)
	if c := found.Candidates[i]; c.Gain.Need > 0 {
		return fmt.Sprintf(" As one more %s it would bring %s in need (counted as %s) into reach, the %s candidates.", k.Singular,
			geo.About(c.Gain.Need), found.NeedOf, position(c.Rank, len(found.Candidates)))
	}
	return fmt.Sprintf(" As one more %s it would bring nobody in need into reach.", k.Singular)
}

// candidatesHref is another page of the candidates, with what was chosen.
func (v sitingView) candidatesHref(page int) string {
	query := url.Values{"page": {strconv.Itoa(page)}}
	if v.Patch != "" {
		query.Set("parent", v.Patch)
	}
	if v.Plan > 0 {
		query.Set("sites", strconv.Itoa(v.Plan))
	}
	return sitingPath + "?" + query.Encode() + "#candidates"
}

// sitingCurve says what each further site adds.
func sitingCurve(found geo.Siting) *gridView {
	grid := gridView{
		Caption: "What one more site, two more and so on would do",
		Heads: []headView{
			{Title: "More sites"}, {Title: "Which"}, {Title: "People in need in reach", Unit: found.NeedOf, Class: "num"}, {Title: "Of all", Unit: "%", Class: "num"},
			{Title: "More than the row above", Class: "num"}, {Title: "Of everyone", Unit: "% in reach", Class: "num"},
			{Title: "Of the tenth most in need", Unit: "% in reach", Class: "num"}, {Title: "Would others bring more?"},
		},
	}
	row := func(sites, which, best string, need, before float64, e *geo.Evenness) rowView {
		everyone, tenth := "Not known", "Not known"
		if e != nil {
			everyone, tenth = geo.Number(e.Mean, 1), geo.Number(e.TenthMean, 1)
		}
		more := ""
		if before >= 0 {
			more = "+" + geo.Number(need-before, 0)
		}
		return rowView{Cells: []cellView{
			{Text: sites}, {Text: which}, {Text: geo.Number(need, 0), Class: "num"}, {Text: geo.Number(100*need/found.Total.Need, 1), Class: "num"},
			{Text: more, Class: "num"}, {Text: everyone, Class: "num"}, {Text: tenth, Class: "num"}, {Text: best},
		}}
	}
	grid.Rows = append(grid.Rows, row("Today", "", "", found.Before.Need, -1, found.Evenness))
	before := found.Before.Need
	for n, p := range found.Plans {
		best := "No, that is proven"
		if !p.Proven {
			best = fmt.Sprintf("By at most %s", geo.Number(p.Bound-p.Gain.Need, 0))
		}
		need := found.Before.Need + p.Gain.Need
		grid.Rows = append(grid.Rows, row(geo.Count(n+1), geo.List(p.Names, "and"), best, need, before, p.Evenness))
		before = need
	}
	return &grid
}

// sitingAreas lists areas with the people a plan is about in each.
func (m *model) sitingAreas(caption, unit string, areas []geo.SitingArea) *gridView {
	grid := gridView{
		Caption: caption,
		Heads:   []headView{{Title: geo.Capital(m.small.Singular)}},
	}
	if len(m.parents) > 0 {
		grid.Heads = append(grid.Heads, headView{Title: geo.Capital(m.parents[0].Singular)})
	}
	grid.Heads = append(grid.Heads, headView{Title: "People in need", Unit: unit, Class: "num"}, headView{Title: "People", Unit: unit, Class: "num"})
	for _, a := range areas {
		row := rowView{Cells: []cellView{{Text: a.Name, Small: a.Code, Href: areaHref(a.Code)}}}
		if len(m.parents) > 0 {
			row.Cells = append(row.Cells, cellView{Text: a.Parent})
		}
		row.Cells = append(row.Cells, amountCell(a.Need), amountCell(a.People))
		grid.Rows = append(grid.Rows, row)
	}
	return &grid
}

// amountCell is a number of people, to the nearest one: a candidate may reach a part of an area's.
func amountCell(v float64) cellView { return cellView{Text: geo.Number(v, 0), Class: "num"} }
