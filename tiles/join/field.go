package join

import (
	"math"

	"hotspotmap/tiles/mvt"
)

// Kind is the type of a field.
type Kind uint8

const (
	String Kind = iota
	Number
)

// Field is one attribute of every area, in aid order.
type Field struct {
	Name     string
	Kind     Kind
	Strings  []string  // when String; "" = absent
	Numbers  []float64 // when Number; NaN = absent
	Decimals int       // of Numbers: 0 writes whole numbers
}

// Types returns the types of fields by their names, in the words of TileJSON 3.0.
func Types(fields []Field) map[string]string {
	types := map[string]string{}
	for _, f := range fields {
		types[f.Name] = [...]string{String: "String", Number: "Number"}[f.Kind]
	}
	return types
}

// value returns the field's value of the area at position i, and whether there is one.
func (f *Field) value(i int) (mvt.Value, bool) {
	if f.Kind == String {
		return mvt.String(f.Strings[i]), f.Strings[i] != ""
	}
	scale := math.Pow10(f.Decimals)
	rounded := math.Round(f.Numbers[i] * scale)
	if math.IsNaN(rounded) {
		return mvt.Value{}, false
	}
	if f.Decimals == 0 {
		return mvt.Int(int64(rounded)), true
	}
	// 64 bits, because a reader prints the nearest double of 12.3 as 12.3 and the nearest 32-bit float as 12.300000190734863.
	return mvt.Double(rounded / scale), true
}
