package score

import "math"

// Shrink draws the rate of each area towards that of its parent, the more so the fewer people the rate rests on: the empirical
// Bayes estimate of the Indices of Deprivation (Noble, Wright, Smith and Dibben 2006; Scottish Indices of Deprivation 2003,
// appendix 1). On the scale of the logit, with r of n in area j and R of N in its parent,
//
//	z_j = ln((r + ½) / (n − r + ½)),  s_j² = (n + 1)(n + 2) / (n (r + 1)(n − r + 1)),  Z likewise of R and N
//	z_j* = w_j z_j + (1 − w_j) Z,     w_j = (1/s_j²) / (1/s_j² + 1/t²),  t² = Σ (z_j − Z)² / (k − 1) over the parent's k areas
//
// parents[j] is the parent's aid, 0 for none. The rates are shares, 0 to 1. An area without a parent, or whose parent has no other
// area with counts, keeps its own rate. One whose counts make no share has NaN: missing, of nobody, or more than all.
func Shrink(numerator, denominator []float64, parents []uint32) []float64 {
	out := make([]float64, len(numerator))
	members := map[uint32][]int{}
	for j := range out {
		out[j] = math.NaN()
		if n := denominator[j]; n > 0 && numerator[j] >= 0 && numerator[j] <= n {
			out[j] = numerator[j] / n
			if parents[j] > 0 {
				members[parents[j]] = append(members[parents[j]], j)
			}
		}
	}
	for _, areas := range members {
		if len(areas) < 2 {
			continue
		}
		var r, n float64
		for _, j := range areas {
			r, n = r+numerator[j], n+denominator[j]
		}
		whole, between := logit(r, n), 0.0
		for _, j := range areas {
			off := logit(numerator[j], denominator[j]) - whole
			between += float64(off*off) / float64(len(areas)-1)
		}
		for _, j := range areas {
			own, variance := logit(numerator[j], denominator[j]), logitVariance(numerator[j], denominator[j])
			w := between / (between + variance) // (1/s²) / (1/s² + 1/t²), which holds for t = 0 too
			out[j] = 1 / (1 + math.Exp(-(float64(w*own) + float64((1-w)*whole))))
		}
	}
	return out
}

// logit is the empirical logit of r of n.
func logit(r, n float64) float64 { return math.Log((r + 0.5) / (n - r + 0.5)) }

// logitVariance estimates the variance of the empirical logit of r of n, n above 0.
func logitVariance(r, n float64) float64 {
	return (n + 1) * (n + 2) / (n * (r + 1) * (n - r + 1))
}
