package score

import (
	"math"
	"math/rand/v2"
)

// leastShare keeps a drawn weight from vanishing in rounding, which would leave nothing to divide by.
const leastShare = 1e-9

// dirichlet draws shares that add up to 1 around given ones. The concentration is such that a share of average size, 1/n, has a
// standard deviation of spread times itself: (n − 1) / spread² − 1.
func dirichlet(random *rand.Rand, around []float64, spread float64) []float64 {
	n := len(around)
	if n == 1 {
		return []float64{1}
	}
	concentration := float64(n-1)/(spread*spread) - 1
	drawn := make([]float64, n)
	for i, share := range around {
		drawn[i] = max(gamma(random, concentration*share), leastShare)
	}
	return shares(drawn)
}

// gamma draws from the gamma distribution of a shape above 0 and scale 1: Marsaglia and Tsang (2000), "A simple method for
// generating gamma variables", ACM Transactions on Mathematical Software 26, 363–372.
func gamma(random *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(random, shape+1) * math.Pow(1-random.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := random.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-random.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
