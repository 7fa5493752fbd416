package siting

import (
	"cmp"
	"math"
	"slices"
)

// relaxed is the best bound that was found for a branch, with the prices that give it.
type relaxed struct {
	bound    float64
	prices   []float64
	values   []float64 // by candidate: what it is worth at these prices
	taken    []bool    // by candidate: among the most valuable free ones, as many as may be chosen
	lastIn   float64   // the least value among those taken
	firstOut float64   // the greatest among the free ones that are not, 0 when there are none
}

// relax bounds the need that a branch's sets can cover, by Lagrangian relaxation of "a point is covered only if a candidate that
// covers it is chosen" (Galvão & ReVelle 1996). At a price for each point, between 0 and its need, each candidate is worth the
// prices of the points it covers, and no set covers more than what the points keep (need less price) and the most valuable
// candidates together. Prices start from the branch above and follow the subgradient (Held, Wolfe & Crowder 1974); each
// set met on the way is offered as a solution.
func (s *search) relax(n node, rounds int) relaxed {
	covered := make([]bool, len(s.need))
	base := 0.0
	for _, candidate := range n.chosen {
		for _, point := range s.covers[candidate] {
			if !covered[point] {
				covered[point] = true
				base += s.need[point]
			}
		}
	}
	prices := slices.Clone(n.prices)
	best := relaxed{bound: math.Inf(1)}
	step, stale := 1.0, 0
	for range rounds {
		r := s.price(n, base, covered, prices)
		var set []int32
		for candidate, taken := range r.taken {
			if taken {
				set = append(set, int32(candidate))
			}
		}
		s.offer(append(slices.Clone(n.chosen), set...))
		stale++
		if r.bound < best.bound {
			if best.bound-r.bound > s.epsilon {
				stale = 0
			}
			best = r
		}
		if best.bound <= s.most+s.epsilon || s.effort <= 0 {
			break
		}
		if stale == 15 {
			step, stale = step/2, 0
		}
		prices = s.follow(prices, covered, set, step*(r.bound-s.most))
	}
	return best
}

// price works out the bound of a branch at some prices.
func (s *search) price(n node, base float64, covered []bool, prices []float64) relaxed {
	r := relaxed{bound: base, prices: prices, values: make([]float64, len(s.covers)), taken: make([]bool, len(s.covers))}
	s.effort -= len(s.need)
	for point, need := range s.need {
		if !covered[point] {
			r.bound += need - prices[point]
		}
	}
	var order []int32
	for candidate, free := range n.free {
		if !free {
			continue
		}
		s.effort -= len(s.covers[candidate])
		for _, point := range s.covers[candidate] {
			if !covered[point] {
				r.values[candidate] += prices[point]
			}
		}
		order = append(order, int32(candidate))
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.values[b], r.values[a]), cmp.Compare(a, b))
	})
	for i, candidate := range order {
		if i == n.left {
			r.firstOut = r.values[candidate]
			break
		}
		r.taken[candidate], r.lastIn = true, r.values[candidate]
		r.bound += r.values[candidate]
	}
	return r
}

// follow moves the prices of points that are covered by none of a set up, and of those covered more than once down, by a stride
// shared out among them.
func (s *search) follow(prices []float64, covered []bool, set []int32, stride float64) []float64 {
	excess := make([]float64, len(prices)) // how many of the set cover a point, less one
	for point := range excess {
		excess[point] = -1
	}
	for _, candidate := range set {
		for _, point := range s.covers[candidate] {
			excess[point]++
		}
	}
	length := 0.0
	for point, e := range excess {
		if !covered[point] {
			length += e * e
		}
	}
	next := slices.Clone(prices)
	if length == 0 {
		return next
	}
	for point, e := range excess {
		if !covered[point] {
			next[point] = min(max(prices[point]-stride/length*e, 0), s.need[point])
		}
	}
	return next
}
