package siting

import "slices"

// Effort bounds a search, in visits to a point that a candidate covers; it takes about as many nanoseconds. A search that has
// not ended by then keeps what it has, with the bound it has proven. It is not a time, so that a result is the same everywhere.
const Effort = 50_000_000

// Maximal returns at most k candidates that together cover the most need. It starts from greedy and swap, then branches
// on the candidates and bounds each branch by Lagrangian relaxation until nothing better can be left, or the effort is
// spent (0 for [Effort]).
func Maximal(c Cover, k, effort int) Solution {
	p := c.reduce()
	if k <= 0 || len(p.covers) == 0 {
		return Solution{}
	}
	if effort == 0 {
		effort = Effort
	}
	if k >= len(p.covers) {
		all := make([]int32, len(p.covers))
		for candidate := range all {
			all[candidate] = int32(candidate)
		}
		return p.solution(c, all, 0)
	}
	s := search{problem: p, effort: effort, best: p.swap(p.greedy(k))}
	s.most = p.gain(s.best)
	root := node{free: make([]bool, len(p.covers)), left: k, prices: slices.Clone(p.need)}
	for candidate := range root.free {
		root.free[candidate] = true
	}
	s.explore(root, rootRounds)
	return p.solution(c, s.best, s.missed)
}

// How often prices are adjusted at the root, and at each branch, which begins with the prices of the one above.
const (
	rootRounds   = 400
	branchRounds = 40
)

// search is the best set so far, and what is left of the effort.
type search struct {
	problem
	best   []int32
	most   float64 // the need that best covers
	missed float64 // the highest bound of a branch that was given up unexplored; 0 when there is none
	effort int
}

// node is a branch: the sets that hold every candidate in chosen, and besides them only free ones.
type node struct {
	chosen []int32
	free   []bool
	left   int       // how many more may be chosen
	prices []float64 // by point, see [search.relax]
}

// explore finds the best set of a branch if it is better than the best so far.
func (s *search) explore(n node, rounds int) {
	r := s.relax(n, rounds)
	if r.bound <= s.most+s.epsilon {
		return
	}
	if s.effort <= 0 {
		s.missed = max(s.missed, r.bound)
		return
	}
	n.prices, n.free = r.prices, slices.Clone(n.free)
	n.chosen = slices.Clone(n.chosen)
	next := s.fix(&n, r)
	if n.left == 0 || next < 0 {
		s.offer(n.chosen)
		return
	}
	n.free[next] = false
	with := n
	with.chosen, with.left = append(slices.Clone(n.chosen), next), n.left-1
	s.explore(with, branchRounds)
	s.explore(n, branchRounds)
}

// fix settles the candidates that a relaxation decides: one is out when choosing it, and in when leaving it out, would bring the
// branch's bound to no more than the best so far. It returns the free candidate to branch on, the one with most value, or -1.
func (s *search) fix(n *node, r relaxed) (next int32) {
	next = -1
	limit := s.most + s.epsilon
	for candidate, free := range n.free {
		if !free {
			continue
		}
		value := r.values[candidate]
		switch {
		case r.taken[candidate] && r.bound-value+r.firstOut <= limit:
			n.free[candidate] = false
			n.chosen = append(n.chosen, int32(candidate))
			n.left--
		case !r.taken[candidate] && r.bound-r.lastIn+value <= limit:
			n.free[candidate] = false
		case next < 0 || value > r.values[next]:
			next = int32(candidate)
		}
	}
	return next
}

// offer makes a set the best if it is.
func (s *search) offer(set []int32) {
	if gain := s.gain(set); gain > s.most+s.epsilon {
		s.best, s.most = slices.Clone(set), gain
	}
}
