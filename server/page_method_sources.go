package server

import (
	"cmp"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// sourcesMethod is the table of what was read, and what became of its rows.
func (m *model) sourcesMethod() methodSection {
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
	return methodSection{ID: "sources", Title: "Sources", Grids: []gridView{grid}}
}
