package hotspot

import (
	"cmp"
	"fmt"
	"slices"

	"hotspotmap/geo"
)

// Clusters returns the connected sets of areas of one class, hot and cold: hot ones first, largest first, then by first
// position. Each is a list of positions in order. Areas are connected where either is a neighbour of the other.
func Clusters(classes []geo.HotspotClass, n geo.Neighbours) [][]int {
	leader := make([]int, len(classes)) // of each area, the lowest position known to be in its cluster, by way of others
	find := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	for i := range leader {
		leader[i] = i
	}
	for i, list := range n {
		for _, j := range list {
			if classes[i] == classes[j] {
				a, b := find(i), find(int(j))
				leader[max(a, b)] = min(a, b)
			}
		}
	}
	members := map[int][]int{}
	for i, class := range classes {
		if class != geo.NotDistinguishable {
			members[find(i)] = append(members[find(i)], i)
		}
	}
	var clusters [][]int
	for _, cluster := range members {
		clusters = append(clusters, cluster)
	}
	slices.SortFunc(clusters, func(a, b []int) int {
		return cmp.Or(
			cmp.Compare(classes[b[0]], classes[a[0]]),
			cmp.Compare(len(b), len(a)),
			cmp.Compare(a[0], b[0]))
	})
	return clusters
}

// mostly is the share of a cluster that the parents it is named after cover, if no more than two do.
const mostly = 2.0 / 3

// name is that of the parent that most of the areas are in, and of the next where one does not cover most of them: "Lozells and
// Newtown", or "Lozells, Newtown and around" where two do not cover half. Without parents it is "around" the area with
// the highest index.
func (s Study) name(positions []int) string {
	parents := shares(s.Parents, positions)
	if len(parents) == 0 {
		highest := positions[0]
		for _, i := range positions {
			if s.Index.Values[i] > s.Index.Values[highest] {
				highest = i
			}
		}
		if len(positions) == 1 {
			return s.Names[highest]
		}
		return "around " + s.Names[highest]
	}
	all := float64(len(positions))
	names, covered := []string{parents[0].name}, float64(parents[0].areas)
	if covered < mostly*all && len(parents) > 1 {
		names, covered = append(names, parents[1].name), covered+float64(parents[1].areas)
	}
	if covered < all/2 {
		names = append(names, "around")
	}
	return geo.List(names, "and")
}

type parentShare struct {
	name  string
	areas int
}

// shares counts the areas in each parent, most first, then in the order of the areas.
func shares(names []string, positions []int) []parentShare {
	if names == nil {
		return nil
	}
	var parents []parentShare
	for _, i := range positions {
		at := slices.IndexFunc(parents, func(p parentShare) bool { return p.name == names[i] })
		switch {
		case names[i] == "":
		case at < 0:
			parents = append(parents, parentShare{names[i], 1})
		default:
			parents[at].areas++
		}
	}
	slices.SortStableFunc(parents, func(a, b parentShare) int { return cmp.Compare(b.areas, a.areas) })
	return parents
}

// place is the larger parent that most of a cluster is in, where the study has several: there, wards of one name are many.
func (s Study) place(positions []int) string {
	several := slices.ContainsFunc(s.Places, func(name string) bool { return name != "" && name != s.Places[0] })
	if places := shares(s.Places, positions); several && len(places) > 0 && 2*places[0].areas > len(positions) {
		return places[0].name
	}
	return ""
}

// names names clusters so that no two of a class have the same: "Park (Sheffield)", "Lozells", "Lozells (2)".
func (s Study) names(clusters [][]int, classes []geo.HotspotClass) []string {
	type key struct {
		class geo.HotspotClass
		name  string
	}
	used := map[key]int{}
	names := make([]string, len(clusters))
	for i, positions := range clusters {
		name := s.name(positions)
		if place := s.place(positions); place != "" && place != name {
			name = fmt.Sprintf("%s (%s)", name, place)
		}
		k := key{classes[positions[0]], name}
		if used[k]++; used[k] > 1 {
			name = fmt.Sprintf("%s (%d)", name, used[k])
		}
		names[i] = name
	}
	return names
}
