package release

import "strings"

// places are the keys of areas, in the order of search.json: their letters one after another, since as strings a nation's would take
// four times the memory.
type places struct {
	keys        string
	ends        []uint32 // in keys
	areas       []place
	geographies []string
}

// place is an area.
type place struct {
	geography uint32 // position in places.geographies
	aid       uint32
}

func newPlaces(keys []AreaKey) places {
	p := places{ends: make([]uint32, len(keys)), areas: make([]place, len(keys))}
	positions := map[string]uint32{}
	var letters strings.Builder
	for i, key := range keys {
		position, ok := positions[key.Geography]
		if !ok {
			position = uint32(len(p.geographies))
			positions[key.Geography] = position
			p.geographies = append(p.geographies, strings.Clone(key.Geography))
		}
		letters.WriteString(key.Key)
		p.ends[i], p.areas[i] = uint32(letters.Len()), place{position, key.AID}
	}
	p.keys = strings.Clone(letters.String())
	return p
}

// best returns, of the areas whose keys match a query, how well the best key does.
func (p places) best(query string) map[place]int {
	best := map[place]int{}
	start := uint32(0)
	for i, end := range p.ends {
		if m := match(p.keys[start:end], query); m != matchNone {
			if old, ok := best[p.areas[i]]; !ok || m < old {
				best[p.areas[i]] = m
			}
		}
		start = end
	}
	return best
}
