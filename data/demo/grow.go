package demo

import (
	"container/heap"
	"math/rand/v2"
	"slices"
)

// none is the group of something that belongs to none.
const none = -1

// link is a way from one node of a graph to another, and how far it is.
type link struct {
	to   int
	cost float64
}

// grow gives each node of a graph to the group whose seed is nearest along the links. Groups come out in one piece. Nodes that no
// seed can reach get none.
func grow(graph [][]link, groups [][]int) []int {
	owner, far := make([]int, len(graph)), make([]float64, len(graph))
	for i := range owner {
		owner[i] = none
	}
	var open frontier
	for group, seeds := range groups {
		for _, node := range seeds {
			open = append(open, step{0, node, group})
		}
	}
	heap.Init(&open)
	for len(open) > 0 {
		s := heap.Pop(&open).(step)
		if owner[s.node] != none {
			continue
		}
		owner[s.node], far[s.node] = s.group, s.far
		for _, l := range graph[s.node] {
			if owner[l.to] == none {
				heap.Push(&open, step{s.far + l.cost, l.to, s.group})
			}
		}
	}
	return owner
}

// step is one way to reach a node; frontier holds the nearest at its head.
type step struct {
	far         float64
	node, group int
}

type frontier []step

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	a, b := f[i], f[j]
	if a.far != b.far {
		return a.far < b.far
	}
	if a.node != b.node {
		return a.node < b.node
	}
	return a.group < b.group
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(s any)   { *f = append(*f, s.(step)) }
func (f *frontier) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}

// largestPiece returns which nodes belong to the largest connected piece of a graph.
func largestPiece(graph [][]link) []bool {
	piece := make([]int, len(graph))
	var sizes []int
	for start := range graph {
		if piece[start] != 0 || len(graph[start]) == 0 {
			continue
		}
		sizes = append(sizes, 0)
		for todo := []int{start}; len(todo) > 0; {
			node := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if piece[node] != 0 {
				continue
			}
			piece[node] = len(sizes)
			sizes[len(sizes)-1]++
			for _, l := range graph[node] {
				todo = append(todo, l.to)
			}
		}
	}
	largest := slices.Index(sizes, slices.Max(sizes)) + 1
	in := make([]bool, len(graph))
	for i, p := range piece {
		in[i] = p == largest
	}
	return in
}

// regroup grows groups from seeds and then, a few times, moves each seed to the node nearest the middle of its group and grows
// again, which evens them out. A fixed group keeps its seeds.
func regroup(graph [][]link, at []point, groups [][]int, fixed int, times int) []int {
	groups = slices.Clone(groups)
	owner := grow(graph, groups)
	for range times {
		middles, counts := make([]point, len(groups)), make([]float64, len(groups))
		for node, group := range owner {
			if group != none {
				middles[group] = middles[group].plus(at[node])
				counts[group]++
			}
		}
		nearest := make([]int, len(groups))
		for group := range nearest {
			nearest[group] = none
			middles[group] = middles[group].times(1 / max(counts[group], 1))
		}
		for node, group := range owner {
			if group == none {
				continue
			}
			if n := nearest[group]; n == none || at[node].distance(middles[group]) < at[n].distance(middles[group]) {
				nearest[group] = node
			}
		}
		for group := range groups {
			if group != fixed && nearest[group] != none {
				groups[group] = []int{nearest[group]}
			}
		}
		owner = grow(graph, groups)
	}
	return owner
}

// cellGraph links cells that touch. The cost is the distance in spacings, a little uneven, and much more across the river.
func cellGraph(seeds []seedPoint, cells []cell) [][]link {
	r := source(partAreas)
	graph := make([][]link, len(cells))
	for i, c := range cells {
		for _, s := range c.sides {
			j := s.beyond
			if j < i || !seeds[j].town {
				continue
			}
			d := seeds[i].distance(seeds[j].point) / spacing(between(seeds[i].point, seeds[j].point, 0.5))
			cost := mul(d, 0.75+mul(0.5, r.Float64()))
			if acrossRiver(seeds[i].bank, seeds[j].bank) {
				cost += 8 // the way round by the bridge
			}
			graph[i] = append(graph[i], link{j, cost})
			graph[j] = append(graph[j], link{i, cost})
		}
	}
	return graph
}

func acrossRiver(a, b bank) bool {
	return a == leftBank && b == rightBank || a == rightBank && b == leftBank
}

// areaSeeds picks the cells that areas grow from, some spacings apart. The first group is the common: all cells in the park.
func areaSeeds(seeds []seedPoint, in []bool, apart float64) [][]int {
	var park []int
	for i, s := range seeds {
		if in[i] && inPark(s.point) {
			park = append(park, i)
		}
	}
	groups := [][]int{park}
	var chosen []int
	for _, i := range shuffled(source(partAreas), len(seeds)) {
		if !in[i] || inPark(seeds[i].point) {
			continue
		}
		least := mul(apart, spacing(seeds[i].point))
		if slices.ContainsFunc(chosen, func(j int) bool { return seeds[i].distance(seeds[j].point) < least }) {
			continue
		}
		chosen = append(chosen, i)
		groups = append(groups, []int{i})
	}
	return groups
}

// farthestFirst picks n nodes, each as far as can be from those already picked.
func farthestFirst(at []point, n int) [][]int {
	groups := [][]int{{0}}
	nearest := make([]float64, len(at))
	for i := range at {
		nearest[i] = at[i].distance(at[0])
	}
	for len(groups) < n {
		farthest := 0
		for i := range at {
			// Ground counts for less away from the centre, where areas are large.
			if nearest[i]/spacing(at[i]) > nearest[farthest]/spacing(at[farthest]) {
				farthest = i
			}
		}
		groups = append(groups, []int{farthest})
		for i := range at {
			nearest[i] = min(nearest[i], at[i].distance(at[farthest]))
		}
	}
	return groups
}

func shuffled(r *rand.Rand, n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	r.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}
