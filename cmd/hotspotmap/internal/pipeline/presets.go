package pipeline

import (
	"fmt"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// preset is the index made in another way.
type preset struct {
	id, title, how string
	recipe         score.Recipe
	result         score.Result
}

// presetsOf makes the presets that a project names, in its order, and then its own.
func presetsOf(p *project.Project, s study, recipe score.Recipe) ([]preset, error) {
	var presets []preset
	for _, id := range p.Index.Presets {
		presets = append(presets, readyPreset(id, p, recipe))
	}
	for _, own := range p.Index.Own {
		other, weights := recipe, "the weights of the index"
		if own.Weights != nil {
			other, weights = score.Reweighted(recipe, own.Weights), "weights of its own"
		}
		other.Normalise, other.Aggregate, other.MinimumPresent, other.OutOf = own.Normalise, own.Aggregate, own.MinimumPresent, own.OutOf
		presets = append(presets, preset{id: own.ID, title: own.Title, how: howMade(other) + ", " + weights, recipe: other})
	}
	for i := range presets {
		var err error
		if presets[i].result, err = score.Index(s.table, presets[i].recipe); err != nil {
			return nil, fmt.Errorf("%s: preset %q: %w", p.Path, presets[i].id, err)
		}
	}
	return presets, nil
}

func readyPreset(id string, p *project.Project, recipe score.Recipe) preset {
	switch id {
	case project.PresetDERI:
		return preset{id: id, title: "Index in the form of the DERI", how: "components in equal parts, min–max, and none where an indicator is missing, " +
			"as in the Digital Exclusion Risk Index",
			recipe: score.DERI(recipe)}
	case project.PresetEqual:
		return preset{id: id, title: "Index with equal weights", how: "every indicator counts the same", recipe: score.EqualWeights(recipe)}
	}
	var about []string
	for _, c := range p.Index.Components {
		if c.About == id {
			about = append(about, c.ID)
		}
	}
	return preset{id: id, title: fmt.Sprintf("Index of %s only", id), how: fmt.Sprintf("only the components that are about %s, in "+
		"their weights", id), recipe: score.Only(recipe, about...)}
}

// howMade names the methods of a recipe.
func howMade(r score.Recipe) string {
	return fmt.Sprintf("%s, %s means", score.ScaleWords(r.Normalise), r.Aggregate)
}

// columns are a preset's index, its rank and its raw score.
func (v preset) columns(g geo.Geography) []column {
	add := func(c geo.Column, role release.Role, indicator geo.Indicator, note string) column {
		c.Indicator = indicator
		made := newColumn(c, g.ID, role)
		made.info.Preset, made.info.Note = v.id, note
		return made
	}
	index := v.result.Index.Indicator
	index.ID, index.Title = "index_"+v.id, v.title
	note := v.how
	if present, all := v.result.Index.Present(), len(v.result.Index.Values); present < all {
		note += fmt.Sprintf("; %s of %s have it", geo.Count(present), geo.Counted(all, g.Singular, g.Plural))
	}
	made := []column{
		add(v.result.Index, release.RoleIndex, index, note),
		add(v.result.Rank, release.RoleRank, presetRank(v.id, v.title), ""),
	}
	if v.result.Raw != nil {
		raw := v.result.Raw.Indicator
		raw.ID, raw.Title = index.ID+"_raw", v.title+", raw score"
		made = append(made, add(*v.result.Raw, release.RoleRaw, raw, "on the scale of its own method"))
	}
	return made
}

// presetRank describes the rank by a preset.
func presetRank(id, title string) geo.Indicator {
	return geo.Indicator{ID: "rank_" + id, Title: "Rank: " + title, Higher: geo.HigherIsBetter}
}

// describe is what the manifest says of a preset.
func (v preset) describe() release.Preset {
	d := release.Preset{ID: v.id, Title: v.title, Normalise: v.recipe.Normalise, Aggregate: v.recipe.Aggregate,
		MinimumPresent: v.recipe.MinimumPresent, OutOf: v.recipe.OutOf}
	for _, c := range v.recipe.Components {
		if c.Weight == 0 {
			continue
		}
		component := release.Component{ID: c.ID, Title: c.Title, Weight: c.Weight}
		for _, w := range c.Indicators {
			component.Weights = append(component.Weights, release.IndicatorWeight(w))
		}
		d.Components = append(d.Components, component)
	}
	return d
}
