package score

import "slices"

// sorter ranks the same number of scores again and again: it sorts them by a key of 16 bits, in two passes of one byte each (a radix
// sort), and then what shares a key.
type sorter struct {
	keys  []uint16 // of each score, the highest score having 0
	half  []int32  // positions, by the lower byte of their keys
	order []int32  // positions, highest score first
}

const (
	mostKey = 1<<16 - 1
	small   = 12 // how many scores of one key are sorted by insertion
)

func newSorter(n int) sorter {
	return sorter{keys: make([]uint16, n), half: make([]int32, n), order: make([]int32, n)}
}

// rank writes the rank of each score, 1 for the highest; equal scores share the lower number. There must be no NaN.
func (s sorter) rank(scores []float64, ranks []uint32) {
	s.sortByKey(scores)
	for from := 0; from < len(s.order); {
		key, to := s.keys[s.order[from]], from+1
		for to < len(s.order) && s.keys[s.order[to]] == key {
			to++
		}
		if to == from+1 {
			ranks[s.order[from]] = uint32(to)
		} else {
			rankRun(s.order[from:to], scores, ranks, from)
		}
		from = to
	}
}

// sortByKey puts the positions in the order of their keys.
func (s sorter) sortByKey(scores []float64) {
	low, high := scores[0], scores[0]
	for _, v := range scores {
		low, high = min(low, v), max(high, v)
	}
	perUnit := 0.0
	if high > low {
		perUnit = mostKey / (high - low)
	}
	var lower, upper [256]int32
	for i, v := range scores {
		key := uint16(min(int32((high-v)*perUnit), mostKey))
		s.keys[i] = key
		lower[key&255]++
		upper[key>>8]++
	}
	startsOf(&lower)
	startsOf(&upper)
	for i, key := range s.keys {
		at := &lower[key&255]
		s.half[*at] = int32(i)
		*at++
	}
	for _, i := range s.half {
		at := &upper[s.keys[i]>>8]
		s.order[*at] = i
		*at++
	}
}

// startsOf turns counts into the position where each begins.
func startsOf(counts *[256]int32) {
	sum := int32(0)
	for i, n := range counts {
		counts[i] = sum
		sum += n
	}
}

// rankRun sorts positions by their scores, highest first, and ranks them after so many that are above.
func rankRun(order []int32, scores []float64, ranks []uint32, above int) {
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
	} else {
		for i := 1; i < len(order); i++ {
			for k := i; k > 0 && scores[order[k]] > scores[order[k-1]]; k-- {
				order[k], order[k-1] = order[k-1], order[k]
			}
		}
	}
	rank := above + 1
	for i, area := range order {
		if i > 0 && scores[area] < scores[order[i-1]] {
			rank = above + i + 1
		}
		ranks[area] = uint32(rank)
	}
}
