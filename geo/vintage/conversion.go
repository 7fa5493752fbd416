package vintage

import (
	"fmt"
	"maps"
	"slices"

	"hotspotmap/geo"
)

// Link says that an old area and a new one share ground.
type Link struct{ From, To string }

// Conversion takes figures about old areas to new ones. [New] makes it.
type Conversion struct {
	from    []string // old areas that any of the new ones asked for shares ground with, in code order
	to      []string // the new areas of those, in code order: those asked for and their other parts
	parts   [][]int  // by old area: the positions of its new ones, ascending
	sources [][]int  // by new area: the positions of its old ones, ascending
	asked   []int    // by new area asked for: its position in to
	changes []Change // beside asked
}

// New makes the conversion to some new areas, from links that tell all that became of each old area. The error names new areas
// that no link leads to.
func New(links []Link, codes []string) (*Conversion, error) {
	parts, sources := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, l := range links {
		add(parts, l.From, l.To)
		add(sources, l.To, l.From)
	}
	from, to := map[string]bool{}, map[string]bool{}
	var without []string
	for _, code := range codes {
		if sources[code] == nil {
			without = append(without, code)
		}
		for old := range sources[code] {
			from[old] = true
			maps.Copy(to, parts[old])
		}
	}
	if len(without) > 0 {
		return nil, fmt.Errorf("nothing became %s, such as %s", geo.Counted(len(without), "area", "areas"), without[0])
	}
	c := &Conversion{from: slices.Sorted(maps.Keys(from)), to: slices.Sorted(maps.Keys(to))}
	for _, old := range c.from {
		c.parts = append(c.parts, positions(c.to, parts[old]))
	}
	for _, code := range c.to {
		c.sources = append(c.sources, positions(c.from, sources[code]))
	}
	groups := newGroups(parts, sources)
	for _, code := range codes {
		at, _ := slices.BinarySearch(c.to, code)
		c.asked = append(c.asked, at)
		c.changes = append(c.changes, groups.changeOf(code))
	}
	return c, nil
}

func add(sets map[string]map[string]bool, key, member string) {
	if sets[key] == nil {
		sets[key] = map[string]bool{}
	}
	sets[key][member] = true
}

// positions finds the members of a set in a sorted list, as far as they are there.
func positions(codes []string, set map[string]bool) []int {
	var at []int
	for code := range set {
		if i, found := slices.BinarySearch(codes, code); found {
			at = append(at, i)
		}
	}
	slices.Sort(at)
	return at
}

// From returns the codes of the old areas whose figures are needed, in code order.
func (c *Conversion) From() []string { return slices.Clone(c.from) }

// To returns the codes of the new areas whose people are needed, in code order: those asked for, and others that their old
// areas became.
func (c *Conversion) To() []string { return slices.Clone(c.to) }

// Changes returns what became of each new area asked for.
func (c *Conversion) Changes() []Change { return slices.Clone(c.changes) }
