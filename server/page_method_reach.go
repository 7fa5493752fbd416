package server

import (
	"cmp"
	"fmt"
	"strings"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
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
		} else if words := m.listWords(access.Kind{Kind: k.Kind}); words != "" && k.Kind != geo.KindCandidate {
			sentence += " " + words
		}
		out = append(out, sentence)
	}
	return methodSection{
		ID: "reach", Title: "Reach and gaps", Words: append(out, m.weekMethod()...),
		Formula: "walk = straight line × " + compact(m.manifest.Reach.Detour) + ";  people in reach = Σ people × points within the limit ÷ points of the area",
	}
}

// weekMethod says how people are placed, what need is, and which hours count.
func (m *model) weekMethod() []string {
	week := m.rel.Week()
	if week == nil {
		return nil
	}
	out := []string{fmt.Sprintf("Of each %s, one point inside stands for all of its people, so that they are in reach together or not at all: the "+
		"point furthest from its border, which is not where most of them live.", m.small.Singular)}
	if m.fromPostcodes() {
		out[0] = fmt.Sprintf("People are taken to live spread evenly over the postcodes of their %s, %s in all, as how many live at each is not published. "+
			"The distance of a %s is the median over its postcodes; the share in reach is the share of its postcodes within the limit.",
			m.small.Singular, geo.Count(week.Points-week.Without), m.small.Singular)
		if week.Without > 0 {
			out[0] += fmt.Sprintf(" %s without any %s measured from a point inside.", geo.Capital(geo.Counted(week.Without, m.small.Singular, m.small.Plural)), geo.Noun(week.Without, "is", "are"))
		}
	}
	if week.Need != "" {
		need := fmt.Sprintf("“People in need” is %s, summed over %s: a weight that lets places be compared, not a count of people who are excluded. It comes to %s here.",
			week.Need, m.small.Plural, geo.Number(week.OfNeed, 0))
		if week.NeedUnknown > 0 {
			need += fmt.Sprintf(" It leaves out %s whose people or figure are not known.", geo.Counted(week.NeedUnknown, m.small.Singular, m.small.Plural))
		}
		out = append(out, need)
	}
	return append(out, "By hour of the week, a site counts when its published hours say that it is open at the full hour; school and public holidays are not "+
		"considered, and a site whose hours are not known counts at no hour. Those are counted on the page of gaps.")
}
