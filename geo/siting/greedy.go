package siting

import (
	"container/heap"
	"slices"
)

// greedy adds the candidate that covers most of what is not covered yet, again and again. A candidate's gain never rises as
// others are added, so that one whose gain, worked out anew, still leads the queue is the best (Minoux 1978). The set covers at
// least 1 − 1/e of the most that can be covered (Nemhauser, Wolsey & Fisher 1978).
func (p problem) greedy(k int) []int32 {
	covered := make([]bool, len(p.need))
	fresh := func(candidate int32) float64 {
		gain := 0.0
		for _, point := range p.covers[candidate] {
			if !covered[point] {
				gain += p.need[point]
			}
		}
		return gain
	}
	queue := make(gains, len(p.covers))
	for candidate := range queue {
		queue[candidate] = gainOf{int32(candidate), fresh(int32(candidate))}
	}
	heap.Init(&queue)
	var set []int32
	for len(set) < k && len(queue) > 0 {
		queue[0].gain = fresh(queue[0].candidate)
		first := queue[0]
		heap.Fix(&queue, 0)
		if queue[0] != first {
			continue
		}
		heap.Pop(&queue)
		if first.gain <= 0 {
			break
		}
		set = append(set, first.candidate)
		for _, point := range p.covers[first.candidate] {
			covered[point] = true
		}
	}
	return set
}

// swap exchanges one candidate of a set for another as long as that covers more (Teitz & Bart 1968).
func (p problem) swap(set []int32) []int32 {
	set = slices.Clone(set)
	times := make([]int, len(p.need)) // how many of the set cover each point
	for _, candidate := range set {
		for _, point := range p.covers[candidate] {
			times[point]++
		}
	}
	for improved := true; improved; {
		improved = false
		for i, out := range set {
			loss := 0.0
			for _, point := range p.covers[out] {
				if times[point]--; times[point] == 0 {
					loss += p.need[point]
				}
			}
			best, in := loss+p.epsilon, out
			for candidate := range p.covers {
				gain := 0.0
				for _, point := range p.covers[candidate] {
					if times[point] == 0 {
						gain += p.need[point]
					}
				}
				if gain > best {
					best, in = gain, int32(candidate)
				}
			}
			set[i], improved = in, improved || in != out
			for _, point := range p.covers[in] {
				times[point]++
			}
		}
	}
	return set
}

// gains is a queue of candidates, the largest gain first and of equal ones the first given.
type gains []gainOf

type gainOf struct {
	candidate int32
	gain      float64
}

func (g gains) Len() int      { return len(g) }
func (g gains) Swap(i, j int) { g[i], g[j] = g[j], g[i] }
func (g gains) Less(i, j int) bool {
	return g[i].gain > g[j].gain || g[i].gain == g[j].gain && g[i].candidate < g[j].candidate
}
func (g *gains) Push(x any) { *g = append(*g, x.(gainOf)) }
func (g *gains) Pop() any {
	last := (*g)[len(*g)-1]
	*g = (*g)[:len(*g)-1]
	return last
}
