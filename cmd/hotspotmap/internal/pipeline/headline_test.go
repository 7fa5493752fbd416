package pipeline

import (
	"testing"

	"hotspotmap/data/project"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

func TestHeadline(t *testing.T) {
	s := study{small: level{Geography: geo.Geography{Singular: "square", Plural: "squares"}, codes: []string{"Q1", "Q2", "Q3"}}}
	hot := []geo.HotspotClass{geo.HotspotArea, geo.HotspotArea, geo.Coldspot}
	f := findings{
		classes: hot, hotspots: geo.Hotspots{Hot: 2, Sentence: "None of the squares."}, targets: geo.Targets{Matching: 1, Targets: make([]geo.Target, 1)},
		kinds:     []access.Kind{{Kind: "library", Singular: "library"}, {Kind: "wifi", Singular: "free Wi-Fi site"}},
		distances: []geo.Column{columnOf("distance_library", 1, 2, 3), geo.NewColumn(geo.Indicator{}, 3)},
	}
	rule := project.Targets{Hotspot: true, BeyondM: 800, Kinds: []string{"wifi", "library"}}
	for _, test := range []struct {
		name   string
		change func(*project.Targets, *study, *findings)
		want   string
	}{
		{"hotspots and targets", func(*project.Targets, *study, *findings) {},
			"2 of 3 squares are hotspots of digital exclusion risk. 1 of them is out of walking reach of a library: the target areas."},
		{"with people", func(_ *project.Targets, s *study, _ *findings) { s.people = []float64{1000, 500, 9000} },
			"2 of 3 squares are hotspots of digital exclusion risk, home to about 1,500 people. 1 of them is out of walking reach of a library: the target areas."},
		{"more than are listed", func(_ *project.Targets, _ *study, f *findings) { f.targets.Matching = 2 },
			"2 of 3 squares are hotspots of digital exclusion risk. 2 of them are out of walking reach of a library; target areas are chosen from those."},
		{"no target", func(_ *project.Targets, _ *study, f *findings) { f.targets.Matching = 0 }, "2 of 3 squares are hotspots of digital exclusion risk."},
		{"targets elsewhere than in hotspots", func(r *project.Targets, _ *study, _ *findings) { r.Hotspot = false }, "2 of 3 squares are hotspots of digital exclusion risk."},
		{"a rule that asks for more", func(r *project.Targets, _ *study, _ *findings) { r.MinIndex = 6 },
			"2 of 3 squares are hotspots of digital exclusion risk. 1 of them meets the rule for target areas."},
		{"one in each parent", func(r *project.Targets, _ *study, f *findings) { r.OnePer, f.targets.Matching = "ward", 2 },
			"2 of 3 squares are hotspots of digital exclusion risk. 2 of them are out of walking reach of a library; target areas are chosen from those."},
		{"an index asked for, nothing about reach", func(r *project.Targets, _ *study, _ *findings) { r.MinIndex, r.BeyondM = 6, 0 },
			"2 of 3 squares are hotspots of digital exclusion risk. 1 of them meets the rule for target areas."},
		{"nothing asked but hotspots", func(r *project.Targets, _ *study, f *findings) { r.BeyondM, f.targets.Matching = 0, 2 }, "2 of 3 squares are hotspots of digital exclusion risk."},
		{"one hotspot", func(_ *project.Targets, _ *study, f *findings) {
			f.classes, f.targets.Matching = []geo.HotspotClass{0, geo.HotspotArea, 0}, 0
		}, "1 of 3 squares is a hotspot of digital exclusion risk."},
		{"no hotspot", func(_ *project.Targets, _ *study, f *findings) { f.hotspots.Hot = 0 }, "None of the squares."},
	} {
		s, f, p := s, f, &project.Project{Targets: rule}
		test.change(&p.Targets, &s, &f)
		if got := headline(p, s, f); got != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}
