package pipeline

import (
	"math"
	"slices"
	"strings"

	"hotspotmap/data/project"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/score"
	"hotspotmap/geo/siting"
)

// findSiting works out where one more site helps most, when the project asks.
func findSiting(p *project.Project, s study, f *findings) error {
	if p.Siting == nil {
		return nil
	}
	asked := siting.Study{
		Geography: s.small.Geography, Codes: s.small.codes, Names: s.small.names, Parents: s.parentNames(), People: s.people,
		Need: f.need, Points: f.points, From: fromPoints(s, *f),
		WithinM: p.Siting.WithinM, Detour: p.Reach.Detour, AtMost: p.Siting.AtMost,
	}
	for _, k := range f.kinds {
		if k.Kind == p.Siting.Kind {
			asked.Kind = k
		}
	}
	if p.Siting.Hour != "" {
		hour, err := geo.ParseHour(p.Siting.Hour)
		if err != nil {
			return err
		}
		asked.Hour = &hour
	}
	chooseAmong(p, s, &asked)
	if err := addScenarios(p, s, *f, &asked); err != nil {
		return err
	}
	result, err := siting.Choose(asked)
	if err != nil {
		return err
	}
	result.Notice = p.Siting.Notice
	f.siting = &result
	return nil
}

// chooseAmong sets the sites that count today and the candidates. At an hour, a site counts when it is known to be open then; one of the
// kind that is not may be a candidate, for longer hours, when its hours are known.
func chooseAmong(p *project.Project, s study, asked *siting.Study) {
	for _, site := range s.sites {
		ofKind := site.Kind == p.Siting.Kind && site.Usable()
		listed := slices.Contains(p.Siting.Candidates, strings.TrimPrefix(site.Source, sitesPrefix))
		if asked.Hour != nil && ofKind {
			switch hours := site.Hours(); {
			case hours == nil:
				asked.HoursUnknown++
				continue
			case !hours.Open(*asked.Hour):
				ofKind = false
			default:
				listed = false
			}
		}
		switch {
		case ofKind:
			asked.Sites = append(asked.Sites, site)
		case listed:
			asked.Candidates = append(asked.Candidates, site)
		}
	}
	asked.Candidate = access.Kind{Singular: "candidate building"}
	var lists []project.Sites
	for _, list := range p.Sites {
		if slices.Contains(p.Siting.Candidates, list.ID) {
			lists = append(lists, list)
		}
	}
	sameKind := !slices.ContainsFunc(lists, func(l project.Sites) bool { return l.Kind != lists[0].Kind })
	switch {
	case sameKind && lists[0].Kind == p.Siting.Kind:
		asked.Candidate = access.Kind{Singular: lists[0].Singular + " that is closed then", Plural: geo.Plural(lists[0].Singular) + " that are closed then"}
	case sameKind:
		asked.Candidate.Singular = lists[0].Singular
	}
}

// addScenarios asks whether the choice would be another with reach a quarter shorter or longer, with equal weights in the index, and with
// the index made in the other ways that the project names.
func addScenarios(p *project.Project, s study, f findings, asked *siting.Study) error {
	for _, factor := range []float64{0.75, 1.25} {
		withinM := int(math.Round(factor * float64(asked.WithinM)))
		asked.Scenarios = append(asked.Scenarios, siting.Scenario{About: siting.AboutDistance, Title: geo.Count(withinM) + " m", WithinM: withinM})
	}
	if p.Reach.Need != project.NeedIndex {
		return nil
	}
	equal, err := score.Index(s.table, score.EqualWeights(recipeOf(p)))
	if err != nil {
		return err
	}
	add := func(title string, result score.Result) {
		asked.Scenarios = append(asked.Scenarios, siting.Scenario{
			About: siting.AboutWeights, Title: title, WithinM: asked.WithinM, Need: access.NeedOf(s.people, result.Index, 10).Each,
		})
	}
	add("the same weight for every indicator", equal)
	for _, other := range f.presets {
		if other.id != project.PresetEqual {
			add("“"+other.title+"”", other.result)
		}
	}
	return nil
}

// fromPoints says where people are taken to live.
func fromPoints(s study, f findings) string {
	if len(f.points.At) == len(s.small.codes) {
		return "a point inside each " + s.small.Singular
	}
	return "each " + s.small.Singular + "’s postcodes"
}
