package server

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// model is what the pages know of one release: its parts looked up once, and what is derived from them.
type model struct {
	rel       *release.Release
	manifest  release.Manifest
	small     geo.Geography // the geography that is scored
	areas     release.Areas
	parents   []geo.Geography // in the manifest's order
	layers    []layer
	kinds     []kind
	reasons   map[string]geo.Target // by area code
	picture   *outline
	pictured  geo.Geography // the geography the picture draws
	hotBorder string        // of the hotspots, in the picture

	points  func() access.Points    // that reach was measured from
	nearest func() map[string][]int // by kind: for each area, the position of the site that its distance is to, −1 for none
}

// layer is a column the map can show.
type layer struct {
	Info    release.ColumnInfo
	Column  geo.Column
	Group   string
	Title   string
	Classes []layerClass // ascending
}

type layerClass struct {
	geo.Class
	Color string
}

// kind is a kind of site with its mark.
type kind struct {
	release.SiteKind
	Shape shape
	Open  int // sites drawn: all but the closed ones
}

// mostPictured is how many areas the server draws at most: beyond it the picture is of the first parent geography.
const mostPictured = 4000

// IDs of columns that every release has for its small areas.
const (
	indexColumn   = "index"
	rankColumn    = "rank"
	hotspotColumn = "hotspot"
	binColumn     = "hotspot_bin"
	lisaColumn    = "lisa"
	peopleColumn  = "people" // where people are known
)

// Columns of parents that say how many of their areas are hotspots, and how many are robustly among the most at risk.
const (
	hotShareColumn    = "hotspot_share"
	robustShareColumn = "robust_share"
)

func newModel(rel *release.Release) (*model, error) {
	if err := rel.Ready(); err != nil {
		return nil, err
	}
	m := &model{rel: rel, manifest: rel.Manifest(), reasons: map[string]geo.Target{}}
	var ok bool
	if m.small, ok = rel.Geography(m.manifest.SmallAreas); !ok {
		return nil, fmt.Errorf("release %s has no geography %q", rel.Short(), m.manifest.SmallAreas)
	}
	m.areas, _ = rel.Areas(m.small.ID)
	for _, g := range m.manifest.Geographies {
		if g.ID != m.small.ID {
			m.parents = append(m.parents, g)
		}
	}
	for _, t := range rel.Targets().Targets {
		m.reasons[t.Code] = t
	}
	spare := 0
	for _, k := range m.manifest.SiteKinds {
		m.kinds = append(m.kinds, kind{SiteKind: k, Shape: shapeOf(k.Kind, spare)})
		if _, known := shapes[k.Kind]; !known {
			spare++
		}
	}
	for _, site := range rel.Sites() {
		if i := slices.IndexFunc(m.kinds, func(k kind) bool { return k.Kind == site.Kind }); i >= 0 && !site.Closed {
			m.kinds[i].Open++
		}
	}
	m.points, m.nearest = sync.OnceValue(m.readPoints), sync.OnceValue(m.findNearest)
	m.layers = m.offered()
	if len(m.layers) == 0 {
		return nil, fmt.Errorf("release %s has no column to show on a map", rel.Short())
	}
	return m, m.draw()
}

// draw prepares the picture, when the release has an outline that is not too large for a page.
func (m *model) draw() error {
	for _, g := range append([]geo.Geography{m.small}, m.parents...) {
		areas, _ := m.rel.Areas(g.ID)
		if len(areas.Codes) > mostPictured {
			continue
		}
		content, err := m.rel.ReadFile(release.OutlinePath(g.ID))
		if err != nil {
			return err
		}
		picture, err := readOutline(content, areas.Codes, m.manifest.Bounds)
		if err != nil {
			return fmt.Errorf("release %s: %s: %w", m.rel.Short(), g.ID, err)
		}
		m.picture, m.pictured = picture, g
		if hot, ok := m.rel.Column(g.ID, hotspotColumn); ok {
			m.hotBorder = picture.Border(func(i int) bool { return hot.Values[i] == float64(geo.HotspotArea) })
		}
		return nil
	}
	return nil
}

// layerGroups are the headings of the layer picker, in order, and the columns each holds.
var layerGroups = []struct {
	Title string
	Role  release.Role
}{
	{"Exclusion index", release.RoleIndex},
	{"Exclusion index", release.RoleTopShare},
	{"Hotspots", release.RoleHotspot},
	{"Hotspots", release.RoleHotspotBin},
	{"Hotspots", release.RoleLISA},
	{"Components of the index", release.RoleComponent},
	{"Indicators", release.RoleIndicator},
	{"Gaps in provision", release.RoleDistance},
	{"People in reach", release.RoleReach},
	{"Capacity", release.RoleCapacity},
}

// offered lists the columns of the small areas that a map can show, grouped.
func (m *model) offered() []layer {
	var layers []layer
	for _, group := range layerGroups {
		for _, info := range m.manifest.Columns {
			if info.Geography != m.small.ID || info.Role != group.Role || info.Counts.Present == 0 {
				continue
			}
			if info.Role == release.RoleReach && !m.fromPostcodes() {
				continue // from one point it is all or none, which the map of distances shows
			}
			column, ok := m.rel.Column(m.small.ID, info.ID)
			if !ok {
				continue
			}
			l := layer{Info: info, Column: column, Group: group.Title, Title: m.layerTitle(info)}
			l.Classes = classesOf(info, column)
			if len(l.Classes) > 0 {
				layers = append(layers, l)
			}
		}
	}
	return layers
}

// layerTitle is a column's title, with the first letter in upper case.
func (m *model) layerTitle(info release.ColumnInfo) string {
	if info.Role == release.RoleHotspot {
		return "Hotspots and coldspots"
	}
	return geo.Capital(info.Title)
}

// classesOf gives a column's classes their colours and counts.
func classesOf(info release.ColumnInfo, column geo.Column) []layerClass {
	classes, colors := info.Classes, shade(needRamp, len(info.Classes), info.Higher)
	switch info.Role {
	case release.RoleHotspot:
		classes = []geo.Class{
			{From: float64(geo.Coldspot), To: float64(geo.NotDistinguishable), Label: "Coldspot"},
			{From: float64(geo.NotDistinguishable), To: float64(geo.HotspotArea), Label: "Not distinguishable from chance"},
			{From: float64(geo.HotspotArea), To: float64(geo.HotspotArea), Label: "Hotspot"},
		}
		colors = testColors[info.Role]
	case release.RoleHotspotBin, release.RoleLISA:
		if colors = testColors[info.Role]; len(classes) != len(colors) {
			return nil
		}
	case release.RoleDistance:
		colors = shade(distanceRamp, len(classes), geo.HigherIsWorse)
	}
	out := make([]layerClass, len(classes))
	for i, c := range classes {
		out[i] = layerClass{Class: c, Color: colors[i]}
	}
	return count(out, column)
}

// classAt returns the class a value falls in, -1 for none. A value outside the range of the classes is in the nearest.
func classAt(classes []layerClass, v float64) int {
	if math.IsNaN(v) || len(classes) == 0 {
		return -1
	}
	for i, c := range classes {
		if v < c.To {
			return i
		}
	}
	return len(classes) - 1
}

// layer returns a layer by its column's id.
func (m *model) layer(id string) (layer, bool) {
	i := slices.IndexFunc(m.layers, func(l layer) bool { return l.Info.ID == id })
	if i < 0 {
		return layer{}, false
	}
	return m.layers[i], true
}

// kind returns a kind of site.
func (m *model) kind(id string) (kind, bool) {
	i := slices.IndexFunc(m.kinds, func(k kind) bool { return k.Kind == id })
	if i < 0 {
		return kind{}, false
	}
	return m.kinds[i], true
}

// info is what the manifest says of a column of the small areas.
func (m *model) info(id string) (release.ColumnInfo, bool) { return m.rel.ColumnInfo(m.small.ID, id) }

// source returns a source by its id.
func (m *model) source(id string) (geo.Source, bool) {
	i := slices.IndexFunc(m.manifest.Sources, func(s geo.Source) bool { return s.ID == id })
	if i < 0 {
		return geo.Source{}, false
	}
	return m.manifest.Sources[i], true
}

// credit names the publisher and period of a column's source: "MHCLG, 2025".
func (m *model) credit(info release.ColumnInfo) string {
	source, _ := m.source(info.Source)
	period := cmp.Or(info.Period, source.Period)
	if source.Publisher == "" || period == "" {
		return source.Publisher + period
	}
	return source.Publisher + ", " + period
}
