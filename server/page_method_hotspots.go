package server

import (
	"fmt"
	"strings"

	"hotspotmap/geo"
)

func (m *model) hotspotMethod() methodSection {
	h := m.rel.Hotspots()
	out := []string{
		h.Sentence,
		fmt.Sprintf("The test is Getis–Ord Gi*: each %s together with those it touches (%s contiguity, borders within %s m) is compared with all of %s. "+
			"P-values are two-sided and corrected by Benjamini and Hochberg’s procedure, so that at most %s of the hotspots and coldspots named are expected to be chance.",
			m.small.Singular, h.Neighbours, compact(h.SnapM), m.manifest.Place, compact(h.FDR*100)+"%"),
		fmt.Sprintf("%s could be tested.", geo.Capital(geo.Counted(h.Tested, m.small.Singular, m.small.Plural))),
	}
	if len(h.Islands) > 0 {
		out = append(out, fmt.Sprintf("Not tested, because they touch no other: %s.", strings.Join(h.Islands, ", ")))
	}
	if words := m.darkNotHot(h); words != "" {
		out = append(out, words)
	}
	return methodSection{ID: "hotspots", Title: "Hotspots", Words: out}
}
