package project

import (
	"cmp"
	"fmt"
	"slices"

	"hotspotmap/geo"
)

// Preset is an [[index.preset]]: the index made in another way, shown beside it.
type Preset struct {
	ID             string  `toml:"id"`
	Title          string  `toml:"title"`
	Normalise      string  `toml:"normalise"`       // default: that of the index
	Aggregate      string  `toml:"aggregate"`       // default: that of the index
	MinimumPresent float64 `toml:"minimum_present"` // default: that of the index

	// OutOf is what the weights are shares of in the raw score of normalise = "imd": 1 for the published English weights, which
	// add up to 0.999. 0 is their sum.
	OutOf float64 `toml:"out_of"`

	// Weights are those of the components, 0–10, by id; one that is not named has none. Nil: those of the index.
	Weights map[string]float64 `toml:"weights"`
}

// The presets that need no [[index.preset]]: Index.Presets names them. Access and skills are made of the components whose about
// says so.
const (
	PresetDERI   = "deri"
	PresetEqual  = "equal"
	PresetAccess = "access"
	PresetSkills = "skills"
)

// ReadyPresets lists the presets that a project only has to name.
func ReadyPresets() []string { return []string{PresetDERI, PresetEqual, PresetAccess, PresetSkills} }

// abouts are what a component may be about.
var abouts = []string{PresetAccess, PresetSkills}

// Stability is [stability]: how far the ranking depends on the weights is found by drawing others around them.
type Stability struct {
	Draws  int     `toml:"draws"`  // how often, 100 to 5000; default 1000
	Spread float64 `toml:"spread"` // standard deviation of a weight of average size, as a share of it; default 0.3
	Seed   int     `toml:"seed"`   // the same seed, the same draws
	Top    int     `toml:"top"`    // how many areas count as the most at risk; 0 = a tenth of them
}

const (
	leastDraws = 100
	mostDraws  = 5000
)

func (d *document) checkPresets(f *faults) {
	for i, c := range d.Index.Components {
		if key := fmt.Sprintf("index.component[%d].about", i); c.About != "" && !slices.Contains(abouts, c.About) {
			f.at(key, fmt.Sprintf("about = %q is not known", c.About), `write "access" or "skills", or leave it out`)
		}
	}
	for i, id := range d.Index.Presets {
		key := fmt.Sprintf("index.presets[%d]", i)
		d.free(f, key, id)
		switch {
		case !slices.Contains(ReadyPresets(), id):
			f.at(key, fmt.Sprintf("there is no ready preset %q", id), geo.DidYouMean(id, ReadyPresets()))
		case slices.Contains(d.Index.Presets[:i], id):
			f.at(key, fmt.Sprintf("%q stands here twice", id), "remove one of the two")
		case slices.Contains(abouts, id) && !d.hasComponentAbout(id):
			f.at(key, fmt.Sprintf("no component with a weight is about %s", id), fmt.Sprintf("write about = %q in those that are, or remove the preset", id))
		}
	}
	seen := map[string]string{}
	for i, p := range d.Index.Own {
		d.checkPreset(f, fmt.Sprintf("index.preset[%d]", i), p, seen)
	}
}

// free adds a fault when a preset's column has an indicator's id.
func (d *document) free(f *faults, key, preset string) {
	for _, column := range PresetColumns(preset) {
		if slices.Contains(d.indicatorIDs(), column) {
			f.at(key, fmt.Sprintf("indicator %q has the id of a column of this preset", column), "give one of the two another id")
		}
	}
}

// PresetColumns are the ids of a preset's columns: its index, its rank and, where its scale is not 0–10, its raw score.
func PresetColumns(id string) []string {
	return []string{"index_" + id, "rank_" + id, "index_" + id + "_raw"}
}

func (d *document) hasComponentAbout(about string) bool {
	return slices.ContainsFunc(d.Index.Components, func(c componentDocument) bool { return c.About == about && c.Weight > 0 })
}

func (d *document) checkPreset(f *faults, key string, p Preset, seen map[string]string) {
	f.id(key+".id", p.ID, seen)
	d.free(f, key+".id", p.ID)
	if slices.Contains(ReadyPresets(), p.ID) || p.ID == "within" || p.ID == "raw" {
		f.at(key+".id", fmt.Sprintf("id %q is taken by a column that the program makes", p.ID), "choose another")
	}
	f.required(key+".title", p.Title == "", "name it as the list of layers will")
	f.recipe(key, p.Normalise, p.Aggregate, d.Index.Index)
	if f.lines.has(key + ".minimum_present") {
		f.share(key+".minimum_present", p.MinimumPresent)
	}
	f.outOf(key, p.OutOf, cmp.Or(p.Normalise, d.Index.Normalise))
	var ids []string
	for _, c := range d.Index.Components {
		ids = append(ids, c.ID)
	}
	sum := 0.0
	for _, id := range f.lines.below(key + ".weights") {
		at := key + ".weights." + id
		f.reference(at, "component", id, ids)
		f.weight(at, p.Weights[id])
		sum += p.Weights[id]
	}
	if p.Weights != nil && sum <= 0 {
		f.at(key+".weights", "no component has a weight above 0", "give at least one a weight, or leave the weights out for those of the index")
	}
}

// recipe checks how indicators are put on one scale and made into one number. What is not given is as in the index.
func (f *faults) recipe(key, normalise, aggregate string, index Index) {
	given := func(word string) bool { return word != "" || key == "index" }
	if given(normalise) && !slices.Contains([]string{"minmax", "zscore", "rank", "imd"}, normalise) {
		f.at(key+".normalise", fmt.Sprintf("normalise = %q is not known", normalise), `write "minmax", "zscore", "rank" or "imd"`)
	}
	if given(aggregate) && !slices.Contains([]string{"arithmetic", "geometric"}, aggregate) {
		f.at(key+".aggregate", fmt.Sprintf("aggregate = %q is not known", aggregate), `write "arithmetic" or "geometric"`)
	}
	if n := cmp.Or(normalise, index.Normalise); cmp.Or(aggregate, index.Aggregate) == "geometric" && (n == "zscore" || n == "imd") {
		at := key + ".aggregate"
		if aggregate == "" {
			at = key + ".normalise"
		}
		f.at(at, fmt.Sprintf("a geometric mean of %q scores has no meaning", n), `write normalise = "minmax" or "rank", or aggregate = "arithmetic"`)
	}
}

// outOf checks what weights are shares of.
func (f *faults) outOf(key string, outOf float64, normalise string) {
	switch {
	case !f.lines.has(key + ".out_of"):
	case normalise != "imd":
		f.at(key+".out_of", `only normalise = "imd" has a raw score that weights are shares of`, "remove it")
	case !(outOf > 0):
		f.at(key+".out_of", fmt.Sprintf("out_of = %g", outOf), "write about the sum of the components' weights")
	}
}

// share checks a share of the weight.
func (f *faults) share(key string, share float64) {
	if !(share > 0 && share <= 1) { // also when it is nan
		f.at(key, fmt.Sprintf("minimum_present = %g", share), "write the share of the weight that must have a value, above 0 and up to 1")
	}
}

func (d *document) checkStability(f *faults) {
	s := d.Stability
	if s.Draws < leastDraws || s.Draws > mostDraws {
		f.at("stability.draws", fmt.Sprintf("draws = %d", s.Draws), fmt.Sprintf("write %d to %d; 1000 is usual", leastDraws, mostDraws))
	}
	if !(s.Spread > 0 && s.Spread < 1) {
		f.at("stability.spread", fmt.Sprintf("spread = %g", s.Spread), "write by what share of itself a weight may be off, above 0 and below 1, such as 0.3")
	}
	if s.Seed < 0 {
		f.at("stability.seed", fmt.Sprintf("seed = %d", s.Seed), "write 0 or more; any number will do")
	}
	if s.Top < 0 {
		f.at("stability.top", fmt.Sprintf("top = %d", s.Top), "write how many areas count as the most at risk, or 0 for a tenth of them")
	}
}

// presets fills in what a preset takes over from the index.
func (d *document) presets() []Preset {
	var out []Preset
	for _, p := range d.Index.Own {
		p.Normalise, p.Aggregate = cmp.Or(p.Normalise, d.Index.Normalise), cmp.Or(p.Aggregate, d.Index.Aggregate)
		if p.MinimumPresent == 0 {
			p.MinimumPresent = d.Index.MinimumPresent
		}
		out = append(out, p)
	}
	return out
}
