package main

import (
	"fmt"
	"slices"
	"testing"

	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// compareContent holds a tile of ours to one of PostGIS: the same areas, but for those that only touch the buffer, where either may
// have moved a border past it; and the same codes, names and figures.
func compareContent(b *testing.B, id tiles.ID, ours, theirs []byte) {
	b.Helper()
	us, them := featuresByID(b, id, ours), featuresByID(b, id, theirs)
	for aid, f := range us {
		if _, both := them[aid]; !both && insideTile(b, f) {
			b.Errorf("%s: PostGIS has no area %d", id, aid)
		}
	}
	for aid, f := range them {
		mine, both := us[aid]
		if !both {
			if insideTile(b, f) {
				b.Errorf("%s: area %d is in PostGIS only", id, aid)
			}
			continue
		}
		if len(mine.Attributes) != len(f.Attributes) {
			b.Errorf("%s: area %d has %d attributes, and %d in PostGIS", id, aid, len(mine.Attributes), len(f.Attributes))
		}
		for name, value := range f.Attributes {
			if fmt.Sprint(mine.Attributes[name].Any()) != fmt.Sprint(value.Any()) { // they have other types of whole numbers
				b.Errorf("%s: %s of area %d is %v, and %v in PostGIS", id, name, aid, mine.Attributes[name].Any(), value.Any())
			}
		}
	}
}

func featuresByID(b *testing.B, id tiles.ID, tile []byte) map[uint64]mvt.Feature {
	b.Helper()
	layers, err := mvt.Decode(tile)
	if err != nil || len(layers) != 1 || layers[0].Name != joinGeography {
		b.Fatalf("%s: %d layers, %v", id, len(layers), err)
	}
	features := map[uint64]mvt.Feature{}
	for _, f := range layers[0].Features {
		features[f.ID] = f
	}
	return features
}

// insideTile reports whether an area has a corner in its tile, beyond the buffer.
func insideTile(b *testing.B, f mvt.Feature) bool {
	b.Helper()
	rings, err := f.Rings()
	if err != nil {
		b.Fatal(err)
	}
	return slices.ContainsFunc(slices.Concat(rings...), func(p mvt.Point) bool {
		return min(p.X, p.Y) >= 0 && max(p.X, p.Y) <= tiles.Extent
	})
}
