package access

import (
	"cmp"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// Kind is a kind of site, or several together, and what to call one in a sentence.
type Kind struct {
	Kind     string   // "library", or a name for several
	Singular string   // "library", "free Wi-Fi site", "library or free Wi-Fi site"
	Plural   string   // "libraries"; empty: the usual plural of Singular
	Of       []string // the kinds that count, where they are several
}

// Together is any of several kinds, under a name.
func Together(name string, kinds []Kind) Kind {
	all := Kind{Kind: name}
	var singulars, plurals []string
	for _, k := range kinds {
		all.Of = append(all.Of, k.Kind)
		singulars, plurals = append(singulars, k.Singular), append(plurals, k.plural())
	}
	all.Singular, all.Plural = geo.List(singulars, "or"), geo.List(plurals, "and")
	return all
}

func (k Kind) plural() string { return cmp.Or(k.Plural, geo.Plural(k.Singular)) }

// Counted is a number of such sites: "1 library", "23 libraries".
func (k Kind) Counted(n int) string { return geo.Counted(n, k.Singular, k.plural()) }

// has reports whether a site is of the kind, usable or not.
func (k Kind) has(s geo.Site) bool {
	if k.Of == nil {
		return s.Kind == k.Kind
	}
	return slices.Contains(k.Of, s.Kind)
}

// usable returns the positions of the usable sites of the kind.
func (k Kind) usable(sites []geo.Site) []int {
	var positions []int
	for i, s := range sites {
		if k.has(s) && s.Usable() {
			positions = append(positions, i)
		}
	}
	return positions
}

// title is what the kind is called in the title of a column.
func (k Kind) title() string {
	if k.Of != nil {
		return k.Singular
	}
	return strings.ReplaceAll(k.Kind, "_", " ")
}
