package server

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// pictureSVG draws the state as the server's map. Every area is a link for a pointer; for everybody else the table is
// the equivalent, so the links are no tab stops and are hidden from assistive technology, which is told what the whole shows.
func (m *model) pictureSVG(s state) template.HTML {
	if m.picture == nil {
		return ""
	}
	l, ok := m.at(s.Layer, m.pictured)
	if !ok {
		return template.HTML(fmt.Sprintf(`<p class="no-picture">This layer has no figures for %s, which is all that can be drawn here. Its figures are in the table.</p>`,
			template.HTMLEscapeString(m.pictured.Plural)))
	}
	areas, _ := m.rel.Areas(m.pictured.ID)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="picture" viewBox="-20 -20 %d %d" role="group" aria-labelledby="picture-title" aria-describedby="picture-desc" focusable="false">`,
		pictureWidth+40, int(m.picture.Height)+40)
	fmt.Fprintf(&b, `<title id="picture-title">%s</title><desc id="picture-desc">%s</desc>`,
		template.HTMLEscapeString(s.Layer.Title+", "+m.manifest.Place), template.HTMLEscapeString(m.describe(s)))
	fmt.Fprintf(&b, `<defs><pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse"><rect width="14" height="14" fill="%s"/>`+
		`<path d="M-2 16 16-2M-9 9 9-9M5 23 23 5" stroke="#5b6b76" stroke-width="2.5"/></pattern></defs>`, noDataColor)

	groups := make([][]int, len(l.Classes)+1) // the last: no data
	for i, v := range l.Column.Values {
		class := classAt(l.Classes, v)
		if class < 0 {
			class = len(l.Classes)
		}
		groups[class] = append(groups[class], i)
	}
	fmt.Fprintf(&b, `<g aria-hidden="true"><g stroke="%s" stroke-width="1" stroke-opacity=".55" stroke-linejoin="round">`, inkColor)
	for class, members := range groups {
		fill := "url(#hatch)"
		if class < len(l.Classes) {
			fill = l.Classes[class].Color
		}
		fmt.Fprintf(&b, `<g fill="%s">`, fill)
		for _, i := range members {
			fmt.Fprintf(&b, `<a href="%s" tabindex="-1"><title>%s: %s</title><path d="%s"/></a>`,
				template.HTMLEscapeString(areaHref(areas.Codes[i])), template.HTMLEscapeString(areas.Names[i]),
				template.HTMLEscapeString(figure(l.Info, l.Column, i)), m.picture.Area(i))
		}
		b.WriteString("</g>")
	}
	b.WriteString("</g>")
	m.writeOutlines(&b, s)
	m.writeSites(&b, s)
	b.WriteString("</g></svg>")
	return template.HTML(b.String())
}

// writeOutlines draws the borders of parents, hotspots and the selected area over the fills.
func (m *model) writeOutlines(b *strings.Builder, s state) {
	line := func(path, color string, width float64) {
		fmt.Fprintf(b, `<path d="%s" fill="none" stroke="%s" stroke-width="%g" stroke-linejoin="round" stroke-linecap="round"/>`, path, color, width)
	}
	if m.hotBorder != "" && s.Layer.Info.Role != release.RoleHotspot && s.Layer.Info.Role != release.RoleHotspotBin {
		line(m.hotBorder, haloColor, 14)
		line(m.hotBorder, inkColor, 7)
	}
	if s.Area == nil {
		return
	}
	inside := func(i int) bool { return s.Area.Geography.ID == m.pictured.ID && i == s.Area.At }
	if s.Area.Geography.ID != m.pictured.ID {
		areas, _ := m.rel.Areas(m.pictured.ID)
		aids := areas.Parents[s.Area.Geography.ID]
		inside = func(i int) bool { return i < len(aids) && int(aids[i]) == s.Area.At+1 }
	}
	if border := m.picture.Border(inside); border != "" {
		line(border, inkColor, 18)
		line(border, selectedColor, 10)
	}
}

// writeSites draws the open sites of the kinds that are shown.
func (m *model) writeSites(b *strings.Builder, s state) {
	const size = 48 // picture units: 12 px and more on a screen
	for _, k := range m.kinds {
		if !s.shows(k.Kind) {
			continue
		}
		dash := ""
		if k.Shape.Dashed {
			dash = ` stroke-dasharray="2.5 1.5"`
		}
		fmt.Fprintf(b, `<symbol id="site-%s" viewBox="0 0 20 20"><path d="%s" fill="#fff" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/>`+
			`<path d="%s" fill="%s" stroke="%s" stroke-width="1.6" stroke-linejoin="round"%s/></symbol>`,
			template.HTMLEscapeString(k.Kind), k.Shape.Path, k.Shape.Path, k.Shape.Color, inkColor, dash)
		for _, site := range m.rel.Sites() {
			if site.Kind != k.Kind || site.Closed {
				continue
			}
			x, y := m.picture.Project(site.At)
			fmt.Fprintf(b, `<a href="%s" tabindex="-1"><title>%s, %s</title><use href="#site-%s" x="%d" y="%d" width="%d" height="%d"/></a>`,
				template.HTMLEscapeString(siteHref(site.ID)), template.HTMLEscapeString(site.Name), template.HTMLEscapeString(k.Singular),
				template.HTMLEscapeString(k.Kind), int(math.Round(x))-size/2, int(math.Round(y))-size/2, size, size)
		}
	}
}

// describe says in words what the map shows: range, the three worst, hotspots, areas without data.
func (m *model) describe(s state) string {
	l := s.Layer
	var parts []string
	if fromTest(l.Info.Role) {
		for i := len(l.Classes) - 1; i >= 0; i-- {
			parts = append(parts, fmt.Sprintf("%s: %s", l.Classes[i].Label, geo.Counted(l.Classes[i].Count, m.small.Singular, m.small.Plural)))
		}
		return strings.Join(parts, "; ") + "."
	}
	parts = append(parts, fmt.Sprintf("Values run from %s to %s.", figureOf(l.Info, l.Info.Min), figureOf(l.Info, l.Info.Max)))
	if worst := m.worst(l, 3); len(worst) > 0 {
		parts = append(parts, fmt.Sprintf("%s: %s.", geo.Capital(extreme(l.Info)), geo.List(worst, "and")))
	}
	if hot := m.rel.Hotspots().Hot; hot > 0 {
		parts = append(parts, fmt.Sprintf("%s in hotspots.", geo.Counted(hot, m.small.Singular, m.small.Plural)))
	}
	if without := len(m.areas.Codes) - l.Info.Counts.Present; without > 0 {
		parts = append(parts, fmt.Sprintf("%s without data.", geo.Counted(without, m.small.Singular, m.small.Plural)))
	}
	return strings.Join(parts, " ")
}

// worst names the n worst areas of a layer.
func (m *model) worst(l layer, n int) []string {
	var names []string
	for _, i := range worstFirst(l.Info, l.Column)[:min(n, l.Column.Present())] {
		names = append(names, fmt.Sprintf("%s (%s)", m.areas.Names[i], figure(l.Info, l.Column, i)))
	}
	return names
}

// worstFirst orders the positions that have a value, worst first.
func worstFirst(info release.ColumnInfo, column geo.Column) []int {
	var order []int
	for i, flag := range column.Flags {
		if flag == geo.Present {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		va, vb := column.Values[a], column.Values[b]
		if info.Higher == geo.HigherIsBetter {
			va, vb = vb, va
		}
		switch {
		case va > vb:
			return -1
		case va < vb:
			return 1
		}
		return 0
	})
	return order
}

// extreme names the bad end of a layer.
func extreme(info release.ColumnInfo) string {
	switch {
	case info.Role == release.RoleDistance:
		return "farthest"
	case info.Higher == geo.HigherIsBetter:
		return "lowest"
	}
	return "highest"
}

// figure writes a value as in a sentence, or why there is none.
func figure(info release.ColumnInfo, column geo.Column, i int) string {
	if flag := column.Flags[i]; flag != geo.Present {
		return absence(flag)
	}
	return figureOf(info, column.Values[i])
}

func figureOf(info release.ColumnInfo, v float64) string {
	switch info.Role {
	case release.RoleIndex, release.RoleComponent:
		return geo.Number(v, 1)
	case release.RoleHotspot:
		if geo.HotspotClass(v) == geo.NotDistinguishable {
			return "not distinguishable from chance"
		}
		return hotspotWord(geo.HotspotClass(v))
	case release.RoleHotspotBin, release.RoleLISA:
		return classWord(info, v)
	case release.RoleDistance:
		return metres(v)
	}
	return amount(v, info)
}
