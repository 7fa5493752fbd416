package mvt

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// polygon returns a tile with one polygon feature of the rings given.
func polygon(rings ...[]Point) []byte {
	var geometry []byte
	var cursor Point
	for _, r := range rings {
		geometry, cursor = AppendRing(geometry, cursor, r)
	}
	return oneFeature(Polygons, geometry)
}

func oneFeature(kind GeomType, geometry []byte) []byte {
	layer := NewLayer("layer", 4096, NewDictionary())
	layer.Add(7, kind, nil, geometry)
	return layer.AppendTo(nil)
}

// numbers packs commands and parameters.
func numbers(list ...uint64) []byte {
	var b []byte
	for _, n := range list {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

func TestValidatePolygons(t *testing.T) {
	square := []Point{{0, 0}, {100, 0}, {100, 100}, {0, 100}}
	hole := func(x, y int32) []Point { return []Point{{x, y}, {x, y + 10}, {x + 10, y + 10}, {x + 10, y}} }
	tests := []struct {
		name string
		tile []byte
		want string // "" = valid
	}{
		{"a square", polygon(square), ""},
		{"a square with two holes", polygon(square, hole(10, 10), hole(30, 10)), ""},
		{"holes that touch at a corner", polygon(square, hole(10, 10), hole(20, 20)), ""},
		{"a hole that touches the exterior at a corner", polygon(square, []Point{{0, 0}, {10, 20}, {20, 10}}), ""},
		{"two squares that touch at a corner", polygon(square, []Point{{100, 100}, {200, 100}, {200, 200}, {100, 200}}), ""},
		{"a square wound as a hole", polygon([]Point{{0, 0}, {0, 100}, {100, 100}, {100, 0}}), "wound as a hole"},
		{"a ring without area", polygon([]Point{{0, 0}, {10, 0}, {20, 0}}), "no area"},
		{"there and back", polygon([]Point{{0, 0}, {10, 10}, {20, 20}, {10, 10}}), "no area"},
		{"a bow-tie with an area", polygon([]Point{{0, 50}, {100, 0}, {100, 100}, {0, 0}}), "cross"},
		{"a ring that touches itself at a corner", polygon([]Point{{0, 0}, {50, 50}, {100, 0}, {100, 100}, {50, 50}, {0, 100}}), "touches itself"},
		{"a ring whose corner touches its side", polygon([]Point{{0, 0}, {100, 0}, {100, 100}, {50, 0}, {0, 100}}), "touches itself"},
		{"a spike", polygon([]Point{{0, 0}, {100, 0}, {100, 100}, {150, 150}, {100, 100}, {0, 100}}), "ring"},
		{"a seam along a line", polygon([]Point{{0, 0}, {100, 0}, {100, 50}, {0, 50}, {100, 50}, {100, 100}, {0, 100}}), "touches itself"},
		{"a repeated first point", polygon([]Point{{0, 0}, {100, 0}, {100, 100}, {0, 0}}), "repeats its first point"},
		{"a hole outside", polygon(square, hole(110, 10)), "outside its exterior"},
		{"a hole across the exterior", polygon(square, hole(95, 10)), "cross"},
		{"a hole with a side on the exterior", polygon(square, hole(90, 10)), "share a stretch"},
		{"a hole of another exterior", polygon(square, []Point{{200, 0}, {300, 0}, {300, 100}, {200, 100}}, hole(10, 10)), "outside its exterior"},
		{"two exteriors that overlap", polygon(square, []Point{{50, 50}, {150, 50}, {150, 150}, {50, 150}}), "cross"},
		{"coordinates of thirty bits", polygon([]Point{{0, 0}, {1 << 30, 0}, {1 << 30, 1 << 30}}), "leaves the square"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			requireVerdict(t, Validate(tt.tile), tt.want)
		})
	}
}

func requireVerdict(t *testing.T, err error, want string) {
	t.Helper()
	if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("error %v, want %q", err, want)
	}
}

func TestValidateCommands(t *testing.T) {
	tests := []struct {
		name     string
		kind     GeomType
		geometry []byte
		want     string
	}{
		{"a point", Points, numbers(9, 50, 34), ""},
		{"two points", Points, numbers(17, 10, 14, 3, 9), ""},
		{"a line", Lines, numbers(9, 4, 4, 18, 0, 16, 16, 0), ""},
		{"two lines", Lines, numbers(9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8), ""},
		{"no points", Points, numbers(1), "count of 0"},
		{"points in two commands", Points, numbers(9, 1, 1, 9, 1, 1), "nothing else"},
		{"nothing", Polygons, nil, "ends where a MoveTo"},
		{"a line of one point", Lines, numbers(9, 4, 4), "ends where a LineTo"},
		{"a line that begins with a LineTo", Lines, numbers(10, 4, 4), "where a MoveTo"},
		{"a line that is closed", Lines, numbers(9, 4, 4, 18, 0, 16, 16, 0, 15), "where a MoveTo"},
		{"a ring of two points", Polygons, numbers(9, 0, 0, 10, 2, 2, 15), "count of 1"},
		{"a ring left open", Polygons, numbers(9, 0, 0, 18, 20, 0, 0, 20), "ends where a ClosePath"},
		{"a ring closed twice", Polygons, numbers(9, 0, 0, 18, 20, 0, 0, 20, 15, 15), "where a MoveTo"},
		{"command 3", Lines, numbers(11, 4, 4), "command 3"},
		{"half a point", Points, numbers(9, 4), "followed by 1 numbers"},
		{"a number over 32 bits", Points, numbers(9, 1<<32, 0), "does not fit"},
		{"half a varint", Points, []byte{9, 2, 0x80}, "varint"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			requireVerdict(t, Validate(oneFeature(tt.kind, tt.geometry)), tt.want)
		})
	}
}

// TestValidateStrict checks what only the strict validator refuses, on tiles that Validate takes.
func TestValidateStrict(t *testing.T) {
	point := AppendPoint(nil, Point{1, 2})
	build := func(change func(l *Layer)) []byte {
		l := NewLayer("layer", 4096, NewDictionary())
		change(l)
		return l.AppendTo(nil)
	}
	plain := build(func(l *Layer) { l.Add(1, Points, nil, point) })
	// As plain, but with the fields of the layer message given.
	layer := func(fields ...[]byte) []byte { return appendBytes(nil, tileLayers, bytes.Join(fields, nil)) }
	var (
		version2 = []byte{0x78, 2}
		version1 = []byte{0x78, 1}
		name     = appendString(nil, layerName, "layer")
		extent   = []byte{0x28, 0x80, 0x20}
		feature  = appendBytes(nil, layerFeatures, append([]byte{0x08, 1, 0x18, 1, 0x22, 3}, point...))
		key      = appendString(nil, layerKeys, "k")
		value    = appendBytes(nil, layerValues, Bool(true).append(nil))
		tagged   = appendBytes(nil, layerFeatures, append([]byte{0x08, 1, 0x12, 2, 0, 0, 0x18, 1, 0x22, 3}, point...))
	)
	tests := []struct {
		name string
		tile []byte
		want string
	}{
		{"a tile without layers", nil, ""},
		{"as we write it", plain, ""},
		{"fields in another order", layer(extent, value, key, tagged, name, version2), ""},
		{"two features of one id", build(func(l *Layer) { l.Add(1, Points, nil, point); l.Add(1, Points, nil, point) }), "another feature's"},
		{"an unknown type of geometry", build(func(l *Layer) { l.Add(1, Unknown, nil, point) }), "unknown"},
		{"a layer without features", layer(version2, name, extent), "no features"},
		{"no extent", layer(version2, name, feature), "no extent"},
		{"version 1", layer(version1, name, feature, extent), "version 1"},
		{"a key twice", layer(version2, name, tagged, key, key, value, extent), "listed twice"},
		{"a value twice", layer(version2, name, tagged, key, value, value, extent), "listed twice"},
		{"a key no feature uses", layer(version2, name, feature, key, extent), "uses key 0"},
		{"a value no feature uses", layer(version2, name, feature, value, extent), "uses value 0"},
		{"an extension of a layer", layer(version2, name, feature, extent, []byte{0x80, 1, 0}), "no field 16"},
		{"an extension of a tile", append([]byte{0x80, 1, 0}, plain...), "not a layer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := Validate(tt.tile); err != nil {
				t.Errorf("Validate: %v", err)
			}
			requireVerdict(t, ValidateStrict(tt.tile), tt.want)
		})
	}
}

// FuzzValidate checks that the validator never faults, and that Decode reads whatever it accepts.
func FuzzValidate(f *testing.F) {
	f.Add(polygon([]Point{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, []Point{{10, 10}, {10, 20}, {20, 20}}))
	f.Add(oneFeature(Lines, numbers(9, 4, 4, 18, 0, 16, 16, 0)))
	d := NewDictionary()
	l := NewLayer("layer", 4096, d)
	l.Add(1, Points, []Tag{d.Tag("a", String("b")), d.Tag("c", Double(1.5)), d.Tag("d", Bool(true))}, AppendPoint(nil, Point{1, 2}))
	f.Add(l.AppendTo(nil))
	f.Fuzz(func(t *testing.T, tile []byte) {
		if len(tile) > 1<<16 {
			return // comparing every two segments takes long on a large hostile polygon
		}
		strict := ValidateStrict(tile)
		if err := Validate(tile); err != nil {
			if strict == nil {
				t.Fatalf("the strict validator takes what the other refuses: %v", err)
			}
			return
		}
		layers, err := Decode(tile)
		if err != nil {
			t.Fatalf("a valid tile is not decoded: %v", err)
		}
		for _, layer := range layers {
			for _, feature := range layer.Features {
				if _, err := feature.Rings(); err != nil && feature.Type != Unknown {
					t.Fatalf("a valid geometry is not decoded: %v", err)
				}
			}
		}
	})
}

// FuzzDecode checks that the decoder never faults.
func FuzzDecode(f *testing.F) {
	f.Add(polygon([]Point{{0, 0}, {100, 0}, {100, 100}, {0, 100}}))
	f.Fuzz(func(t *testing.T, tile []byte) {
		layers, err := Decode(tile)
		if err != nil {
			return
		}
		for _, layer := range layers {
			for _, feature := range layer.Features {
				feature.Rings()
			}
		}
	})
}
