package score

import "math"

// exponentialSpread is the constant of the Indices of Deprivation's transformation: it puts a tenth of the areas above half of
// the scale.
const exponentialSpread = 23

// exponential ranks component scores within each group and spreads the ranks out at the top of 0–10, in place:
// X = -23 ln(1 - R (1 - e^(-100/23))) on 0–100, R = 1 being the most at risk of N areas and 1/N the least, so that a low score in one
// component does little to cancel a high one in another (Noble, Wright, Smith and Dibben 2006; Scottish Indices of Deprivation
// 2003, appendix 5). Scores that are equal as they are stored share a rank, whatever their sums were rounded to.
func exponential(values []float64, within []uint32) {
	asStored(values)
	for _, g := range groupsOf(values, within) {
		for i, position := range midRanks(values, g) {
			values[g.areas[i]] = exponentialOf(position / float64(len(g.areas)))
		}
	}
}

// exponentialOf is the score, 0–10, of a rank scaled to 0–1.
func exponentialOf(r float64) float64 {
	return -exponentialSpread * math.Log(1-float64(r*(1-math.Exp(-100.0/exponentialSpread)))) / highest
}
