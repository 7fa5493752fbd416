package server

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// gridView is a table.
type gridView struct {
	Class   string // of the table
	Caption string
	Heads   []headView
	Rows    []rowView
}

type headView struct {
	Title, Unit, Href, Class string
	Sorted                   string // aria-sort
}

type rowView struct {
	Cells    []cellView
	Selected bool
}

type cellView struct {
	Text, Small, Href, Class string
	Area, Site               string // what a script selects instead of following Href
}

// tableView is the table that says all the map says.
type tableView struct {
	Title string
	Range string
	Grid  gridView
	Pager *pagerView
}

type pagerView struct{ Previous, Next, Words string }

// pageRows is how many areas one page of a table holds.
const pageRows = 50

// tableColumn is one column of the table: how it is headed, ordered and written.
type tableColumn struct {
	id, title, unit string
	numeric         bool
	compare         func(a, b int) int // positions; nil: by values
	values          []float64          // NaN last whatever the order
	cell            func(i int) cellView
}

func (m *model) table(s state) tableView {
	columns := m.tableColumns(s)
	sortBy := cmp.Or(s.Sort, m.defaultSort(s.Layer))
	id, descending := strings.CutPrefix(sortBy, "-")
	by := slices.IndexFunc(columns, func(c tableColumn) bool { return c.id == id })
	if by < 0 {
		by, descending, id = 0, false, columns[0].id
	}
	order := m.order(columns[by], descending)

	pages := max(1, (len(order)+pageRows-1)/pageRows)
	page := min(s.Page, pages)
	first := (page - 1) * pageRows
	last := min(first+pageRows, len(order))

	v := tableView{
		Title: "Every " + m.small.Singular + ", in figures",
		Range: fmt.Sprintf("%s to %s of %s. Choose a heading to sort by it.",
			geo.Count(first+1), geo.Count(last), geo.Counted(len(order), m.small.Singular, m.small.Plural)),
		Grid: gridView{Caption: fmt.Sprintf("%s: %s of %s", s.Layer.Title, m.small.Plural, m.manifest.Place)},
	}
	for _, c := range columns {
		head := headView{Title: c.title, Unit: c.unit}
		next := s
		next.Page, next.Sort = 1, c.id
		if c.numeric {
			head.Class = "num"
			next.Sort = "-" + c.id // largest first is what one looks for
		}
		if c.id == id {
			head.Sorted = "ascending"
			next.Sort = "-" + c.id
			if descending {
				head.Sorted, next.Sort = "descending", c.id
			}
		}
		head.Href = next.href(true) + "#table"
		v.Grid.Heads = append(v.Grid.Heads, head)
	}
	for _, i := range order[first:last] {
		row := rowView{Selected: s.Area != nil && s.Area.Geography.ID == m.small.ID && s.Area.At == i}
		for _, c := range columns {
			cell := c.cell(i)
			if c.numeric && cell.Class == "" {
				cell.Class = "num"
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Grid.Rows = append(v.Grid.Rows, row)
	}
	if pages > 1 {
		v.Pager = &pagerView{Words: fmt.Sprintf("Page %d of %d", page, pages)}
		turn := func(to int) string { next := s; next.Page = to; return next.href(true) + "#table" }
		if page > 1 {
			v.Pager.Previous = turn(page - 1)
		}
		if page < pages {
			v.Pager.Next = turn(page + 1)
		}
	}
	return v
}

// defaultSort puts the worst of the layer first.
func (m *model) defaultSort(l layer) string {
	if l.Info.Role == release.RoleIndicator && l.Info.Higher == geo.HigherIsBetter {
		return l.Info.ID
	}
	return "-" + l.Info.ID
}

// order sorts the positions of all areas; areas without a value come last, and ties stay in code order.
func (m *model) order(c tableColumn, descending bool) []int {
	order := make([]int, len(m.areas.Codes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c.values != nil {
			va, vb := c.values[a], c.values[b]
			if missing := cmp.Compare(boolRank(va != va), boolRank(vb != vb)); missing != 0 {
				return missing
			}
			if descending {
				return cmp.Compare(vb, va)
			}
			return cmp.Compare(va, vb)
		}
		if descending {
			return c.compare(b, a)
		}
		return c.compare(a, b)
	})
	return order
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (m *model) tableColumns(s state) []tableColumn {
	areas := m.areas
	columns := []tableColumn{{
		id: "name", title: geo.Capital(m.small.Singular),
		compare: func(a, b int) int { return strings.Compare(areas.Names[a], areas.Names[b]) },
		cell: func(i int) cellView {
			return cellView{Text: areas.Names[i], Small: areas.Codes[i], Href: areaHref(areas.Codes[i]), Area: areas.Codes[i]}
		},
	}}
	if len(m.parents) > 0 {
		name := func(i int) string { return m.parentName(place{m.small, areas, i}) }
		columns = append(columns, tableColumn{
			id: m.parents[0].ID, title: geo.Capital(m.parents[0].Singular),
			compare: func(a, b int) int { return strings.Compare(name(a), name(b)) },
			cell:    func(i int) cellView { return cellView{Text: name(i)} },
		})
	}
	seen := map[string]bool{}
	add := func(id, title, unit string) {
		info, known := m.info(id)
		column, ok := m.rel.Column(m.small.ID, id)
		if !known || !ok || seen[id] {
			return
		}
		seen[id] = true
		columns = append(columns, tableColumn{
			id: id, title: title, unit: unit, numeric: !fromTest(info.Role), values: column.Values,
			cell: func(i int) cellView { return valueCell(info, column, i) },
		})
	}
	if role := s.Layer.Info.Role; role == release.RoleIndicator || role == release.RoleComponent {
		add(s.Layer.Info.ID, s.Layer.Title, tableUnit(s.Layer.Info))
	}
	add(indexColumn, "Index", "0–10")
	add(rankColumn, "Rank", "1 = most at risk")
	add(hotspotColumn, "Hotspot", "")
	if fromTest(s.Layer.Info.Role) {
		add(s.Layer.Info.ID, s.Layer.Title, "")
	}
	if s.Layer.Info.Role == release.RoleDistance {
		add(s.Layer.Info.ID, s.Layer.Title, "straight line")
	}
	for _, id := range s.Kinds {
		if k, ok := m.kind(id); ok {
			add("distance_"+id, "Nearest "+k.Singular, "straight line")
		}
	}
	if people := peopleOf(areas); people != nil {
		columns = append(columns, tableColumn{
			id: "people", title: "People", numeric: true, values: people,
			cell: func(i int) cellView { return peopleCell(people[i]) },
		})
	}
	return columns
}

// peopleOf returns the people of each area, NaN where unknown; nil when unknown everywhere.
func peopleOf(areas release.Areas) []float64 {
	if areas.People == nil {
		return nil
	}
	people := make([]float64, len(areas.People))
	for i, n := range areas.People {
		people[i] = math.NaN()
		if n != nil {
			people[i] = float64(*n)
		}
	}
	return people
}

// peopleCell writes a number of people, or that it is not known.
func peopleCell(people float64) cellView {
	if math.IsNaN(people) {
		return cellView{Text: "Not known", Class: "none"}
	}
	return cellView{Text: geo.Count(int(people)), Class: "num"}
}

// tableUnit is the unit in a column's heading; the cells then need only numbers.
func tableUnit(info release.ColumnInfo) string {
	if info.Role == release.RoleComponent {
		return "0–10"
	}
	return info.Unit
}

// valueCell writes a value, or why there is none.
func valueCell(info release.ColumnInfo, column geo.Column, i int) cellView {
	if flag := column.Flags[i]; flag != geo.Present {
		return cellView{Text: absence(flag), Class: "none"}
	}
	v := column.Values[i]
	switch info.Role {
	case release.RoleHotspot, release.RoleHotspotBin, release.RoleLISA:
		return cellView{Text: classWord(info, v)}
	case release.RoleRank:
		return cellView{Text: geo.Count(int(v))}
	case release.RoleDistance:
		return cellView{Text: metres(v)}
	case release.RoleIndex, release.RoleComponent:
		return cellView{Text: geo.Number(v, 1)}
	}
	return cellView{Text: geo.Number(v, decimals(info))}
}

// hotspotWord names a hotspot class in a table.
func hotspotWord(class geo.HotspotClass) string {
	switch class {
	case geo.HotspotArea:
		return "Hotspot"
	case geo.Coldspot:
		return "Coldspot"
	}
	return "No"
}

func areaHref(code string) string { return "/areas/" + url.PathEscape(code) }

func siteHref(id string) string { return "/sites/" + url.PathEscape(id) }
