package pipeline

import (
	"hotspotmap/data/project"
	"hotspotmap/geo/score"
	"hotspotmap/geo/target"
)

// findTargets picks the target areas by the project's rule.
func findTargets(p *project.Project, s study, f *findings) (err error) {
	asked := target.Study{
		Geography: s.small.Geography, Codes: s.small.codes, Names: s.small.names, Parents: s.parentNames(), People: s.people,
		Score: f.score, Test: f.test, Hotspots: f.hotspots, Stability: &f.draws, Kinds: f.kinds, From: f.gaps.From, Distances: f.distances, Nearest: f.nearest, Sites: s.sites,
	}
	rule := target.Rule{
		MinIndex: p.Targets.MinIndex, MinDecile: p.Targets.MinDecile, Hotspot: p.Targets.Hotspot, FDR: p.Hotspots.FDR,
		BeyondM: p.Targets.BeyondM, Kinds: p.Targets.Kinds, Detour: p.Reach.Detour,
		AtMost: p.Targets.AtMost, AtMostPeople: p.Targets.AtMostPeople, OnePer: p.Targets.OnePer != "",
	}
	if p.Targets.Robust {
		rule.MinTopShare = score.RobustShare
	}
	if rule.OnePer {
		per, err := s.level(p.Targets.OnePer)
		if err != nil {
			return err
		}
		asked.Per = target.Per{Geography: per.Geography, Parents: per.parents, Names: per.names}
	}
	f.targets, err = target.Pick(asked, rule)
	return err
}
