package server

import (
	"fmt"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// stripView places an area's index among all others: a small histogram with its own bar marked.
type stripView struct {
	Words string
	Bars  []stripBar
	Mark  float64 // x of the area's own score
}

type stripBar struct {
	X, Y, Height float64
	Color        string
}

// The strip is stripBins bars over the scale 0 to 10, drawn in a box of 200 × 44.
const (
	stripBins   = 40
	stripWidth  = 200.0
	stripHeight = 36.0
	topScore    = 10.0
)

func (m *model) strip(p place) *stripView {
	score, ok := m.value(p, indexColumn)
	if !ok {
		return nil
	}
	column, _ := m.rel.Column(p.Geography.ID, indexColumn)
	var counts [stripBins]int
	most := 0
	for i, v := range column.Values {
		if column.Flags[i] == geo.Present {
			bin := min(stripBins-1, max(0, int(v/topScore*stripBins)))
			counts[bin]++
			most = max(most, counts[bin])
		}
	}
	v := &stripView{
		Mark:  score / topScore * stripWidth,
		Words: fmt.Sprintf("All %s on the scale from 0 to 10, and this one at %s", p.Geography.Plural, geo.Number(score, 1)),
	}
	scale, _ := m.layer(indexColumn)
	for bin, n := range counts {
		if n == 0 {
			continue
		}
		height := max(1, stripHeight*float64(n)/float64(most))
		middle := (float64(bin) + 0.5) * topScore / stripBins
		bar := stripBar{X: float64(bin) * stripWidth / stripBins, Y: stripHeight - height, Height: height, Color: inkColor}
		if class := classAt(scale.Classes, middle); class >= 0 {
			bar.Color = scale.Classes[class].Color
		}
		v.Bars = append(v.Bars, bar)
	}
	return v
}

// badge puts an area's hotspot class into words.
func (m *model) badge(p place) *badgeView {
	class, tested := m.value(p, hotspotColumn)
	if !tested {
		return &badgeView{"chance", "Not tested for a hotspot: it has no score, or no neighbour."}
	}
	switch geo.HotspotClass(class) {
	case geo.HotspotArea:
		return &badgeView{"hot", m.clusterWords(p, "hotspot", "high")}
	case geo.Coldspot:
		return &badgeView{"cold", m.clusterWords(p, "coldspot", "low")}
	}
	if decile, ok := m.value(p, "decile"); ok && decile == 10 {
		return &badgeView{"dark", sentences("In the top tenth of the index, but with its neighbours not distinguishable from chance: no hotspot.", m.confidence(p), m.among(p))}
	}
	return &badgeView{"chance", sentences("Not in a hotspot: with its neighbours not distinguishable from chance.", m.confidence(p), m.among(p))}
}

// clusterWords names the cluster around an area and says how large it is: "In the hotspot Lozells and Newtown: 41 neighbourhoods
// and about 68,000 people, a cluster of high scores that chance would rarely make."
func (m *model) clusterWords(p place, kind, level string) string {
	meaning := "with those around them, scores so " + level + " that chance would rarely put them together."
	cluster, known := m.cluster(p.Code())
	if known && len(cluster.Areas) == 1 {
		meaning = "with those around it, scores so " + level + " that chance would rarely put them together."
	}
	if info, ok := m.info(indexColumn); ok {
		if own, has := m.value(p, indexColumn); has && (own < info.Mean) == (level == "high") {
			meaning += " Its own score is not: the neighbours make it part of this."
		}
	}
	if !known {
		return fmt.Sprintf("In a %s: %s", kind, meaning)
	}
	size := geo.Counted(len(cluster.Areas), m.small.Singular, m.small.Plural)
	if cluster.People > 0 {
		size += " and " + geo.About(cluster.People)
	}
	if cluster.Name == "" { // a release from before clusters had names
		return fmt.Sprintf("In a %s of %s: %s", kind, size, meaning)
	}
	return sentences(fmt.Sprintf("In the %s %s: %s, %s", kind, cluster.Name, size, meaning), m.confidence(p), m.among(p))
}

// sentences puts those that say something after one another.
func sentences(all ...string) string { return strings.Join(notEmpty(all...), " ") }

// cluster returns the hotspot or coldspot that an area is part of.
func (m *model) cluster(code string) (geo.Cluster, bool) {
	for _, cluster := range m.rel.Hotspots().Clusters {
		if slices.Contains(cluster.Areas, code) {
			return cluster, true
		}
	}
	return geo.Cluster{}, false
}

// components are the parts of an area's index, as bars out of 10.
func (m *model) components(p place) []barView {
	var bars []barView
	for _, info := range m.manifest.Columns {
		if info.Geography != p.Geography.ID || info.Role != release.RoleComponent {
			continue
		}
		bar := barView{Title: geo.Capital(info.Title), Value: absence(geo.Missing), MeanAt: info.Mean / topScore * 100}
		if v, ok := m.value(p, info.ID); ok {
			bar.Has, bar.Value, bar.Width = true, geo.Number(v, 1), v/topScore*100
		}
		bars = append(bars, bar)
	}
	return bars
}

// indicators lists every indicator of an area: value, where it stands, and where the figure is from.
func (m *model) indicators(p place) []figureView {
	var figures []figureView
	for _, info := range m.manifest.Columns {
		if v, ok := m.value(p, info.ID); ok && info.Geography == p.Geography.ID && info.Role == release.RoleIndex && info.ID != indexColumn {
			figures = append(figures, figureView{Title: geo.Capital(info.Title), From: "Computed", Value: figureOf(info, v), Position: geo.Capital(info.Note)})
		}
		if info.Geography != p.Geography.ID || info.Role != release.RoleIndicator {
			continue
		}
		column, ok := m.rel.Column(p.Geography.ID, info.ID)
		if !ok {
			continue
		}
		f := figureView{Title: geo.Capital(info.Title), From: m.credit(info) + m.conversion(p, info) + drawn(info), Value: figure(info, column, p.At)}
		if column.Flags[p.At] == geo.Present {
			f.Position = fmt.Sprintf("%s; average %s", position(rankIn(column, p.At), column.Present()), figureOf(info, info.Mean))
		}
		figures = append(figures, f)
	}
	return figures
}

// conversion says how an area's figure came from an older vintage: "; converted from lsoa11, split 1→2". It is empty for one that did not.
func (m *model) conversion(p place, info release.ColumnInfo) string {
	vintage := strings.TrimPrefix(info.Converted, "converted_")
	changes, _ := m.rel.ColumnInfo(p.Geography.ID, info.Converted)
	v, known := m.value(p, info.Converted)
	from, _ := m.value(p, "conversion_from_"+vintage)
	to, _ := m.value(p, "conversion_to_"+vintage)
	for _, class := range slices.Backward(changes.Classes) {
		if !known || v < class.From {
			continue
		}
		said := "; converted from " + vintage + ", " + class.Label
		if from > 1 || to > 1 {
			said += fmt.Sprintf(" %s→%s", geo.Number(from, 0), geo.Number(to, 0))
		}
		return said
	}
	return ""
}

// drawn says that an indicator's figure is not the rate as counted.
func drawn(info release.ColumnInfo) string {
	if info.Unshrunk == "" {
		return ""
	}
	return "; a rate of few is drawn towards that of the area around"
}

// rankIn is 1 for the highest value of a column; equal values share the better rank.
func rankIn(column geo.Column, at int) int {
	rank := 1
	for i, v := range column.Values {
		if column.Flags[i] == geo.Present && v > column.Values[at] {
			rank++
		}
	}
	return rank
}
