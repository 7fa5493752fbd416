package score

import "math"

// shareSlack is how far a share of weights may fall short of the minimum through rounding alone.
const shareSlack = 1e-9

// mean is a weighted mean over the parts that have a value. Each product is rounded before it is added (the conversions
// forbid a fused multiply-add), because a browser's are.
type mean struct {
	sum     float64
	weight  float64 // of the parts with a value
	whole   float64 // of all parts
	resting float64 // weight × the share of the part that its value rests on
}

// add takes in a part; share is how much of its own weight the part's value rests on, 0 to 1.
func (m *mean) add(value, weight, share float64) {
	m.whole += weight
	if math.IsNaN(value) {
		return
	}
	m.sum += float64(value * weight)
	m.weight += weight
	m.resting += float64(weight * share)
}

// value returns the mean, NaN when it would rest on less than a minimum share of the weight, and that share.
func (m *mean) value(minimum float64) (value, share float64) {
	share = m.resting / m.whole
	if m.weight == 0 || share < minimum-shareSlack {
		return math.NaN(), share
	}
	return m.sum / m.weight, share
}
