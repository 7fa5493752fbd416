package topology

import (
	"cmp"
	"slices"
)

// network is how the arcs of a mesh hang together. It stays the same on every grid they are drawn on.
type network struct {
	ends      [][2]int32 // arc → the junctions at its first and last point; a loop without any has one of its own
	start     []int32    // junction → where its arc ends are in out; one longer
	out       []arcEnd
	component []int32 // arc → the component it belongs to: arcs that hang together
}

// arcEnd is an end of an arc: 2 × the arc at its first point, one more at its last.
type arcEnd int32

func (e arcEnd) arc() int32 { return int32(e) >> 1 }
func (e arcEnd) side() int  { return int(e) & 1 }

func newNetwork(arcs []Arc) *network {
	type placed struct {
		at  Point
		end arcEnd
	}
	all := make([]placed, 0, 2*len(arcs))
	for i, a := range arcs {
		all = append(all, placed{a.Points[0], arcEnd(2 * i)}, placed{a.Points[len(a.Points)-1], arcEnd(2*i + 1)})
	}
	slices.SortFunc(all, func(a, b placed) int {
		if order := compare(a.at, b.at); order != 0 {
			return order
		}
		return cmp.Compare(a.end, b.end)
	})
	n := &network{ends: make([][2]int32, len(arcs)), out: make([]arcEnd, len(all)), component: make([]int32, len(arcs))}
	for i, p := range all {
		if i == 0 || p.at != all[i-1].at {
			n.start = append(n.start, int32(i))
		}
		n.out[i] = p.end
		n.ends[p.end.arc()][p.end.side()] = int32(len(n.start) - 1)
	}
	n.start = append(n.start, int32(len(all)))

	together := newForest(n.junctions())
	for _, e := range n.ends {
		together.join(e[0], e[1])
	}
	for i, e := range n.ends {
		n.component[i] = together.root(e[0])
	}
	return n
}

func (n *network) junctions() int { return len(n.start) - 1 }

// at returns the arc ends at a junction.
func (n *network) at(junction int32) []arcEnd { return n.out[n.start[junction]:n.start[junction+1]] }

// forest groups numbers, each group a tree with the least of it as its root.
type forest []int32

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

func (f forest) root(i int32) int32 {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(i, j int32) {
	i, j = f.root(i), f.root(j)
	f[max(i, j)] = min(i, j)
}
