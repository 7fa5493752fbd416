package project

import (
	"fmt"
	"slices"
	"strings"
)

// Targets is [targets]: the rule that picks target areas. An area must meet all that is asked.
type Targets struct {
	MinIndex  float64  `toml:"min_index"`  // an index of at least this; 0 asks nothing
	MinDecile int      `toml:"min_decile"` // in this decile of the index or a higher one, 10 being most at risk; 0 asks nothing
	Hotspot   bool     `toml:"hotspot"`    // in a hotspot
	Robust    bool     `toml:"robust"`     // among the most at risk in at least 95 % of the draws of weights, see [Stability]
	BeyondM   int      `toml:"beyond_m"`   // further than this from the nearest usable site of any of Kinds; 0 asks nothing
	Kinds     []string `toml:"kinds"`

	AtMost       int    `toml:"at_most"`          // areas listed
	AtMostPeople int    `toml:"at_most_people"`   // living in those listed; 0: any number
	OnePer       string `toml:"at_least_one_per"` // parent geography: the first of each of its areas is listed before others; "" asks nothing
}

func (d *document) checkTargets(f *faults) {
	t := d.Targets
	if !(t.MinIndex >= 0 && t.MinIndex <= 10) {
		f.at("targets.min_index", fmt.Sprintf("min_index = %g", t.MinIndex), "write an index from 0 to 10; 0 asks nothing")
	}
	if t.MinDecile < 0 || t.MinDecile > 10 {
		f.at("targets.min_decile", fmt.Sprintf("min_decile = %d", t.MinDecile), "write a decile from 1 to 10, 10 being most at risk; 0 asks nothing")
	}
	if t.BeyondM < 0 {
		f.at("targets.beyond_m", fmt.Sprintf("beyond_m = %d", t.BeyondM),
			"write a walking distance in metres, such as 800, or 0 to ask nothing about reach")
	}
	if f.lines.has("targets.beyond_m") && t.BeyondM > 0 && len(d.kinds()) == 0 {
		f.at("targets.beyond_m", fmt.Sprintf("beyond_m = %d, but reach is measured to no site", t.BeyondM),
			"describe sites that are neither candidates nor partial in [[sites]], or write 0 to ask nothing about reach")
	}
	if t.AtMost <= 0 {
		f.at("targets.at_most", fmt.Sprintf("at_most = %d", t.AtMost), "write how many target areas to name, such as 20")
	}
	for i, kind := range t.Kinds {
		f.reference(fmt.Sprintf("targets.kinds[%d]", i), "kind of site", kind, d.kinds())
	}
	d.checkKindsTogether(f)
	switch {
	case t.AtMostPeople < 0:
		f.at("targets.at_most_people", fmt.Sprintf("at_most_people = %d", t.AtMostPeople), "write a number of people, or 0 for any")
	case t.AtMostPeople > 0 && d.People == nil:
		f.at("targets.at_most_people", fmt.Sprintf("at_most_people = %d, but there is no [people]", t.AtMostPeople), "name a table of them there, or remove it")
	}
	if per := t.OnePer; per != "" && f.reference("targets.at_least_one_per", "geography", per, d.geographyIDs()) && per == d.SmallAreas {
		f.at("targets.at_least_one_per", "the small areas are what is listed", "name a parent geography")
	}
}

// checkKindsTogether asks for the distance to the nearest of several kinds to be measured, where it is not the least of the distances to
// each: from several postcodes in an area.
func (d *document) checkKindsTogether(f *faults) {
	kinds := d.Targets.Kinds
	if len(kinds) == 0 {
		kinds = d.kinds()
	}
	other := func(id string) bool { return !slices.Contains(d.Reach.Together, id) }
	if d.Targets.BeyondM > 0 && d.Reach.From == FromPostcodes && len(kinds) > 1 && (len(d.Reach.Together) != len(kinds) || slices.ContainsFunc(kinds, other)) {
		f.at("targets.kinds", "from postcodes, the nearest of several kinds has to be measured by itself",
			fmt.Sprintf(`write together = ["%s"] under [reach], or one kind here`, strings.Join(kinds, `", "`)))
	}
}
