package server

import (
	"fmt"

	"hotspotmap/geo"
)

// sitingMethod explains how the next site is chosen; there is no section when none is looked for.
func (m *model) sitingMethod() []methodSection {
	found := m.rel.Siting()
	if found == nil {
		return nil
	}
	k, _ := m.kind(found.Kind)
	words := []string{
		fmt.Sprintf("Which candidate, as one more %s, would bring the most people in need within %s m on foot? A candidate is taken to be open to everyone. "+
			"Sites that count today stay where they are, and whom they reach gains nothing.", k.Singular, geo.Count(found.WithinM)),
		fmt.Sprintf("A person in need is %s. That is a weight, which lets a place with many people at some risk be compared with one that has fewer at more; "+
			"it is not the number of people who are excluded. Distance is the straight line times %s, measured from %s.",
			found.NeedOf, compact(found.Detour), found.From),
		"The best two, three and so on are found together: they are not always the best one and the next, as two good candidates may serve the same " +
			"people. This is the maximal covering location problem (Church and ReVelle 1974). It is solved by trying and discarding sets of candidates, " +
			"each time with a bound on what any set not yet tried could reach (branch and bound with Lagrangian relaxation), so that “proven” means that " +
			"no other set of as many does better. Where the search was stopped before that, the bound is given.",
		"The choice is made again with reach a quarter shorter and a quarter longer and, where need is the index, with every indicator weighing the same in it " +
			"and with the index made in each other way that this map shows, to see whether it hangs on those.",
		"What it leaves out: what a building costs, whether its owner agrees, who would run it, and how good public transport is.",
	}
	if found.Hour != "" {
		if hour, err := geo.ParseHour(found.Hour); err == nil {
			words = append(words, fmt.Sprintf("Reach is of what is open on %s: only sites known to be open then count, and a candidate is taken to be.", hour.Words()))
		}
	}
	return []methodSection{{
		ID: "siting", Title: "Where one more site helps most", Words: words,
		Formula: "choose at most k candidates so that Σ need of the points within reach of a site or of a chosen candidate is greatest",
	}}
}
