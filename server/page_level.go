package server

import (
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// A level is a geography that the map draws in a band of zooms: parents from afar, the small areas close in.

// level is a geography of the tiles with its band.
type level struct {
	geo.Geography
	MinZoom, MaxZoom int
}

// levels lists the geographies that the map draws, in the order of the tiles; the small areas alone when there are no tiles.
func (m *model) levels() []level {
	var levels []level
	tileset, _ := m.rel.Tileset("areas")
	for _, l := range tileset.Layers {
		if g, known := m.rel.Geography(l.ID); known {
			levels = append(levels, level{g, l.MinZoom, l.MaxZoom})
		}
	}
	if len(levels) == 0 {
		return []level{{Geography: m.small}}
	}
	return levels
}

// at returns a layer as a geography shows it: parents have the means of most layers, and of the hotspot test and the draws of the
// weights, which have none, the share of their areas that are hotspots or robust. False where there is nothing to show.
func (m *model) at(l layer, g geo.Geography) (layer, bool) {
	if g.ID == m.small.ID {
		return l, true
	}
	id, title := l.Info.ID, l.Title
	switch {
	case fromTest(l.Info.Role):
		id, title = hotShareColumn, "Share that are hotspots"
	case l.Info.Role == release.RoleTopShare:
		id, title = robustShareColumn, "Share that are robust"
	}
	info, known := m.rel.ColumnInfo(g.ID, id)
	column, ok := m.rel.Column(g.ID, id)
	if !known || !ok {
		return layer{}, false
	}
	there := layer{Info: info, Column: column, Group: l.Group, Title: title, Classes: l.Classes}
	if info.Role == release.RoleShare {
		there.Classes = shareClasses()
	}
	there.Classes = count(there.Classes, column)
	return there, true
}

// shareClasses are the classes of a share of hotspots, or of robust areas: most parents have none.
func shareClasses() []layerClass {
	classes := []geo.Class{
		{From: 0, To: 0.1, Label: "none"}, {From: 0.1, To: 10, Label: "up to 10%"}, {From: 10, To: 25, Label: "10% to 25%"},
		{From: 25, To: 50, Label: "25% to 50%"}, {From: 50, To: 100, Label: "50% to 100%"},
	}
	out := make([]layerClass, len(classes))
	for i, color := range shade(needRamp, len(classes), geo.HigherIsWorse) {
		out[i] = layerClass{Class: classes[i], Color: color}
	}
	return out
}

// count gives classes the numbers of a column's values in them.
func count(classes []layerClass, column geo.Column) []layerClass {
	out := make([]layerClass, len(classes))
	for i, c := range classes {
		out[i] = c
		out[i].Count = 0
	}
	for _, v := range column.Values {
		if i := classAt(out, v); i >= 0 {
			out[i].Count++
		}
	}
	return out
}
