package build

import (
	"fmt"
	"math"

	"hotspotmap/tiles/mvt"
)

// joined is the attributes of a level as numbers of one dictionary.
type joined struct {
	dictionary *mvt.Dictionary
	tags       []mvt.Tag
	first      []int // of each area's tags; one more than there are areas
}

// of returns the tags of an area.
func (j joined) of(aid uint32) []mvt.Tag { return j.tags[j.first[aid-1]:j.first[aid]] }

// join numbers the attributes of a level of n areas.
func join(level Level, n int) (joined, error) {
	j := joined{dictionary: mvt.NewDictionary(), first: make([]int, 1, n+1)}
	var fields []Field
	if level.Attributes != nil {
		fields = level.Attributes.Fields
	}
	names := map[string]bool{}
	for _, f := range fields {
		if names[f.Name] {
			return joined{}, fmt.Errorf("geography %s has two attributes named %q", level.Geography, f.Name)
		}
		names[f.Name] = true
		if have := len(f.Strings) + len(f.Numbers); have != n {
			return joined{}, fmt.Errorf("geography %s: attribute %q has %d values for %d areas", level.Geography, f.Name, have, n)
		}
	}
	for i := range n {
		for _, f := range fields {
			if v, present := f.value(i); present {
				j.tags = append(j.tags, j.dictionary.Tag(f.Name, v))
			}
		}
		j.first = append(j.first, len(j.tags))
	}
	return j, nil
}

// value returns the field's value of the area at position i, and whether there is one.
func (f Field) value(i int) (mvt.Value, bool) {
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

// fieldTypes returns the fields' types in the words of TileJSON.
func (a *Attributes) fieldTypes() map[string]string {
	types := map[string]string{}
	if a == nil {
		return types
	}
	for _, f := range a.Fields {
		types[f.Name] = [...]string{String: "String", Number: "Number"}[f.Kind]
	}
	return types
}
