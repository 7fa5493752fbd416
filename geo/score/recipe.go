package score

// Recipe says how the index is made.
type Recipe struct {
	Normalise string // "minmax"
	Aggregate string // "arithmetic"

	// MinimumPresent is the share of the recipe's weight, 0 to 1, whose indicators an area must have a value for. 1 asks
	// for all of them. It holds for each component and for the index; at or above it, the mean is over those present.
	MinimumPresent float64

	Components []Component

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

// The methods a recipe may name.
const (
	MinMax     = "minmax"
	Arithmetic = "arithmetic"
)

// Decimals is how many decimals the index and its components are stored with.
const Decimals = 3
