package topology

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Without the points that weigh less than some distance, no point is further than that from the border.
func TestWeightIsHowFarTheBorderStrays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) position {
			return position{rapid.Float64Range(0, 1000).Draw(t, "x"), rapid.Float64Range(0, 1000).Draw(t, "y")}
		}), 2, 40).Draw(t, "points")
		weight := make([]float32, len(at))
		weigh(at, weight)
		least := rapid.Float32Range(0, 500).Draw(t, "least")
		var kept []position
		for i, p := range at {
			if weight[i] >= least {
				kept = append(kept, p)
			}
		}
		for _, p := range at {
			nearest := math.Inf(1)
			for i := 1; i < len(kept); i++ {
				nearest = min(nearest, squareDistance(p, kept[i-1], kept[i]))
			}
			if math.Sqrt(nearest) > float64(least)+1e-3 {
				t.Fatalf("%v is %g from what is left without points lighter than %g", p, math.Sqrt(nearest), least)
			}
		}
	})
}

// Of a triangle the top is as far from the base as it is high, and the middle of a side is on the line beside it.
func TestWeightsByHand(t *testing.T) {
	at := []position{{0, 100}, {50, 130}, {75, 115}, {100, 100}}
	weight := make([]float32, len(at))
	weigh(at, weight)
	if weight[0] != math.MaxFloat32 || weight[1] != 30 || weight[2] != 0 || weight[3] != math.MaxFloat32 {
		t.Errorf("weights %v, want the ends to stay, 30 and 0", weight)
	}
}
