package score

// Recipe says how the index is made.
type Recipe struct {
	Normalise string // MinMax, ZScore, PercentileRank or Exponential
	Aggregate string // Arithmetic or Geometric

	// MinimumPresent is the share of the recipe's weight, 0 to 1, whose indicators an area must have a value for. 1 asks
	// for all of them. It holds for each component and for the index; at or above it, the mean is over those present.
	MinimumPresent float64

	Components []Component

	// OutOf is what the components' weights are shares of, for the raw score of an Exponential recipe: the published English
	// weights add up to 0.999 of 1 and are not made to add up to 1. 0 is their sum.
	OutOf float64

	// Within gives each area's group: values are compared with those of the same group only. Nil is one group.
	Within []uint32
}

// Component is a group of indicators with a weight in the index.
type Component struct {
	ID         string
	Title      string
	Weight     float64
	Indicators []Weight
}

// Weight is an indicator's weight in its component.
type Weight struct {
	Indicator string
	Weight    float64
}

// The methods a recipe may name. What they do is in the package comment.
const (
	MinMax         = "minmax"
	ZScore         = "zscore"
	PercentileRank = "rank"
	Exponential    = "imd"

	Arithmetic = "arithmetic"
	Geometric  = "geometric"
)

// Normalisations lists the words a recipe may name for putting indicators on one scale.
func Normalisations() []string { return []string{MinMax, ZScore, PercentileRank, Exponential} }

// Aggregations lists the words a recipe may name for making one number of several.
func Aggregations() []string { return []string{Arithmetic, Geometric} }

// Decimals is how many decimals the index and its components are stored with.
const Decimals = 3

// RawDecimals is how many decimals a score on a recipe's own scale is stored with: enough that England's 33,755 areas, ranked
// by what is stored, share a rank only by a rare chance.
const RawDecimals = 7
