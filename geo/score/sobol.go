package score

import (
	"math"
	"math/rand/v2"
)

// Effect is how much of a model's variance one of its inputs brings about: First by itself, Total with all it does together
// with others. Each has the standard error of its estimate.
type Effect struct {
	First, FirstError float64
	Total, TotalError float64
}

// Sobol estimates the Sobol indices of a model of independent inputs, each uniform on 0–1, from samples × (inputs + 2) runs. model
// is called once for each goroutine and returns what runs the model. A model that is constant has effects of 0.
//
// Source: Saltelli and others (2010), "Variance based sensitivity analysis of model output", Computer Physics Communications 181,
// 259–270, table 2: First by estimator (b), Total by estimator (f).
func Sobol(inputs, samples int, seed uint64, model func() func(x []float64) float64) []Effect {
	random := rand.New(rand.NewPCG(seed, 1))
	matrix := func() [][]float64 {
		rows := make([][]float64, samples)
		for j := range rows {
			rows[j] = make([]float64, inputs)
			for i := range rows[j] {
				rows[j][i] = random.Float64()
			}
		}
		return rows
	}
	a, b := matrix(), matrix()
	fromA, fromB := make([]float64, samples), make([]float64, samples)
	mixed := make([][]float64, samples) // sample, then input: a's row with b's value of one input
	each(samples, func() func(int) {
		run := model()
		return func(j int) {
			fromA[j], fromB[j] = run(a[j]), run(b[j])
			mixed[j] = make([]float64, inputs)
			row := make([]float64, inputs)
			for i := range inputs {
				copy(row, a[j])
				row[i] = b[j][i]
				mixed[j][i] = run(row)
			}
		}
	})
	both := append(append([]float64(nil), fromA...), fromB...)
	centre, deviation := moments(both)
	variance := deviation * deviation
	effects := make([]Effect, inputs)
	if variance == 0 {
		return effects
	}
	first, total := make([]float64, samples), make([]float64, samples)
	for i := range effects {
		for j := range samples {
			// The estimate is the same whatever is taken off every output, and least noisy with the mean.
			first[j] = (fromB[j] - centre) * (mixed[j][i] - fromA[j]) / variance
			total[j] = (fromA[j] - mixed[j][i]) * (fromA[j] - mixed[j][i]) / (2 * variance)
		}
		root := math.Sqrt(float64(samples))
		var e Effect
		e.First, e.FirstError = moments(first)
		e.Total, e.TotalError = moments(total)
		e.FirstError, e.TotalError = e.FirstError/root, e.TotalError/root
		effects[i] = e
	}
	return effects
}

// moments are the mean and the standard deviation, over all, of some numbers.
func moments(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean) / float64(len(values))
	}
	return mean, math.Sqrt(deviation)
}
