package server

import (
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// place is one area of a release.
type place struct {
	Geography geo.Geography
	Areas     release.Areas
	At        int // position: aid-1
}

func (p place) Code() string { return p.Areas.Codes[p.At] }
func (p place) Name() string { return p.Areas.Names[p.At] }

// place finds an area by code, or by "geography:code" where a code is in several geographies.
func (m *model) place(code string) (place, bool) {
	geography, aid, ok := m.rel.FindArea(code)
	if !ok {
		for _, g := range m.manifest.Geographies {
			if rest, found := strings.CutPrefix(code, g.ID+":"); found {
				if aid, ok = m.rel.AID(g.ID, rest); ok {
					geography = g.ID
				}
			}
		}
	}
	if !ok {
		return place{}, false
	}
	g, _ := m.rel.Geography(geography)
	areas, _ := m.rel.Areas(geography)
	return place{Geography: g, Areas: areas, At: int(aid) - 1}, true
}

// parent returns the area of a parent geography that an area lies in. A parent lies in a larger one when all its areas do.
func (m *model) parent(p place, geography geo.Geography) (place, bool) {
	if p.Geography.ID != m.small.ID {
		return m.grandparent(p, geography)
	}
	aids := p.Areas.Parents[geography.ID]
	if len(aids) == 0 || aids[p.At] == 0 {
		return place{}, false
	}
	areas, ok := m.rel.Areas(geography.ID)
	return place{Geography: geography, Areas: areas, At: int(aids[p.At]) - 1}, ok
}

func (m *model) grandparent(p place, geography geo.Geography) (place, bool) {
	children, aids := m.childrenOf(p), m.areas.Parents[geography.ID]
	if geography.Areas >= p.Geography.Areas || len(children) == 0 || len(aids) == 0 {
		return place{}, false
	}
	aid := aids[children[0]]
	if aid == 0 || slices.ContainsFunc(children, func(i int) bool { return aids[i] != aid }) {
		return place{}, false
	}
	areas, ok := m.rel.Areas(geography.ID)
	return place{Geography: geography, Areas: areas, At: int(aid) - 1}, ok
}

// parentName is the name of an area's first parent, empty when it has none.
func (m *model) parentName(p place) string {
	if len(m.parents) == 0 {
		return ""
	}
	parent, ok := m.parent(p, m.parents[0])
	if !ok {
		return ""
	}
	return parent.Name()
}
