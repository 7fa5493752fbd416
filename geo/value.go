package geo

import (
	"fmt"
	"math"
)

// Direction says which end of an indicator is the worse one.
type Direction int8

const (
	HigherIsWorse  Direction = 1
	HigherIsBetter Direction = -1
)

func (d Direction) String() string {
	if d == HigherIsBetter {
		return "better"
	}
	return "worse"
}

// MarshalText writes "worse" or "better": what a higher value means.
func (d Direction) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "worse" or "better".
func (d *Direction) UnmarshalText(text []byte) error {
	switch string(text) {
	case "worse":
		*d = HigherIsWorse
	case "better":
		*d = HigherIsBetter
	default:
		return fmt.Errorf(`higher = %q: write "worse" or "better"`, text)
	}
	return nil
}

// Flag says why an area has no value.
type Flag uint8

const (
	Present Flag = iota
	Missing
	Suppressed
	NotApplicable
	Rejected // the source had something there that is not a number
)

func (f Flag) String() string {
	return [...]string{"present", "missing", "suppressed", "not applicable", "rejected"}[f]
}

// UnmarshalText reads the words for why there is no value: "missing", "suppressed" or "not applicable".
func (f *Flag) UnmarshalText(text []byte) error {
	for _, flag := range []Flag{Missing, Suppressed, NotApplicable} {
		if string(text) == flag.String() {
			*f = flag
			return nil
		}
	}
	return fmt.Errorf(`%q: write "missing", "suppressed" or "not applicable"`, text)
}

// Stored values are int32 = value × 10^decimals; the four lowest int32 stand for the flags.
const (
	storedMissing       = math.MinInt32
	storedSuppressed    = math.MinInt32 + 1
	storedNotApplicable = math.MinInt32 + 2
	storedRejected      = math.MinInt32 + 3
	// MaxStored bounds the magnitude of a stored value.
	MaxStored = math.MaxInt32 - 3
)

// Store returns the fixed-point form of a value: value × 10^decimals rounded half away from zero, or the flag's
// sentinel. The error names a value too large for its decimals.
func Store(value float64, flag Flag, decimals int) (int32, error) {
	switch flag {
	case Missing:
		return storedMissing, nil
	case Suppressed:
		return storedSuppressed, nil
	case NotApplicable:
		return storedNotApplicable, nil
	case Rejected:
		return storedRejected, nil
	}
	scaled := math.Round(value * math.Pow10(decimals))
	if math.IsNaN(scaled) || math.Abs(scaled) > MaxStored {
		return 0, fmt.Errorf("value %g does not fit in %d decimals", value, decimals)
	}
	return int32(scaled), nil
}

// Load is the inverse of [Store]: the value (NaN when there is none) and its flag.
func Load(stored int32, decimals int) (float64, Flag) {
	switch stored {
	case storedMissing:
		return math.NaN(), Missing
	case storedSuppressed:
		return math.NaN(), Suppressed
	case storedNotApplicable:
		return math.NaN(), NotApplicable
	case storedRejected:
		return math.NaN(), Rejected
	}
	return float64(stored) / math.Pow10(decimals), Present
}

// Indicator describes a measured quantity, or one the analysis derived.
type Indicator struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Unit     string    `json:"unit"` // "%", "score", "m"; empty for a bare number
	Higher   Direction `json:"higher"`
	Decimals int       `json:"decimals"`
	Period   string    `json:"period,omitempty"`
	Source   string    `json:"source,omitempty"` // Source.ID
}

// Round returns the value as it is stored and shown: at the indicator's decimals, half away from zero.
func (i Indicator) Round(value float64) float64 {
	scale := math.Pow10(i.Decimals)
	return math.Round(value*scale) / scale
}

// Column holds one indicator's value for each area of a table, in the table's order.
type Column struct {
	Indicator Indicator
	Values    []float64 // NaN where Flags is not Present
	Flags     []Flag
}

// NewColumn returns a column of n missing values.
func NewColumn(indicator Indicator, n int) Column {
	c := Column{Indicator: indicator, Values: make([]float64, n), Flags: make([]Flag, n)}
	for i := range c.Values {
		c.Values[i], c.Flags[i] = math.NaN(), Missing
	}
	return c
}

// Present counts the areas that have a value.
func (c Column) Present() int {
	present := 0
	for _, f := range c.Flags {
		if f == Present {
			present++
		}
	}
	return present
}

// Table is the areas of one geography, in aid order, and the columns known about them.
type Table struct {
	Geography string
	Codes     []string
	Columns   []Column
}

// Column returns the column of an indicator, and whether there is one.
func (t Table) Column(id string) (Column, bool) {
	for _, c := range t.Columns {
		if c.Indicator.ID == id {
			return c, true
		}
	}
	return Column{}, false
}
