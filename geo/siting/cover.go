package siting

import (
	"slices"
	"strconv"
	"strings"
)

// Cover is a maximal covering location problem (Church & ReVelle 1974): which few candidates cover the most need.
type Cover struct {
	Need   []float64 // by demand point, 0 or more and finite
	Covers [][]int32 // by candidate: the demand points that it covers, ascending
}

// Solution is a set of candidates and how good it is known to be.
type Solution struct {
	Candidates []int   // ascending; fewer than were allowed when more would add nothing
	Gain       float64 // the need they cover
	Bound      float64 // no set of as many candidates covers more; Gain itself when that is proven
}

// Proven reports whether no other set of as many candidates covers more.
func (s Solution) Proven() bool { return s.Bound <= s.Gain }

// rounding is the share of all need below which two sums of needs are taken for equal: adding in another order moves the last bits.
const rounding = 1e-9

// problem is a cover without what does not matter to it: demand points covered by the same candidates are one, points that no
// candidate covers are left out, and so are candidates that cover no need.
type problem struct {
	need    []float64
	covers  [][]int32 // by candidate: points
	by      [][]int32 // by point: candidates
	given   []int     // by candidate: its position in the cover
	total   float64
	epsilon float64
}

func (c Cover) reduce() problem {
	p := problem{}
	by := make([][]int32, len(c.Need))
	for candidate, points := range c.Covers {
		covered := 0.0
		for _, point := range points {
			covered += c.Need[point]
		}
		if !(covered > 0) {
			continue
		}
		for _, point := range points {
			by[point] = append(by[point], int32(len(p.given)))
		}
		p.given = append(p.given, candidate)
	}
	groups := map[string]int{}
	var key strings.Builder
	for point, candidates := range by {
		if len(candidates) == 0 || c.Need[point] == 0 {
			continue
		}
		key.Reset()
		for _, candidate := range candidates {
			key.WriteString(strconv.Itoa(int(candidate)))
			key.WriteByte(' ')
		}
		group, known := groups[key.String()]
		if !known {
			group = len(p.need)
			groups[key.String()] = group
			p.need, p.by = append(p.need, 0), append(p.by, candidates)
		}
		p.need[group] += c.Need[point]
		p.total += c.Need[point]
	}
	p.covers = make([][]int32, len(p.given))
	for group, candidates := range p.by {
		for _, candidate := range candidates {
			p.covers[candidate] = append(p.covers[candidate], int32(group))
		}
	}
	p.epsilon = rounding * p.total
	return p
}

// gain is the need that a set of candidates covers.
func (p problem) gain(set []int32) float64 {
	covered := make([]bool, len(p.need))
	gain := 0.0
	for _, candidate := range set {
		for _, point := range p.covers[candidate] {
			if !covered[point] {
				covered[point] = true
				gain += p.need[point]
			}
		}
	}
	return gain
}

// solution puts a set in terms of the cover it was found for, without candidates that add nothing to the others.
func (p problem) solution(c Cover, set []int32, bound float64) Solution {
	times := make([]int, len(p.need)) // how many of the set cover each point
	for _, candidate := range set {
		for _, point := range p.covers[candidate] {
			times[point]++
		}
	}
	var s Solution
	covered := make([]bool, len(c.Need))
	for _, candidate := range slices.Sorted(slices.Values(set)) {
		if !slices.ContainsFunc(p.covers[candidate], func(point int32) bool { return times[point] == 1 }) {
			for _, point := range p.covers[candidate] {
				times[point]--
			}
			continue
		}
		s.Candidates = append(s.Candidates, p.given[candidate])
		for _, point := range c.Covers[p.given[candidate]] {
			if !covered[point] {
				covered[point] = true
				s.Gain += c.Need[point]
			}
		}
	}
	s.Bound = s.Gain
	if bound > s.Gain+p.epsilon {
		s.Bound = bound
	}
	return s
}
