package vintage

import "fmt"

// Change is what became of the old areas that a new one is made of: how many old areas share ground with one another's new
// ones, and how many new ones those are. An unchanged area is 1 → 1.
type Change struct{ From, To int }

// Kind is a change without its numbers.
type Kind uint8

const (
	Unchanged Kind = iota
	Split
	Merged
	Complex
)

func (k Kind) String() string {
	return [...]string{"unchanged", "split", "merged", "complex"}[k]
}

// Kind tells one from many.
func (c Change) Kind() Kind {
	switch {
	case c.From == 1 && c.To == 1:
		return Unchanged
	case c.From == 1:
		return Split
	case c.To == 1:
		return Merged
	}
	return Complex
}

// String is a change in words, such as "split 1→2"; "unchanged" needs no numbers.
func (c Change) String() string {
	if c.Kind() == Unchanged {
		return c.Kind().String()
	}
	return fmt.Sprintf("%v %d→%d", c.Kind(), c.From, c.To)
}

// groups finds the areas that share ground, directly or through others.
type groups struct {
	parts, sources map[string]map[string]bool // by old area its new ones, by new area its old ones
	known          map[string]Change          // by new area
}

func newGroups(parts, sources map[string]map[string]bool) groups {
	return groups{parts: parts, sources: sources, known: map[string]Change{}}
}

// changeOf is the size of a new area's group.
func (g groups) changeOf(code string) Change {
	if change, known := g.known[code]; known {
		return change
	}
	olds, news, next := map[string]bool{}, map[string]bool{code: true}, []string{code}
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		for old := range g.sources[at] {
			olds[old] = true
			for part := range g.parts[old] {
				if !news[part] {
					news[part], next = true, append(next, part)
				}
			}
		}
	}
	for member := range news {
		g.known[member] = Change{len(olds), len(news)}
	}
	return g.known[code]
}
