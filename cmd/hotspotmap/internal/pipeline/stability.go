package pipeline

import (
	"fmt"
	"math"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// findStability makes the index in the other ways that the project asks for, and finds how far the ranking depends on its weights.
func findStability(p *project.Project, s study, recipe score.Recipe, f *findings) (err error) {
	if f.presets, err = presetsOf(p, s, recipe); err != nil {
		return err
	}
	u := score.Uncertainty{Draws: p.Stability.Draws, Seed: uint64(p.Stability.Seed), Spread: p.Stability.Spread, Top: p.Stability.Top}
	if f.draws, f.stability, err = score.Report(s.small.Geography, s.table, recipe, u); err != nil {
		return fmt.Errorf("%s: [stability]: %w", p.Path, err)
	}
	return nil
}

// columnsOfStability are the draws' quantiles of each area's rank, and how often it was among the most at risk.
func columnsOfStability(f findings, geography string) []column {
	share := newColumn(f.draws.TopShare, geography, release.RoleTopShare)
	share.info.Note = fmt.Sprintf("%s draws around the chosen weights, spread %g, seed %d; %s in turn", geo.Count(f.draws.Draws), f.draws.Spread,
		f.draws.Seed, scalesOf(f.draws.Normalisations))
	columns := []column{share}
	for _, c := range []geo.Column{f.draws.Median, f.draws.Low, f.draws.High} {
		columns = append(columns, newColumn(c, geography, release.RoleRankRange))
	}
	return columns
}

func scalesOf(normalisations []string) string {
	var words []string
	for _, n := range normalisations {
		words = append(words, score.ScaleWords(n))
	}
	return geo.List(words, "and")
}

// topShareClasses are the words that a share of the draws has.
func topShareClasses(c geo.Column) []geo.Class {
	if c.Present() == 0 {
		return nil
	}
	least := math.Pow10(-c.Indicator.Decimals)
	return recount([]geo.Class{
		{From: 0, To: least, Label: geo.Capital(string(score.Never))},
		{From: least, To: score.RobustShare, Label: geo.Capital(string(score.Depends))},
		{From: score.RobustShare, To: 100, Label: geo.Capital(string(score.Robust))},
	}, c)
}

// doubleCounting warns of indicators that say nearly the same, or the opposite.
func doubleCounting(p *project.Project, f findings) []geo.Issue {
	var issues []geo.Issue
	for _, warning := range f.stability.Warnings {
		issues = append(issues, geo.Issue{Severity: geo.SeverityInfo, File: p.Path, Problem: warning,
			Remedy: "give one of the two less weight or none, or keep both knowing it"})
	}
	return issues
}
