package hotspot

// tail counts draws on either side of what was observed. A tie is on both sides.
type tail struct{ low, high int }

func (t *tail) count(drawn, observed float64) {
	if drawn <= observed+tie {
		t.low++
	}
	if drawn >= observed-tie {
		t.high++
	}
}

// p is twice the share of draws in the tail that what was observed is in, itself being one of them (North, Curtis and Sham 2002), and at
// most 1. It is in the upper one when it is above what chance gives on average: the smaller tail may be the other one where a
// few draws are far below all others.
func (t tail) p(draws int, above bool) float64 {
	side := t.low
	if above {
		side = t.high
	}
	return min(1, 2*float64(side+1)/float64(draws+1))
}

// undo puts back what the steps of a shuffle exchanged, the last first.
func undo(values []float64, swaps []int32) {
	for step := len(swaps) - 1; step >= 0; step-- {
		j := swaps[step]
		values[step], values[j] = values[j], values[step]
	}
}

// permuted returns the permutation p of each of n areas: the area keeps its value and the others are dealt at random, of which its
// neighbours' sum is taken.
func (s *sample) permuted(n int, o Options) []float64 {
	p := missing(n)
	if s.squares == 0 {
		return p
	}
	inParallel(len(s.z), o.Threads, func() func(int) {
		d := newDealer(s)
		return func(i int) {
			if !s.surrounded(i) {
				at := s.positions[i]
				p[at] = d.deal(i, o.Permutations, newStream(o.Seed, forOne, uint64(at)))
			}
		}
	})
	return p
}

// dealer deals values to one area's neighbours after another's.
type dealer struct {
	*sample
	pool  []float64 // the sample's z, in its order between one draw and the next
	swaps []int32   // what this draw moved
}

func newDealer(s *sample) *dealer {
	return &dealer{sample: s, pool: append([]float64(nil), s.z...), swaps: make([]int32, len(s.z))}
}

// deal compares the sum of the neighbours with that of as many of the others drawn at random: the first steps of a Fisher–Yates
// shuffle, undone after each draw so that the outcome depends on nothing before it. Of more than half it draws
// those that are left out. It returns p.
func (d *dealer) deal(i, draws int, random stream) float64 {
	last := len(d.pool) - 1
	d.pool[i], d.pool[last] = d.pool[last], d.pool[i]
	rest := d.pool[:last]
	observed := d.lags[i]
	k := d.degree(i)
	if 2*k > last {
		k = last - k
		observed = -d.z[i] - observed // what all others add up to, less the neighbours
	}
	swaps := d.swaps[:k]
	var t tail
	for range draws {
		sum := 0.0
		for step := range swaps {
			j := step + random.below(last-step)
			v := rest[j]
			rest[j] = rest[step]
			rest[step] = v
			swaps[step] = int32(j)
			sum += v
		}
		undo(rest, swaps)
		t.count(sum, observed)
	}
	d.pool[i], d.pool[last] = d.pool[last], d.pool[i]
	return t.p(draws, observed*float64(last) > -d.z[i]*float64(k)) // as all of the others add up to what makes 0 with the area's own
}
