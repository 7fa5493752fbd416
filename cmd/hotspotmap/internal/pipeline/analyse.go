package pipeline

import (
	"fmt"
	"slices"

	"hotspotmap/data/project"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/hotspot"
	"hotspotmap/geo/score"
)

// findings are what one analysis found out.
type findings struct {
	score     score.Result
	within    *score.Result // on each parent's own scale; nil when the project asks for none
	presets   []preset
	draws     score.Stability
	stability geo.Stability
	test      hotspot.Result
	classes   []geo.HotspotClass
	tested    []geo.Column // the test's outcome as columns
	kinds     []access.Kind
	points    access.Points // that reach is measured from
	need      access.Need
	distances []geo.Column
	nearest   [][]int        // of each distance, the position of the site
	reach     [][]geo.Column // by kind and limit
	capacity  []geo.Column
	week      geo.Week
	hotspots  geo.Hotspots
	gaps      geo.Gaps
	targets   geo.Targets
	siting    *geo.Siting // nil when the project does not ask
}

// analyse goes from the study to findings: index, hotspots, reach, targets, the next site.
func analyse(p *project.Project, s study) (findings, error) {
	var f findings
	var err error
	recipe := recipeOf(p)
	if f.score, err = score.Index(s.table, recipe); err != nil {
		return f, fmt.Errorf("%s: %w", p.Path, err)
	}
	if p.Index.Within != "" {
		within, err := scoreWithin(recipe, s, p.Index.Within)
		if err != nil {
			return f, fmt.Errorf("%s: index.within: %w", p.Path, err)
		}
		f.within = &within
	}
	if err := findStability(p, s, recipe, &f); err != nil {
		return f, err
	}
	if err := findHotspots(p, s, &f); err != nil {
		return f, err
	}
	findReach(p, s, &f)
	if err := findTargets(p, s, &f); err != nil {
		return f, err
	}
	return f, findSiting(p, s, &f)
}

func recipeOf(p *project.Project) score.Recipe {
	r := score.Recipe{Normalise: p.Index.Normalise, Aggregate: p.Index.Aggregate, MinimumPresent: p.Index.MinimumPresent, OutOf: p.Index.OutOf}
	for _, c := range p.Index.Components {
		component := score.Component{ID: c.ID, Title: c.Title, Weight: c.Weight}
		for _, w := range c.Indicators {
			component.Indicators = append(component.Indicators, score.Weight{Indicator: w.Indicator, Weight: w.Weight})
		}
		r.Components = append(r.Components, component)
	}
	return r
}

// scoreWithin scores the areas of each area of a parent geography on a scale of their own: a second index, beside the one
// that compares all with all.
func scoreWithin(recipe score.Recipe, s study, parent string) (score.Result, error) {
	l, err := s.level(parent)
	if err != nil {
		return score.Result{}, err
	}
	recipe.Within = l.parents
	result, err := score.Index(s.table, recipe)
	if err != nil {
		return score.Result{}, err
	}
	result.Index.Indicator.ID = "index_within"
	result.Index.Indicator.Title = "Index within the " + l.Singular
	return result, nil
}

// kindsOf lists the kinds of site whose reach is measured, in the project's order.
func kindsOf(p *project.Project) []access.Kind {
	var kinds []access.Kind
	for _, s := range p.Sites {
		known := slices.ContainsFunc(kinds, func(k access.Kind) bool { return k.Kind == s.Kind })
		if !known && p.Measured(s.Kind) {
			kinds = append(kinds, access.Kind{Kind: s.Kind, Singular: s.Singular})
		}
	}
	return kinds
}
