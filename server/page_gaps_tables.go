package server

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// beyond lists the positions of the areas out of reach, most at risk first.
func (m *model) beyond(q gapQuery) []int {
	scores, scored := m.rel.Column(m.small.ID, indexColumn)
	if !scored {
		return nil
	}
	var out []int
	for i, d := range q.Distance.Values {
		inPatch := q.Parent == nil || int(m.areas.Parents[q.Parent.Geography.ID][i]) == q.Parent.At+1
		if inPatch && q.Distance.Flags[i] == geo.Present && access.WalkM(d, m.rel.Gaps().Detour) > float64(q.Gap.BeyondM) {
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

// gapAreas is the table of the areas out of reach.
func (m *model) gapAreas(view *gapsView, q gapQuery, beyond []int) {
	if len(beyond) == 0 {
		return
	}
	pages := (len(beyond) + pageRows - 1) / pageRows
	page := min(q.Page, pages)
	grid := gridView{Caption: fmt.Sprintf("Beyond %s m of a %s%s, most at risk first", geo.Count(q.Gap.BeyondM), q.Kind.Singular, q.openWhen())}
	grid.Heads = []headView{{Title: geo.Capital(m.small.Singular)}}
	if len(m.parents) > 0 {
		grid.Heads = append(grid.Heads, headView{Title: geo.Capital(m.parents[0].Singular)})
	}
	grid.Heads = append(grid.Heads, headView{Title: "Index", Unit: "0–10", Class: "num"},
		headView{Title: "Hotspot"}, headView{Title: "Nearest " + q.Kind.Singular, Unit: "straight line", Class: "num"})
	shares := m.fromPostcodes() && q.Share.Values != nil // else it is all or none, which the distance says
	if shares {
		grid.Heads = append(grid.Heads, headView{Title: "In reach", Unit: "% of its people", Class: "num"})
	}
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
		for _, id := range []string{indexColumn, hotspotColumn} {
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
		row.Cells = append(row.Cells, cellView{Text: metres(q.Distance.Values[i]), Class: "num"})
		if shares {
			row.Cells = append(row.Cells, cellView{Text: geo.Number(q.Share.Values[i], 0), Class: "num"})
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
			view.Pager.Previous = q.href(q.patch(), page-1)
		}
		if page < pages {
			view.Pager.Next = q.href(q.patch(), page+1)
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
	if q.Gap.OfNeed > 0 {
		grid.Heads = append(grid.Heads, headView{Title: "People in need out of reach", Unit: m.needOf(), Class: "num"})
	}
	for _, parent := range q.Gap.Parents {
		row := rowView{Cells: []cellView{
			{Text: parent.Name, Href: q.href(parent.Code, 1)},
			{Text: geo.Count(parent.Areas), Class: "num"}, {Text: geo.Count(parent.OfAreas), Class: "num"},
		}}
		if q.Gap.OfPeople > 0 {
			people := parent.People
			if people == 0 { // some live in every area; nobody is counted where that is not known
				people = math.NaN()
			}
			row.Cells = append(row.Cells, peopleCell(people))
		}
		if q.Gap.OfNeed > 0 {
			row.Cells = append(row.Cells, cellView{Text: geo.Number(parent.NeedOut, 0), Class: "num"})
		}
		grid.Rows = append(grid.Rows, row)
	}
	view.ByParent, view.ByParentTitle = &grid, "By "+first.Singular
}
