package server

import (
	"fmt"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// reachKind is a kind that reach is measured to: one of the release's, or several together.
func (m *model) reachKind(id string) access.Kind {
	if any := m.manifest.Reach.Any; any != nil && any.Kind == id {
		var of []access.Kind
		for _, kind := range any.Of {
			of = append(of, m.reachKind(kind))
		}
		return access.Together(id, of)
	}
	k, _ := m.kind(id)
	return access.Kind{Kind: id, Singular: k.Singular}
}

// reachKinds are the kinds that a release has distances of, in its order.
func (m *model) reachKinds() []access.Kind {
	var kinds []access.Kind
	for _, info := range m.manifest.Columns {
		if info.Role == release.RoleDistance && info.Geography == m.small.ID {
			kinds = append(kinds, m.reachKind(info.Kind))
		}
	}
	return kinds
}

// fromPostcodes reports whether people are taken to live at the postcodes of their area.
func (m *model) fromPostcodes() bool { return m.manifest.Reach.From == "postcodes" }

// readPoints are the points that the release's distances were measured from.
func (m *model) readPoints() access.Points {
	inside := make([]orb.Point, len(m.areas.Codes))
	for i := range inside {
		inside[i] = orb.Point{m.areas.Lon[i], m.areas.Lat[i]}
	}
	if !m.fromPostcodes() {
		return access.Inside(inside)
	}
	keys := m.rel.Postcodes()
	at, aids := make([]orb.Point, len(keys)), make([]uint32, len(keys))
	for i, key := range keys {
		at[i], aids[i] = orb.Point{key.Lon, key.Lat}, key.AID
	}
	points, _ := access.Placed(inside, at, aids)
	return points
}

// findNearest finds the sites that distances are to.
func (m *model) findNearest() map[string][]int {
	kinds := m.reachKinds()
	_, positions := access.Distances(m.points(), m.rel.Sites(), kinds)
	nearest := map[string][]int{}
	for k, kind := range kinds {
		nearest[kind.Kind] = positions[k]
	}
	return nearest
}

// reachWords say how many of an area's people are in reach of each kind of site, and what there is for those in need: "62% of its people are
// within 800 m of a library on foot and 100% within 1,600 m."
func (m *model) reachWords(p place) []string {
	var out []string
	if m.fromPostcodes() { // from one point it is all or none, which the distance says already
		for _, kind := range m.reachKinds() {
			if words := m.shareWords(p, kind); words != "" {
				out = append(out, words)
			}
		}
	}
	for _, info := range m.manifest.Columns {
		if info.Role != release.RoleCapacity || info.Geography != m.small.ID {
			continue
		}
		if v, ok := m.value(p, info.ID); ok {
			out = append(out, fmt.Sprintf("%s around it: %s; average %s.", info.Title, geo.Number(v, 1), geo.Number(info.Mean, 1)))
		}
	}
	return out
}

func (m *model) shareWords(p place, kind access.Kind) string {
	var parts []string
	for _, limitM := range m.manifest.Reach.LimitsM {
		share, ok := m.value(p, fmt.Sprintf("reach_%s_%d", kind.Kind, limitM))
		if !ok {
			continue
		}
		words := fmt.Sprintf("%s%% within %s m", geo.Number(share, 0), geo.Count(limitM))
		if parts == nil {
			words = fmt.Sprintf("%s%% of its people are within %s m of a %s on foot", geo.Number(share, 0), geo.Count(limitM), kind.Singular)
		}
		parts = append(parts, words)
	}
	if parts == nil {
		return ""
	}
	return geo.List(parts, "and") + "."
}

// reachSummary says in how many areas nobody and in how many everybody is in reach, and who that leaves out.
func (m *model) reachSummary(l layer) summaryView {
	none, all := 0, 0
	for i, share := range l.Column.Values {
		switch {
		case l.Column.Flags[i] != geo.Present:
		case share == 0:
			none++
		case share == 100:
			all++
		}
	}
	v := summaryView{Sentence: fmt.Sprintf("%s: all in %s of %s, none in %s.", l.Title, geo.Count(all),
		geo.Counted(l.Column.Present(), m.small.Singular, m.small.Plural), geo.Count(none))}
	for _, g := range m.rel.Gaps().Gaps {
		if fmt.Sprintf("reach_%s_%d", g.Kind, g.BeyondM) == l.Info.ID {
			v.Detail = g.OutSentence
		}
	}
	return v
}

// capacityWords say what there is of a capacity; empty in a release that does not.
func (m *model) capacityWords(column string) string {
	if week := m.rel.Week(); week != nil {
		for _, c := range week.Capacity {
			if c.Column == column {
				return c.Sentence
			}
		}
	}
	return ""
}
