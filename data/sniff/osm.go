package sniff

import (
	"slices"
	"strings"
)

// elementKinds are the kinds of site that OpenStreetMap's tags tell.
var elementKinds = []struct{ tag, value, kind string }{
	{"internet_access", "wlan", "wifi"},
	{"amenity", "library", "library"},
}

// elementsOf makes a list of sites of each kind that the tags of an OpenStreetMap file tell.
func elementsOf(f File) []sites {
	if _, named := f.column(func(c Column) bool { return c.Name == "name" }); !named {
		return nil
	}
	var all []sites
	for _, k := range elementKinds {
		tag, ok := f.column(func(c Column) bool { return c.Name == k.tag && slices.ContainsFunc(c.Cells, holds(k.value)) })
		if !ok {
			continue
		}
		s := sites{id: k.kind, kind: k.kind, file: f.Name, name: "name", points: true,
			where: []choice{{column: tag.Name, cell: k.value, others: tag.distinct()}}}
		if _, ok := f.column(func(c Column) bool { return c.Name == "opening_hours" }); ok {
			s.facts = []fact{{"opening_hours", "opening_hours"}}
		}
		all = append(all, s)
	}
	return all
}

// holds reports whether a cell is a value, or has it among several.
func holds(value string) func(cell string) bool {
	return func(cell string) bool {
		return slices.ContainsFunc(strings.Split(cell, ";"), func(part string) bool { return strings.TrimSpace(part) == value })
	}
}

// mostTerms is how many terms of a directory are listed to choose from.
const mostTerms = 40

// servicesOf makes a list of sites of a service directory.
func servicesOf(f File) sites {
	s := sites{id: "services", kind: "site", file: f.Name, name: "name", points: true, place: place{postcode: "postcode"},
		facts: []fact{{"place", "location"}, {"address", "address"}, {"opening_hours", "opening_hours"}, {"accessibility", "accessibility"}}}
	for _, k := range siteKinds {
		if k.words.MatchString(baseName(f.Name)) {
			s.kind = k.kind
			break
		}
	}
	for _, c := range f.Columns {
		switch c.Name {
		case "taxonomy":
			for _, cell := range c.distinct() {
				for term := range strings.SplitSeq(cell, ";") {
					if term = strings.TrimSpace(term); term != "" && len(s.unsure) < mostTerms && !slices.Contains(s.unsure, term) {
						s.unsure = append(s.unsure, term)
					}
				}
			}
		case "status":
			for _, cell := range c.distinct() {
				if cell != "active" && cell != "" {
					s.closed, s.closedIs = c.Name, append(s.closedIs, cell)
				}
			}
		}
	}
	return s
}
