package server

import (
	"cmp"
	"fmt"
	"strings"

	"hotspotmap/geo"
)

func (m *model) reachMethod() methodSection {
	limits := make([]string, len(m.manifest.Reach.LimitsM))
	for i, limit := range m.manifest.Reach.LimitsM {
		limits[i] = geo.Count(limit) + " m"
	}
	out := []string{fmt.Sprintf("Reach is measured from %s to the nearest open public site of a kind. Walking distance is taken as the straight line times %s; "+
		"limits are %s. Closed sites, sites for residents or members only and candidate buildings do not count.",
		cmp.Or(m.rel.Gaps().From, "a point inside each area"), compact(m.manifest.Reach.Detour), geo.List(limits, "and"))}
	for _, k := range m.kinds {
		counts := []string{geo.Count(k.Usable) + " open to the public"}
		if k.Kind == geo.KindCandidate {
			counts = []string{geo.Count(k.Open) + " that could become a site"}
		}
		if k.Restricted > 0 {
			counts = append(counts, geo.Count(k.Restricted)+" restricted")
		}
		if k.Closed > 0 {
			counts = append(counts, geo.Count(k.Closed)+" closed")
		}
		sentence := fmt.Sprintf("%s: %s.", k.Title, strings.Join(counts, ", "))
		if k.Partial {
			sentence += " The list is known to be incomplete, so reach is not measured to it."
		}
		out = append(out, sentence)
	}
	return methodSection{ID: "reach", Title: "Reach and gaps", Words: out}
}
