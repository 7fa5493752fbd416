package score

import (
	"math"
	"slices"

	"hotspotmap/geo"
)

// edgeTolerance is how far rounding may move a class boundary, as a share of a class's count.
const edgeTolerance = 0.1

// Classes divides a column's values into at most n classes of about equal counts (quantiles), with boundaries as round as
// they can be without moving more than a tenth of a class across one. Equal values are never parted, so ties give fewer or
// less equal classes; n or fewer distinct values give one class each. Every boundary is a whole number of the column's smallest
// unit, so that whoever reads the column at its decimals puts each area in the same class. No value, no classes.
func Classes(c geo.Column, n int) []geo.Class {
	q := newQuantiles(c)
	switch {
	case n < 1 || len(q.sorted) == 0:
		return nil
	case len(q.distinct()) <= n:
		return q.classes(q.distinct(), q.sorted[len(q.sorted)-1], 1)
	}
	exact := q.boundaries(n)
	for _, step := range q.steps() {
		edges, ok := q.rounded(exact, n, step)
		if !ok {
			continue
		}
		low, high := q.sorted[0], q.sorted[len(q.sorted)-1]
		low, high = floorTo(low, step), -floorTo(-high, step)
		return q.classes(append([]int64{low}, edges...), high, step)
	}
	panic("score: a step of one unit leaves every boundary where it is")
}

// quantiles is a column's present values, ascending, in units of its last decimal.
type quantiles struct {
	sorted   []int64
	decimals int
}

func newQuantiles(c geo.Column) quantiles {
	q := quantiles{decimals: c.Indicator.Decimals}
	scale := math.Pow10(q.decimals)
	for i, f := range c.Flags {
		if f == geo.Present {
			q.sorted = append(q.sorted, int64(math.Round(c.Values[i]*scale)))
		}
	}
	slices.Sort(q.sorted)
	return q
}

func (q quantiles) distinct() []int64 { return slices.Compact(slices.Clone(q.sorted)) }

// below counts the values less than an edge.
func (q quantiles) below(edge int64) int {
	position, _ := slices.BinarySearch(q.sorted, edge)
	return position
}

// boundary is where in sorted order one class ends and the next begins, and where equal counts would have it.
type boundary struct{ position, target int }

// boundaries returns, for each n-th part, the nearest position where a class can begin without parting equal values. Parts
// that fall together are one boundary, known by the nearest of their targets.
func (q quantiles) boundaries(n int) []boundary {
	total := len(q.sorted)
	var found []boundary
	for i := 1; i < n; i++ {
		target := i * total / n
		start, end := q.below(q.sorted[target]), q.below(q.sorted[target]+1) // of the run of equal values
		b := boundary{start, target}
		if start == 0 || end < total && end-target < target-start {
			b.position = end
		}
		switch last := len(found) - 1; {
		case last < 0 || found[last].position != b.position:
			found = append(found, b)
		case b.off() < found[last].off():
			found[last] = b
		}
	}
	return found
}

// off is how far ties have moved the boundary.
func (b boundary) off() int { return max(b.position-b.target, b.target-b.position) }

// steps are the round numbers an edge may be a multiple of, coarsest first: 1, 2 and 5 times powers of ten.
func (q quantiles) steps() []int64 {
	var steps []int64
	width := q.sorted[len(q.sorted)-1] - q.sorted[0]
	for power := int64(1); power <= width; power *= 10 {
		steps = append(steps, power, 2*power, 5*power)
	}
	slices.Reverse(steps)
	return steps
}

// rounded moves each boundary to the nearest multiple of step that leaves it within tolerance of its target, or no further
// than ties have moved it. It is not ok when there is no such multiple, or a class would be left empty.
func (q quantiles) rounded(boundaries []boundary, n int, step int64) (edges []int64, ok bool) {
	tolerance := int(edgeTolerance * float64(len(q.sorted)) / float64(n))
	previous := 0
	for _, b := range boundaries {
		slack := max(tolerance, b.off())
		least := q.sorted[max(b.target-slack, 1)-1] + 1
		most := q.sorted[min(b.target+slack, len(q.sorted)-1)]
		first, last := -floorTo(-least, step), floorTo(most, step)
		if first > last {
			return nil, false
		}
		edge := min(max(floorTo(q.sorted[b.position]+step/2, step), first), last)
		if q.below(edge) <= previous || q.below(edge) == len(q.sorted) {
			return nil, false
		}
		previous = q.below(edge)
		edges = append(edges, edge)
	}
	return edges, true
}

// classes turns the lower edges of classes and the upper edge of the last into classes with labels.
func (q quantiles) classes(from []int64, high, step int64) []geo.Class {
	decimals := q.decimals
	for decimals > 0 && step%10 == 0 {
		step, decimals = step/10, decimals-1
	}
	classes := make([]geo.Class, len(from))
	for i, low := range from {
		to, end := high, len(q.sorted)
		if i+1 < len(from) {
			to = from[i+1]
			end = q.below(to)
		}
		begin := q.below(low)
		label := q.number(low, decimals) + " to " + q.number(to, decimals)
		if first, last := q.sorted[begin], q.sorted[end-1]; first == last {
			label = q.number(first, q.shortest(first))
		} else if q.decimals == 0 && step == 1 && to > last {
			label = q.number(low, 0) + " to " + q.number(to-1, 0) // whole things are counted, "3 to 5", "6 to 8"
		}
		classes[i] = geo.Class{From: q.value(low), To: q.value(to), Label: label, Count: end - begin}
	}
	return classes
}

func (q quantiles) value(units int64) float64 { return float64(units) / math.Pow10(q.decimals) }

func (q quantiles) number(units int64, decimals int) string {
	return geo.Number(q.value(units), decimals)
}

// shortest is how many decimals a value needs to be written in full.
func (q quantiles) shortest(units int64) int {
	decimals := q.decimals
	for decimals > 0 && units%10 == 0 {
		units, decimals = units/10, decimals-1
	}
	return decimals
}

// floorTo is the greatest multiple of step not above v.
func floorTo(v, step int64) int64 {
	if m := v % step; m < 0 {
		return v - m - step
	} else {
		return v - m
	}
}
