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
	"hotspotmap/geo/access"
)

type gapsView struct {
	frame
	Kinds, Limits, Parents []choice
	ParentSingular         string
	Hours                  []hourGroup // nothing to choose from when none of the kind's hours are known
	Sentence, Out, How     string
	Notes                  []string // what the figures rest on
	MapHref                string
	Week                   *weekView
	Curve                  *curveView
	Shares                 []string // what there is for whom
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

// gapQuery is one gap, of everywhere or of one parent area, at any hour or at one.
type gapQuery struct {
	Gap      geo.Gap
	Kind     access.Kind
	Parent   *place
	Hour     *geo.Hour
	AtHour   string     // what is open at that hour, for whom
	Distance geo.Column // to the nearest of the sites that count
	Share    geo.Column // of people in reach of one; without values in a release that does not have it
	Page     int
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
	m.gapChoices(view, q)
	gaps := m.rel.Gaps()
	to := geo.Counted(q.Gap.Sites, "open public "+q.Kind.Singular, "open public sites of this kind")
	if q.Hour != nil {
		to = "public sites of this kind that are known to be open then"
	}
	view.How = fmt.Sprintf("Distance is measured from %s to the nearest of the %s, as a straight line times %s.", gaps.From, to, compact(gaps.Detour))
	view.Notes = []string{m.listWords(q.Kind), m.needWords()}
	if l, ok := m.layer("distance_" + q.Gap.Kind); ok && q.Hour == nil {
		view.MapHref = "/?layer=" + url.QueryEscape(l.Info.ID)
	}
	beyond := m.beyond(q)
	view.Sentence, view.Out = q.Gap.Sentence, q.Gap.OutSentence
	switch {
	case q.Parent != nil:
		view.Sentence, view.Out = m.patchSentence(q, beyond), q.AtHour
	case q.Hour != nil:
		view.Sentence, view.Out = q.AtHour, strings.TrimSpace(q.Gap.Sentence+" "+q.Gap.OutSentence)
	}
	view.Description = view.Sentence
	m.fillWeek(view, q)
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
	q.Kind = m.reachKind(q.Gap.Kind)
	q.Distance, _ = m.rel.Column(m.small.ID, "distance_"+q.Gap.Kind)
	q.Share, _ = m.rel.Column(m.small.ID, fmt.Sprintf("reach_%s_%d", q.Gap.Kind, q.Gap.BeyondM))
	if text := query.Get("hour"); text != "" {
		hour, err := geo.ParseHour(text)
		if err != nil {
			return gapQuery{}, badRequest("Write the first letters of a day and an hour of 24, as in tue-18, or choose one at /gaps.", "%v.", err)
		}
		m.atHour(&q, hour)
	}
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
		if !seen[g.Kind] {
			seen[g.Kind] = true
			view.Kinds = append(view.Kinds, choice{g.Kind, m.reachKind(g.Kind).Singular, g.Kind == q.Gap.Kind})
		}
	}
	for _, limit := range m.rel.Gaps().Limits {
		view.Limits = append(view.Limits, choice{strconv.Itoa(limit), geo.Count(limit) + " m", limit == q.Gap.BeyondM})
	}
	if len(m.parents) > 0 {
		code := ""
		if q.Parent != nil {
			code = q.Parent.Code()
		}
		view.ParentSingular, view.Parents = m.parents[0].Singular, m.parentChoices(code)
	}
}

// parentChoices offers the areas of the first parent geography by name, and first of all everywhere; chosen is a code, "" for that.
func (m *model) parentChoices(chosen string) []choice {
	areas, _ := m.rel.Areas(m.parents[0].ID)
	var choices []choice
	for i, name := range areas.Names {
		choices = append(choices, choice{areas.Codes[i], name, areas.Codes[i] == chosen})
	}
	slices.SortFunc(choices, func(a, b choice) int { return compareFolded(a.Title, b.Title) })
	return slices.Insert(choices, 0, choice{"", "All of " + m.manifest.Place, chosen == ""})
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

// patchSentence states the gap of one parent area.
func (m *model) patchSentence(q gapQuery, beyond []int) string {
	all := len(m.childrenOf(*q.Parent))
	counting := "open public " + q.Kind.Singular
	if q.Hour != nil {
		counting = "public " + q.Kind.Singular + " that is open on " + q.Hour.Words()
	}
	sentence := fmt.Sprintf("In %s, %s of %s %s more than %s m on foot from the nearest %s",
		q.Parent.Name(), geo.Count(len(beyond)), geo.Counted(all, m.small.Singular, m.small.Plural),
		geo.Noun(len(beyond), "is", "are"), geo.Count(q.Gap.BeyondM), counting)
	if people := geo.CountPeople(peopleOf(m.areas), beyond).String(); people != "" {
		sentence += ", home to " + people
	}
	return sentence + "."
}

// href is the page of this gap with another parent area, or another page.
func (q gapQuery) href(parent string, page int) string {
	query := url.Values{"kind": {q.Gap.Kind}, "beyond": {strconv.Itoa(q.Gap.BeyondM)}}
	if parent != "" {
		query.Set("parent", parent)
	}
	if q.Hour != nil {
		query.Set("hour", q.Hour.String())
	}
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	return "/gaps?" + query.Encode()
}

// patch is the code of the parent area asked for; empty for everywhere.
func (q gapQuery) patch() string {
	if q.Parent == nil {
		return ""
	}
	return q.Parent.Code()
}

// openWhen is " that is open on Tuesday at 18:00", or nothing.
func (q gapQuery) openWhen() string {
	if q.Hour == nil {
		return ""
	}
	return " that is open on " + q.Hour.Words()
}
