package score

import "slices"

// sorter ranks the same number of scores again and again, in time that grows with their number: it drops them into more buckets
// than there are scores, by size, and sorts what shares a bucket.
type sorter struct {
	bucket []int32 // of each score
	starts []int32 // of each bucket, in order
	order  []int32 // positions, highest score first
}

// small is how many scores of a bucket are sorted by insertion.
const small = 12

func newSorter(n int) sorter {
	return sorter{bucket: make([]int32, n), starts: make([]int32, 2*n+2), order: make([]int32, n)}
}

// rank writes the rank of each score, 1 for the highest; equal scores share the lower number. There must be no NaN.
func (s sorter) rank(scores []float64, ranks []uint32) {
	low, high := scores[0], scores[0]
	for _, v := range scores {
		low, high = min(low, v), max(high, v)
	}
	buckets := len(s.starts) - 1
	perUnit := 0.0
	if high > low {
		perUnit = float64(buckets-1) / (high - low)
	}
	clear(s.starts)
	for i, v := range scores {
		k := min(int32((high-v)*perUnit), int32(buckets-1))
		s.bucket[i] = k
		s.starts[k+1]++
	}
	for k := 1; k <= buckets; k++ {
		s.starts[k] += s.starts[k-1]
	}
	// Each start moves to its bucket's end as the bucket fills.
	for i := range scores {
		k := s.bucket[i]
		s.order[s.starts[k]] = int32(i)
		s.starts[k]++
	}
	from := int32(0)
	for _, to := range s.starts[:buckets] {
		if to > from+1 {
			s.sort(s.order[from:to], scores)
		}
		from = to
	}
	above := 0
	for i, area := range s.order {
		if i > 0 && scores[area] < scores[s.order[i-1]] {
			above = i
		}
		ranks[area] = uint32(above + 1)
	}
}

// sort puts positions in order of their scores, highest first.
func (s sorter) sort(order []int32, scores []float64) {
	if len(order) > small {
		slices.SortFunc(order, func(a, b int32) int {
			switch {
			case scores[a] > scores[b]:
				return -1
			case scores[a] < scores[b]:
				return 1
			}
			return 0
		})
		return
	}
	for i := 1; i < len(order); i++ {
		for k := i; k > 0 && scores[order[k]] > scores[order[k-1]]; k-- {
			order[k], order[k-1] = order[k-1], order[k]
		}
	}
}
