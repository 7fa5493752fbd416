package hotspot

import "hotspotmap/geo"

// Result is the outcome of the test, one entry an area position; NaN where it was not tested.
type Result struct {
	Z         []float64 // Gi* as a z-score
	P         []float64 // two-sided, of Z under the standard normal
	PAdjusted []float64 // Benjamini–Hochberg over the tested areas
	Tested    int
	Untested  []Untested // in order of position
}

// Untested is an area that was not tested, and why.
type Untested struct {
	Position int
	Why      Reason
}

// Reason says why an area was not tested.
type Reason string

const (
	NoValue      Reason = "it has no value"
	Island       Reason = "it has no neighbour"
	NoNeighbours Reason = "none of its neighbours has a value"
	Surrounded   Reason = "it and its neighbours are all the areas there are"
	Constant     Reason = "every area has the same value"
)

// GiStar tests each area together with its neighbours. values holds NaN where there is no value.
func GiStar(values []float64, n geo.Neighbours) (Result, error) { panic("being written") }

// Classify calls an area hot or cold when its adjusted p is at most fdr, by the sign of its z.
func Classify(r Result, fdr float64) []geo.HotspotClass { panic("being written") }

// Columns returns the outcome as the columns hotspot (-1, 0, 1), hotspot_z and hotspot_p (the adjusted p).
func Columns(r Result, classes []geo.HotspotClass) []geo.Column { panic("being written") }
