package score

import (
	"math"

	"hotspotmap/geo"
)

// field is the areas that have an index, with their scores on each of several scales, ready to be ranked with other weights
// many times over.
type field struct {
	areas  []int // positions of those ranked
	scales []scale
	shape  []int    // weighted indicators in each component that has weight
	whole  []bool   // whether the area has every value
	within []uint32 // groups of those ranked; nil is one
	counts [][]bool // for each area that is not whole, which components its index rests on; nil for others
}

// scale is one way to normalise, with the scores it gives: areas × indicators, component after component, NaN where absent.
type scale struct {
	normalise string
	scores    []float64
}

// weights are those of the components and, component after component, of the indicators in them; each set adds up to 1.
type weights struct{ components, indicators []float64 }

// newField prepares the areas that have an index by a recipe. Of more than most areas every so many-th is taken; 0 is no limit.
func newField(t geo.Table, r Recipe, index Result, normalisations []string, most int) (*field, error) {
	f := &field{}
	for area, flag := range index.Index.Flags {
		if flag == geo.Present {
			f.areas = append(f.areas, area)
		}
	}
	if n := len(f.areas); most > 0 && n > most {
		sample := make([]int, most)
		for i := range sample {
			sample[i] = f.areas[i*n/most]
		}
		f.areas = sample
	}
	if r.Within != nil {
		for _, area := range f.areas {
			f.within = append(f.within, r.Within[area])
		}
	}
	for _, normalise := range normalisations {
		other := r
		other.Normalise = normalise
		parts, _, err := other.parts(t)
		if err != nil {
			return nil, err
		}
		f.scales = append(f.scales, scale{normalise, f.gather(r, parts)})
	}
	f.measure(r)
	return f, nil
}

// gather lays the scores of the ranked areas out area by area.
func (f *field) gather(r Recipe, parts [][]part) []float64 {
	var columns [][]float64
	f.shape = f.shape[:0]
	for i, c := range r.Components {
		if c.Weight == 0 {
			continue
		}
		before := len(columns)
		for _, p := range parts[i] {
			if p.weight > 0 {
				columns = append(columns, p.scores)
			}
		}
		f.shape = append(f.shape, len(columns)-before)
	}
	scores := make([]float64, 0, len(f.areas)*len(columns))
	for _, area := range f.areas {
		for _, c := range columns {
			scores = append(scores, c[area])
		}
	}
	return scores
}

// measure notes which areas lack a value, and which components these are left.
func (f *field) measure(r Recipe) {
	chosen := f.chosen(r)
	f.whole, f.counts = make([]bool, len(f.areas)), make([][]bool, len(f.areas))
	for i := range f.areas {
		row := f.row(0, i)
		counts, at := make([]bool, len(f.shape)), 0
		f.whole[i] = true
		for c, size := range f.shape {
			present := 0.0
			for k := at; k < at+size; k++ {
				if math.IsNaN(row[k]) {
					f.whole[i] = false
				} else {
					present += chosen.indicators[k]
				}
			}
			counts[c] = present > 0 && present >= r.MinimumPresent-shareSlack
			at += size
		}
		if !f.whole[i] {
			f.counts[i] = counts
		}
	}
}

// chosen are the recipe's own weights.
func (f *field) chosen(r Recipe) weights {
	var w weights
	for _, c := range r.Components {
		if c.Weight == 0 {
			continue
		}
		w.components = append(w.components, c.Weight)
		var inside []float64
		for _, i := range c.Indicators {
			if i.Weight > 0 {
				inside = append(inside, i.Weight)
			}
		}
		w.indicators = append(w.indicators, shares(inside)...)
	}
	w.components = shares(w.components)
	return w
}

// shares makes weights add up to 1.
func shares(weights []float64) []float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	out := make([]float64, len(weights))
	for i, w := range weights {
		out[i] = w / sum
	}
	return out
}

func (f *field) row(scale, area int) []float64 {
	width := 0
	for _, size := range f.shape {
		width += size
	}
	return f.scales[scale].scores[area*width : (area+1)*width]
}

// bench is the working space of one goroutine.
type bench struct {
	scores []float64
	means  []float64 // of one component
	leaves []float64
	sorter sorter
}

func (f *field) bench() *bench {
	n := len(f.areas)
	return &bench{scores: make([]float64, n), means: make([]float64, n), sorter: newSorter(n)}
}

// rank ranks the areas on a scale with weights into ranks, 1 for the most at risk.
func (f *field) rank(scale int, w weights, b *bench, ranks []uint32) {
	if f.scales[scale].normalise == Exponential {
		f.spread(scale, w, b)
	} else {
		f.add(scale, w, b)
	}
	b.sorter.rank(b.scores, ranks)
}

// add makes each area's weighted mean.
func (f *field) add(scale int, w weights, b *bench) {
	b.leaves = b.leaves[:0]
	for c, size := range f.shape {
		for range size {
			b.leaves = append(b.leaves, w.components[c]*w.indicators[len(b.leaves)])
		}
	}
	scores, width := f.scales[scale].scores, len(b.leaves)
	for i, whole := range f.whole {
		row := scores[i*width : (i+1)*width]
		if whole {
			b.scores[i] = dot(row, b.leaves)
		} else {
			b.scores[i] = f.partly(row, f.counts[i], w)
		}
	}
}

// dot is the sum of products, in four sums that do not wait for one another. Each product is rounded before it is added, as in a
// mean, so that every machine ranks alike.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float64
	for len(a) >= 4 {
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
		a, b = a[4:], b[4:]
	}
	for k, v := range a {
		s0 += float64(v * b[k])
	}
	return s0 + s1 + (s2 + s3)
}

// partly is the mean of an area that lacks some values: over the components its index rests on, and in each over what is present.
func (f *field) partly(row []float64, counts []bool, w weights) float64 {
	sum, weight, at := 0.0, 0.0, 0
	for c, size := range f.shape {
		if counts[c] {
			sum += float64(w.components[c] * componentMean(row[at:at+size], w.indicators[at:at+size]))
			weight += w.components[c]
		}
		at += size
	}
	return sum / weight
}

// componentMean is the weighted mean of the scores that are present.
func componentMean(scores, weights []float64) float64 {
	sum, weight := 0.0, 0.0
	for k, s := range scores {
		if !math.IsNaN(s) {
			sum += float64(weights[k] * s)
			weight += weights[k]
		}
	}
	return sum / weight
}

// spread makes each area's weighted mean of components that are ranked and spread out first.
func (f *field) spread(scale int, w weights, b *bench) {
	whole := make([]mean, len(f.areas))
	at := 0
	for c, size := range f.shape {
		for i := range f.areas {
			b.means[i] = math.NaN()
			if f.whole[i] || f.counts[i][c] {
				b.means[i] = componentMean(f.row(scale, i)[at:at+size], w.indicators[at:at+size])
			}
		}
		exponential(b.means, f.within)
		for i := range whole {
			whole[i].add(b.means[i], w.components[c], 1)
		}
		at += size
	}
	for i := range whole {
		b.scores[i], _ = whole[i].value(0)
	}
}
