package hotspot

import (
	"cmp"
	"slices"
	"sort"
)

// referenceDraws is how many times as often values are dealt to all areas as to the neighbours of one: all areas with as many neighbours
// are compared with the same draws, so that there can be more of them.
const referenceDraws = 10

// draws is how often values are dealt to all areas.
func (o Options) draws() int {
	if o.Permutations == 0 {
		return 0
	}
	return referenceDraws*(o.Permutations+1) - 1
}

// reference is the observed sums of the areas whose neighbourhoods have a size, and how many draws lie on either side of each.
type reference struct {
	size     int
	areas    []int     // in the sample, in order of their sums
	observed []float64 // ascending
}

// count counts the draws up to and from each observed sum. A draw counts for the first or last observed that it reaches; adding up is
// done when all are drawn.
func (r *reference) count(sum float64, low, high []int32) {
	at := sort.SearchFloat64s(r.observed, sum-tie)
	if at < len(low) {
		low[at]++
		if r.observed[at] <= sum+tie { // a tie
			at += sort.Search(len(r.observed)-at, func(i int) bool { return r.observed[at+i] > sum+tie })
		}
	}
	if at > 0 {
		high[at-1]++
	}
}

// starPermuted returns the p of Gi* of each of n areas by dealing: all values at random to all areas, of which the sum over an
// area and its neighbours is taken. What is drawn depends on their number alone.
func (s *sample) starPermuted(n int, o Options) []float64 {
	p := missing(n)
	references := s.references()
	if len(references) == 0 {
		return p
	}
	draws := o.draws()
	const chunks = 32
	low, high := make([][]int32, chunks), make([][]int32, chunks)
	starts := []int{0} // of each reference in low and high
	for _, r := range references {
		starts = append(starts, starts[len(starts)-1]+len(r.areas))
	}
	inParallel(chunks, o.Threads, func() func(int) {
		pool, swaps := slices.Clone(s.z), make([]int32, references[len(references)-1].size)
		return func(chunk int) {
			lows, highs := make([]int32, starts[len(references)]), make([]int32, starts[len(references)])
			for draw := chunk; draw < draws; draw += chunks {
				random := newStream(o.Seed, forAll, uint64(draw))
				sum, drawn := 0.0, 0
				for k := range references {
					r := &references[k]
					for ; drawn < r.size; drawn++ {
						j := drawn + random.below(len(pool)-drawn)
						pool[drawn], pool[j] = pool[j], pool[drawn]
						swaps[drawn] = int32(j)
						sum += pool[drawn]
					}
					r.count(sum, lows[starts[k]:starts[k+1]], highs[starts[k]:starts[k+1]])
				}
				undo(pool, swaps)
			}
			low[chunk], high[chunk] = lows, highs
		}
	})
	for k, r := range references {
		tails := make([]tail, len(r.areas))
		for chunk := range chunks {
			for i := range tails {
				tails[i].low += int(low[chunk][starts[k]+i])
				tails[i].high += int(high[chunk][starts[k]+i])
			}
		}
		for i := 1; i < len(tails); i++ {
			tails[i].low += tails[i-1].low
			tails[len(tails)-1-i].high += tails[len(tails)-i].high
		}
		for i, area := range r.areas {
			p[s.positions[area]] = tails[i].p(draws, r.observed[i] > 0)
		}
	}
	return p
}

// references are the sums of those that can be tested, by the number of areas that are added up, least first. Of more than
// half of all, those left out are: as all add up to 0, theirs is the same sum with the other sign.
func (s *sample) references() []reference {
	bySize := map[int]*reference{}
	sums := make([]float64, len(s.z))
	for i := range s.z {
		if s.squares == 0 || s.surrounded(i) {
			continue
		}
		size := s.degree(i) + 1
		sums[i] = s.z[i] + s.lags[i]
		if 2*size > len(s.z) {
			size, sums[i] = len(s.z)-size, -sums[i]
		}
		if bySize[size] == nil {
			bySize[size] = &reference{size: size}
		}
		bySize[size].areas = append(bySize[size].areas, i)
	}
	var references []reference
	for _, r := range bySize {
		slices.SortStableFunc(r.areas, func(a, b int) int { return cmp.Compare(sums[a], sums[b]) })
		for _, i := range r.areas {
			r.observed = append(r.observed, sums[i])
		}
		references = append(references, *r)
	}
	slices.SortFunc(references, func(a, b reference) int { return a.size - b.size })
	return references
}
