package server

import (
	"cmp"
	"fmt"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// listWords says on whose lists the sites of a kind stand, and of when: whether one is open is as true as its list is new.
func (m *model) listWords(kind access.Kind) string {
	var sources []string
	for _, site := range m.rel.Sites() {
		if counts(kind, site) && !slices.Contains(sources, site.Source) {
			sources = append(sources, site.Source)
		}
	}
	var lists []string
	for _, source := range m.manifest.Sources {
		if slices.Contains(sources, source.ID) {
			lists = append(lists, listed(source))
		}
	}
	if lists == nil {
		return ""
	}
	lists = slices.Compact(lists)
	return fmt.Sprintf("The sites are those on %s; any around %s that are not on it do not count, though they may be nearer to people at its edge.",
		geo.List(lists, "and"), m.manifest.Place)
}

// counts reports whether a site is of a kind, or of one of those taken together.
func counts(kind access.Kind, site geo.Site) bool {
	return kind.Kind == site.Kind || slices.Contains(kind.Of, site.Kind)
}

// listed is "the list of Birmingham City Council, of 2024".
func listed(source geo.Source) string {
	when := "which has no date"
	if period := cmp.Or(source.Period, source.Vintage); period != "" {
		when = "of " + period
	}
	return fmt.Sprintf("the list of %s, %s", cmp.Or(source.Publisher, "an unnamed publisher"), when)
}

// needOf is what the number of people in need is: "people × index ÷ 10"; empty where it is not counted.
func (m *model) needOf() string {
	if week := m.rel.Week(); week != nil {
		return week.Need
	}
	return ""
}

// needWords is what “people in need” are, where a page counts them; empty where none are.
func (m *model) needWords() string {
	if m.needOf() == "" {
		return ""
	}
	return fmt.Sprintf("“People in need” are counted as %s: a weight to compare places on this map by, not the number who are excluded.", m.needOf())
}
