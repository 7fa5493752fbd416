package pipeline

import (
	"fmt"

	"hotspotmap/data/project"
	"hotspotmap/geo"
)

// headline is what the map opens with: how many areas are hotspots and who lives there, and how many of them are targets.
func headline(p *project.Project, s study, f findings) string {
	if f.hotspots.Hot == 0 {
		return f.hotspots.Sentence
	}
	var hot []int
	for i, class := range f.classes {
		if class == geo.HotspotArea {
			hot = append(hot, i)
		}
	}
	home := ""
	if people := geo.CountPeople(s.people, hot).String(); people != "" {
		home = ", home to " + people
	}
	sentence := fmt.Sprintf("%s of %s %s of digital exclusion risk%s.", geo.Count(len(hot)),
		geo.Counted(len(s.small.codes), s.small.Singular, s.small.Plural), geo.Noun(len(hot), "is a hotspot", "are hotspots"), home)
	rule, matching := p.Targets, f.targets.Matching
	switch {
	case !rule.Hotspot || matching == 0 || rule.BeyondM == 0 && matching == len(hot):
		return sentence
	case rule.BeyondM == 0 || rule.MinIndex > 0 || rule.MinDecile > 0 || rule.Robust:
		return sentence + fmt.Sprintf(" %s of them %s the rule for target areas.", geo.Count(matching), geo.Noun(matching, "meets", "meet"))
	}
	areTargets := ": the target areas."
	if len(f.targets.Targets) < matching {
		areTargets = "; target areas are chosen from those."
	}
	mostly := ""
	if p.Reach.From == project.FromPostcodes {
		mostly = "mostly " // it is the middle one of its postcodes that is out
	}
	return sentence + fmt.Sprintf(" %s of them %s %sout of walking reach of %s%s", geo.Count(matching), geo.Noun(matching, "is", "are"), mostly, targetKinds(p, f), areTargets)
}

// targetKinds names what the target rule measures reach of: "a library", "a free Wi-Fi point or a library".
func targetKinds(p *project.Project, f findings) string {
	var names []string
	for _, kind := range p.Targets.Kinds {
		for i, k := range f.kinds {
			if k.Kind == kind && f.distances[i].Present() > 0 {
				names = append(names, "a "+k.Singular)
			}
		}
	}
	return geo.List(names, "or")
}
