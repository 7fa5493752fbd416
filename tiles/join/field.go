package join

import (
	"fmt"
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

// check refuses fields that cannot belong to n areas.
func check(fields []Field, n int) error {
	names := map[string]bool{}
	for _, f := range fields {
		if names[f.Name] {
			return fmt.Errorf("two attributes are named %q", f.Name)
		}
		names[f.Name] = true
		if have := len(f.Strings) + len(f.Numbers); have != n {
			return fmt.Errorf("attribute %q has %d values for %d areas", f.Name, have, n)
		}
	}
	return nil
}

// numbered is a field with the number of its key.
type numbered struct {
	Field
	key   uint32
	scale float64 // of Numbers: 10^Decimals
}

// appendNumbered numbers the keys of fields.
func appendNumbered(dst []numbered, fields []Field, d *mvt.Dictionary) []numbered {
	for _, f := range fields {
		dst = append(dst, numbered{f, d.Key(f.Name), math.Pow10(f.Decimals)})
	}
	return dst
}

// appendTags appends the tags of the area at position i.
func appendTags(tags []mvt.Tag, d *mvt.Dictionary, fields []numbered, i int) []mvt.Tag {
	for k := range fields {
		if v, present := fields[k].value(i); present {
			tags = append(tags, mvt.Tag{Key: fields[k].key, Value: d.Value(v)})
		}
	}
	return tags
}

// value returns the field's value of the area at position i, and whether there is one.
func (f *numbered) value(i int) (mvt.Value, bool) {
	if f.Kind == String {
		return mvt.String(f.Strings[i]), f.Strings[i] != ""
	}
	rounded := math.Round(f.Numbers[i] * f.scale)
	if math.IsNaN(rounded) {
		return mvt.Value{}, false
	}
	if f.Decimals == 0 {
		return mvt.Int(int64(rounded)), true
	}
	// 64 bits, because a reader prints the nearest double of 12.3 as 12.3 and the nearest 32-bit float as 12.300000190734863.
	return mvt.Double(rounded / f.scale), true
}
