package server

import (
	"fmt"
	"strings"

	"hotspotmap/geo"
)

func (m *model) hotspotMethod() methodSection {
	h := m.rel.Hotspots()
	null := ""
	if h.Null != "" {
		null = ": " + h.Null
	}
	out := []string{
		h.Sentence,
		fmt.Sprintf("The test is Getis–Ord Gi* (Getis and Ord 1992; Ord and Getis 1995). The scores of each %s and %s are added up and compared with "+
			"what chance would give%s. "+
			"An area is called a hotspot when its sum is higher than that, a coldspot when it is lower, by more than chance explains.",
			m.small.Singular, m.neighbourWords(h), null),
		m.dealingWords(h) + fmt.Sprintf("P-values are two-sided: twice the share of draws in the smaller tail. Since %s are tested at once, some would "+
			"pass by luck: Benjamini and Hochberg’s procedure (1995) adjusts them, so that at most %s of "+
			"the hotspots and coldspots named are expected to be chance: that is said of all of them together, and not of any one. An area that it rejects "+
			"is never called a hotspot, however dark it is.",
			geo.Counted(h.Tested, m.small.Singular, m.small.Plural), compact(h.FDR*100)+"%"),
	}
	if h.Bins[1] > 0 {
		out = append(out, fmt.Sprintf("The map by confidence shows an adjusted p of at most %s as %s, %s as %s and %s as %s. What reaches only the last "+
			"is not called a hotspot. These are names of the rates at which all such areas are found, not how sure each one is.",
			compact(h.Bins[2]), confidenceOf(h.Bins[2]), compact(h.Bins[1]), confidenceOf(h.Bins[1]), compact(h.Bins[0]), confidenceOf(h.Bins[0])))
	}
	if h.Check != "" {
		out = append(out, h.Check+" That answers another question: whether the neighbours alone stand out, given the area’s own score. Ties count on both sides.")
	}
	if _, known := m.info(lisaColumn); known {
		out = append(out, fmt.Sprintf("Local Moran’s I (Anselin 1995), corrected in the same way, finds areas that are like those around them, and "+
			"those that are not: %s.", m.quadrantWords(h)))
	}
	if h.Pattern != "" {
		out = append(out, fmt.Sprintf("%s Neighbours are weighted as %s.", h.Pattern, map[string]string{"row": "a mean", "binary": "a sum"}[h.Weights]))
	}
	if len(h.Islands) > 0 {
		out = append(out, fmt.Sprintf("Not tested, because they have no neighbour: %s.", strings.Join(h.Islands, ", ")))
	}
	if len(h.Linked) > 0 {
		out = append(out, fmt.Sprintf("Without a neighbour, and linked to the nearest: %s.", strings.Join(h.Linked, ", ")))
	}
	out = append(out, notEmpty(m.hotNotTop(h), m.darkNotHot(h), m.onTheEdge(h))...)
	return methodSection{
		ID: "hotspots", Title: "Hotspots", Words: out,
		Formula: "z = (Σx − W·x̄) ÷ (s·√(W·(n − W) ÷ (n − 1))), the sum over an area and its neighbours, W of them, out of n with mean x̄ and standard " +
			"deviation s; p is from the draws, not from z",
	}
}

// dealingWords says where p is from: " "-ended, or empty for a release that does not tell.
func (m *model) dealingWords(h geo.Hotspots) string {
	if h.Draws == 0 {
		return ""
	}
	return fmt.Sprintf("How often chance gives as much was found by dealing the scores %s times (seed %d) to as many areas as are added up. The "+
		"normal distribution, which is "+
		"often taken instead, is right only where very many are added up: here it would name %s. ",
		geo.Count(h.Draws), h.Seed, geo.Counted(h.HotNormal, "hotspot", "hotspots"))
}

// neighbourWords says who is whose neighbour: "those it touches (queen contiguity, borders within 1 m)".
func (m *model) neighbourWords(h geo.Hotspots) string {
	switch h.Neighbours {
	case "rook":
		return fmt.Sprintf("those it shares a border with (rook contiguity, borders within %s m)", compact(h.SnapM))
	case "distance":
		return fmt.Sprintf("those within %s of it, between points inside them", metres(h.DistanceM))
	case "nearest":
		return fmt.Sprintf("the %d nearest to it, between points inside them", h.Nearest)
	}
	return fmt.Sprintf("those it touches (queen contiguity, borders within %s m)", compact(h.SnapM))
}

func confidenceOf(p float64) string { return compact(100-100*p) + "%" }

// quadrantWords counts the areas that are like or unlike those around them by more than chance.
func (m *model) quadrantWords(h geo.Hotspots) string {
	q := h.Quadrants
	return fmt.Sprintf("%s score high among high, %s low among low, %s high among low and %s low among high",
		geo.Counted(q.HighHigh, m.small.Singular, m.small.Plural), geo.Count(q.LowLow), geo.Count(q.HighLow), geo.Count(q.LowHigh))
}
