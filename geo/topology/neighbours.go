package topology

import (
	"slices"

	"hotspotmap/geo"
)

// Neighbours lists the areas that share at least a point with each area (queen contiguity).
func (m *Mesh) Neighbours() geo.Neighbours {
	var pairs []pair
	around := make(map[Point][]uint32, len(m.Arcs)) // junction → the areas that meet there
	for _, a := range m.Arcs {
		pairs = append(pairs, pair{a.Left, a.Right})
		for _, p := range [...]Point{a.Points[0], a.Points[len(a.Points)-1]} {
			around[p] = append(around[p], a.Left, a.Right)
		}
	}
	for _, aids := range around {
		slices.Sort(aids)
		aids = slices.Compact(aids)
		for i, a := range aids {
			for _, b := range aids[i+1:] {
				pairs = append(pairs, pair{a, b})
			}
		}
	}
	return neighbours(pairs, m.n)
}

// Rook lists the areas that share a line with each area.
func (m *Mesh) Rook() geo.Neighbours {
	pairs := make([]pair, len(m.Arcs))
	for i, a := range m.Arcs {
		pairs[i] = pair{a.Left, a.Right}
	}
	return neighbours(pairs, m.n)
}

// pair is two aids, either of which may be 0.
type pair struct{ a, b uint32 }

func neighbours(pairs []pair, n int) geo.Neighbours {
	lists := make(geo.Neighbours, n)
	for _, p := range pairs {
		if p.a != 0 && p.b != 0 && p.a != p.b {
			lists[p.a-1] = append(lists[p.a-1], int32(p.b-1))
			lists[p.b-1] = append(lists[p.b-1], int32(p.a-1))
		}
	}
	for i := range lists {
		slices.Sort(lists[i])
		lists[i] = slices.Compact(lists[i])
	}
	return lists
}
