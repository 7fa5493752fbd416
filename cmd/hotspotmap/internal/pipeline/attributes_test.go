package pipeline

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// TestFewer gives up columns until there is only what a map is drawn by.
func TestFewer(t *testing.T) {
	p := &project.Project{}
	p.Index.Components = []project.Component{
		{ID: "skills", Weight: 3, Indicators: []project.IndicatorWeight{{Indicator: "adults", Weight: 1}}},
		{ID: "money", Weight: 4, Indicators: []project.IndicatorWeight{{Indicator: "rent", Weight: 1}, {Indicator: "income", Weight: 3}}},
		{ID: "unused", Weight: 0, Indicators: []project.IndicatorWeight{{Indicator: "health", Weight: 5}}},
	}
	small := level{Geography: geo.Geography{ID: "square"}, codes: []string{"Q1"}, names: []string{"One"}}
	parent := level{Geography: geo.Geography{ID: "ward"}, parents: []uint32{1}}
	parent.names = []string{"West"}
	of := func(id string, role release.Role, preset string) column {
		c := newColumn(geo.NewColumn(geo.Indicator{ID: id, Decimals: 3}, 1), "square", role)
		c.info.Preset = preset
		return c
	}
	attributes := attributesOf(small, study{small: small, parents: []level{parent}}, p, []column{
		of("index", release.RoleIndex, ""), of("rank", release.RoleRank, ""), of("decile", release.RoleDecile, ""),
		of("index_equal", release.RoleIndex, "equal"), of("rank_equal", release.RoleRank, "equal"), of("index_within", release.RoleIndex, ""),
		of("hotspot", release.RoleHotspot, ""), of("hotspot_p", release.RoleHotspotP, ""), of("people", release.RolePeople, ""),
		of("rent", release.RoleIndicator, ""), of("income", release.RoleIndicator, ""), of("health", release.RoleIndicator, ""), of("adults", release.RoleIndicator, ""),
	})
	all := fieldsOf(attributes, nil)
	var given []string
	for _, choice := range fewer(attributes) {
		there := map[string]bool{}
		for _, f := range choice {
			there[f.Name] = true
			if f.Name == "index" && f.Decimals == 1 && len(all) == len(choice) {
				given = append(given, "the index is rounded")
			}
		}
		var gone []string
		for _, f := range all {
			if !there[f.Name] {
				gone = append(gone, f.Name)
			}
		}
		if len(gone) > 0 {
			given = append(given, strings.Join(gone, " "))
		}
		all = choice
	}
	want := []string{
		"hotspot_p", "rank_equal", "index_equal", "people", "health", "rent", "adults", "income", "index_within", "ward", "name",
		"the index is rounded", "rank",
	}
	if diff := cmp.Diff(want, given); diff != "" {
		t.Error(diff)
	}
	var left []string
	for _, f := range all {
		left = append(left, f.Name)
	}
	if diff := cmp.Diff([]string{"code", "index", "decile", "hotspot"}, left); diff != "" {
		t.Error(diff)
	}
}
