package server

import (
	"fmt"
	"slices"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// legendView is the key of the map.
type legendView struct {
	Layer  string
	Title  string
	Levels []legendLevel
	Kinds  []kind
	Partly string // what is to be known of lists that are not whole
	Period string
	Source string
}

// legendLevel is the key of one geography that the map draws: the page shows that of the zoom.
type legendLevel struct {
	Geography string
	Plural    string
	Shown     bool   // it is what the picture draws, and on show before a script says otherwise
	Title     string // where it is not the layer's own
	Unit      string
	Classes   []legendClass // highest value first, as a thermometer is read; none: it has no figures
	NoData    string
	NoDataWhy string
	Hot       string // areas outlined
	Note      string // goes on from the noun: how the figures were made, when not as published
	Nearer    string // what is seen further in
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
	v := legendView{Layer: l.Info.ID, Title: l.Title, Period: l.Info.Period, Source: m.legendSource(l.Info)}
	for _, k := range m.kinds {
		if s.shows(k.Kind) {
			v.Kinds = append(v.Kinds, k)
		}
	}
	v.Partly = partly(v.Kinds)
	for _, at := range m.levels() {
		v.Levels = append(v.Levels, m.legendLevel(l, at.Geography, len(v.Kinds) > 0))
	}
	return v
}

func (m *model) legendLevel(l layer, g geo.Geography, sites bool) legendLevel {
	v := legendLevel{Geography: g.ID, Plural: g.Plural, Shown: g.ID == m.pictured.ID || m.picture == nil && g.ID == m.small.ID}
	if g.ID != m.small.ID {
		v.Nearer = m.small.Plural
		if sites {
			v.Nearer += " and sites"
		}
	}
	there, ok := m.at(l, g)
	if !ok {
		return v
	}
	if there.Title != l.Title {
		v.Title = there.Title
	}
	v.Unit = m.unitWords(there.Info)
	switch note := there.Info.Note; {
	case note == "":
	case g.ID != m.small.ID:
		v.Note = "; each is the " + note
	case l.Info.Role == release.RoleIndex && l.Info.ID != indexColumn:
		v.Note = ". " + geo.Capital(note)
	}
	for i := len(there.Classes) - 1; i >= 0; i-- {
		c := there.Classes[i]
		v.Classes = append(v.Classes, legendClass{
			Class: i, Color: c.Color, Label: c.Label, Words: classWords(there.Info, i, len(there.Classes)),
			Count: geo.Count(c.Count), Areas: geo.Noun(c.Count, g.Singular, g.Plural),
		})
	}
	counts := there.Info.Counts
	if none := counts.Missing + counts.Suppressed + counts.NotApplicable + counts.Rejected; none > 0 {
		v.NoData, v.NoDataWhy = geo.Count(none), absences(counts)
	}
	if hot := m.rel.Hotspots().Hot; hot > 0 && g.ID == m.small.ID && l.Info.Role != release.RoleHotspot && l.Info.Role != release.RoleHotspotBin {
		v.Hot = geo.Count(hot)
	}
	return v
}

// partly says of kinds whose lists are not whole what that means; empty when all are.
func partly(kinds []kind) string {
	var titles []string
	for _, k := range kinds {
		if k.Partial {
			titles = append(titles, k.Title)
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return geo.List(titles, "and") + ": the list is not complete, so how far away the nearest is has not been measured."
}

// unitWords says what a column's numbers are.
func (m *model) unitWords(info release.ColumnInfo) string {
	switch info.Role {
	case release.RoleIndex, release.RoleComponent:
		return "Score from 0 to 10; 10 is most at risk"
	case release.RoleTopShare:
		return fmt.Sprintf("Robust: in at least %d%% of the draws of the weights; depends: in some; never: in none", score.RobustShare)
	case release.RoleShare:
		of := fmt.Sprintf("Per cent of the %s in each", m.small.Plural)
		if info.ID == robustShareColumn {
			of += fmt.Sprintf("; robust: in at least %d%% of the draws of the weights", score.RobustShare)
		}
		return of
	case release.RoleHotspot:
		return "Clusters of high or low index, tested against chance"
	case release.RoleHotspotBin:
		bins := m.rel.Hotspots().Bins
		if bins[2] == 0 { // a release that does not say
			return "Clusters of high or low index, tested against chance"
		}
		return fmt.Sprintf("Clusters of high or low index; at %s, at most %s%% of all that are found are expected to be chance",
			confidenceOf(bins[2]), compact(100*bins[2]))
	case release.RoleLISA:
		return fmt.Sprintf("The %s first, then those around it: above or below the average, beyond chance", m.small.Singular)
	case release.RoleDistance:
		from := "a point inside each " + m.small.Singular
		if m.fromPostcodes() {
			from = fmt.Sprintf("the middle one (the median) of each %s’s postcodes", m.small.Singular)
		}
		return fmt.Sprintf("From %s; on foot is the straight line × %s", from, compact(m.manifest.Reach.Detour))
	}
	words := map[string]string{"%": "Per cent", "score": "Score", "m": "Metres", "": "Number"}[info.Unit]
	if words == "" {
		words = geo.Capital(info.Unit)
	}
	words += fmt.Sprintf("; higher is %s", info.Higher)
	if info.Role == release.RoleCapacity && m.needOf() != "" {
		words += "; people in need are counted as " + m.needOf()
	}
	return words
}

// classWords says what an end of the scale means.
func classWords(info release.ColumnInfo, i, n int) string {
	low, high := "", ""
	switch {
	case n < 2:
	case info.Role == release.RoleIndex || info.Role == release.RoleComponent:
		low, high = "least at risk", "most at risk"
	case info.Role == release.RoleCapacity:
		low = "worst served"
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
	case release.RoleIndex, release.RoleComponent, release.RoleTopShare, release.RoleHotspot, release.RoleHotspotBin, release.RoleLISA:
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
