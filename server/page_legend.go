package server

import (
	"fmt"
	"slices"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// legendView is the key of the map.
type legendView struct {
	Layer     string
	Title     string
	Unit      string
	Classes   []legendClass // highest value first, as a thermometer is read
	NoData    int
	NoDataWhy string
	Hot       int // areas outlined
	Kinds     []kind
	Plural    string
	Period    string
	Source    string
}

type legendClass struct {
	Class int // from 0, the lowest value
	Color string
	Label string
	Words string
	Count string
	Areas string // the noun for Count
}

func (m *model) legend(s state) legendView {
	l := s.Layer
	v := legendView{
		Layer: l.Info.ID, Title: l.Title, Unit: m.unitWords(l.Info), Plural: m.small.Plural,
		Period: l.Info.Period, Source: m.legendSource(l.Info),
	}
	for i := len(l.Classes) - 1; i >= 0; i-- {
		c := l.Classes[i]
		v.Classes = append(v.Classes, legendClass{
			Class: i, Color: c.Color, Label: c.Label, Words: classWords(l.Info, i, len(l.Classes)),
			Count: geo.Count(c.Count), Areas: geo.Noun(c.Count, m.small.Singular, m.small.Plural),
		})
	}
	counts := l.Info.Counts
	v.NoData = counts.Missing + counts.Suppressed + counts.NotApplicable + counts.Rejected
	v.NoDataWhy = absences(counts)
	if l.Info.Role != release.RoleHotspot {
		v.Hot = m.rel.Hotspots().Hot
	}
	for _, k := range m.kinds {
		if s.shows(k.Kind) {
			v.Kinds = append(v.Kinds, k)
		}
	}
	return v
}

// unitWords says what a column's numbers are.
func (m *model) unitWords(info release.ColumnInfo) string {
	switch info.Role {
	case release.RoleIndex, release.RoleComponent:
		return "Score from 0 to 10; 10 is most at risk"
	case release.RoleHotspot:
		return "Clusters of high or low index, tested against chance"
	case release.RoleDistance:
		return fmt.Sprintf("From a point inside each %s; on foot is the straight line × %s", m.small.Singular, compact(m.manifest.Reach.Detour))
	}
	words := map[string]string{"%": "Per cent", "score": "Score", "m": "Metres", "": "Number"}[info.Unit]
	if words == "" {
		words = geo.Capital(info.Unit)
	}
	return fmt.Sprintf("%s; higher is %s", words, info.Higher)
}

// classWords says what an end of the scale means.
func classWords(info release.ColumnInfo, i, n int) string {
	low, high := "", ""
	switch {
	case n < 2:
	case info.Role == release.RoleIndex || info.Role == release.RoleComponent:
		low, high = "least at risk", "most at risk"
	case info.Role == release.RoleIndicator && info.Higher == geo.HigherIsBetter:
		low = "worst"
	case info.Role == release.RoleIndicator:
		high = "worst"
	}
	switch i {
	case 0:
		return low
	case n - 1:
		return high
	}
	return ""
}

// legendSource says where a column comes from.
func (m *model) legendSource(info release.ColumnInfo) string {
	if source, ok := m.source(info.Source); ok && source.Publisher != "" {
		return "Source: " + source.Publisher
	}
	switch info.Role {
	case release.RoleIndex, release.RoleComponent, release.RoleHotspot:
		return fmt.Sprintf("Computed from %s%s; see Method", geo.Counted(m.countIndicators(), "indicator", "indicators"), m.periods())
	case release.RoleDistance:
		return "Measured to open public sites"
	}
	return ""
}

// periods says how old the figures in the index are: " of 2021 to 2025".
func (m *model) periods() string {
	var all []string
	for _, c := range m.manifest.Components {
		for _, w := range c.Weights {
			if info, ok := m.info(w.Indicator); ok && info.Period != "" {
				all = append(all, info.Period)
			}
		}
	}
	if len(all) == 0 {
		return ""
	}
	oldest, newest := slices.Min(all), slices.Max(all)
	if oldest == newest {
		return " of " + oldest
	}
	return " of " + oldest + " to " + newest
}
