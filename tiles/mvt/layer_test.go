package mvt

import (
	"bytes"
	"encoding/binary"
	"math"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestLayerByteForByte compares with a tile put together by hand from the protobuf encoding.
func TestLayerByteForByte(t *testing.T) {
	d := NewDictionary()
	d.Key("unused")
	layer := NewLayer("a", 4096, d)
	layer.Add(300, Points, []Tag{d.Tag("k", String("x")), d.Tag("s", Int(-2))}, AppendPoint(nil, Point{1, 2}))
	layer.Add(1, Points, []Tag{d.Tag("k", String("y")), d.Tag("s", Int(-2))}, AppendPoint(nil, Point{0, 0}))
	want := []byte{
		0x1a, 63, // layers, 63 bytes
		0x78, 2, // version
		0x0a, 1, 'a', // name
		0x12, 16, 0x18, 1, 0x22, 3, 9, 2, 4, 0x08, 0xac, 0x02, 0x12, 4, 0, 1, 1, 0, // feature 300, tags k=x s=-2
		0x12, 15, 0x18, 1, 0x22, 3, 9, 0, 0, 0x08, 1, 0x12, 4, 0, 2, 1, 0, // feature 1, tags k=y s=-2
		0x1a, 1, 'k', 0x1a, 1, 's', // keys
		0x22, 2, 0x30, 3, // value -2 as sint: 3, first since its key has fewer values
		0x22, 3, 0x0a, 1, 'x', // value "x"
		0x22, 3, 0x0a, 1, 'y', // value "y"
		0x28, 0x80, 0x20, // extent 4096
	}
	got := layer.AppendTo(nil)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if layer.Text() != 42 {
		t.Errorf("the text begins at %d", layer.Text())
	}
	if err := ValidateStrict(got); err != nil {
		t.Error(err)
	}
}

func TestEmptyLayerIsLeftOut(t *testing.T) {
	layer := NewLayer("a", 4096, NewDictionary())
	layer.Reset()
	if got := layer.AppendTo([]byte("before")); string(got) != "before" || layer.Text() != 6 {
		t.Errorf("an empty layer appended %q, with text from %d on", got, layer.Text())
	}
}

// TestRoundTrip builds several tiles with one layer and reads back what went in.
func TestRoundTrip(t *testing.T) {
	value := rapid.OneOf(
		rapid.Map(rapid.String(), String),
		rapid.Map(rapid.Float64(), Double),
		rapid.Map(rapid.Int64(), Int),
		rapid.Map(rapid.Bool(), Bool),
	)
	rapid.Check(t, func(t *rapid.T) {
		d := NewDictionary()
		layer := NewLayer("layer", 4096, d)
		for range 3 {
			layer.Reset()
			var want []Feature
			for id := range rapid.Uint64Range(0, 5).Draw(t, "features") {
				f := Feature{ID: id << rapid.IntRange(0, 60).Draw(t, "shift") & math.MaxInt64, Type: Points}
				if slicesContainID(want, f.ID) {
					continue
				}
				attributes := rapid.MapOfN(rapid.StringMatching("[a-d]"), value, 0, 4).Draw(t, "attributes")
				var tags []Tag
				for key, v := range attributes {
					tags = append(tags, d.Tag(key, v))
				}
				if len(tags) > 0 {
					f.Attributes = attributes
				}
				at := Point{rapid.Int32Range(-5000, 5000).Draw(t, "x"), rapid.Int32Range(-5000, 5000).Draw(t, "y")}
				f.Geometry = AppendPoint(nil, at)
				layer.Add(f.ID, Points, tags, f.Geometry)
				want = append(want, f)
			}
			tile := layer.AppendTo(nil)
			if err := ValidateStrict(tile); err != nil {
				t.Fatalf("%v", err)
			}
			layers, err := Decode(tile)
			if err != nil {
				t.Fatalf("%v", err)
			}
			var got []Feature
			if len(layers) > 0 {
				got = layers[0].Features
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(Value{})); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func slicesContainID(features []Feature, id uint64) bool {
	for _, f := range features {
		if f.ID == id {
			return true
		}
	}
	return false
}

func TestValues(t *testing.T) {
	tests := []struct {
		name  string
		value Value
		want  any
	}{
		{"string", String("é"), "é"},
		{"double", Double(12.3), 12.3},
		{"whole number", Int(math.MinInt64), int64(math.MinInt64)},
		{"true", Bool(true), true},
		{"false", Bool(false), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			read, err := readValue(tt.value.append(nil))
			if err != nil || read != tt.value || read.Any() != tt.want {
				t.Errorf("got %v, %v; want %v", read.Any(), err, tt.want)
			}
		})
	}
}

// TestDictionaryKeepsEachOnce checks that numbers of one value are one, and 1 as a number is not 1 as a boolean.
func TestDictionaryKeepsEachOnce(t *testing.T) {
	d := NewDictionary()
	value, key := d.Value(String("a")), d.Key("k")
	if d.Value(String("a")) != value || d.Key("k") != key {
		t.Error("a value or key got two numbers")
	}
	if d.Value(Int(1)) == d.Value(Bool(true)) || d.Value(Double(1)) == d.Value(Int(1)) {
		t.Error("two values got one number")
	}
}

// TestDictionaryOfMany numbers values in the order they come, however many there are.
func TestDictionaryOfMany(t *testing.T) {
	d := NewDictionary()
	for range 2 {
		for i := range int64(20_000) {
			number, twin := d.Value(Int(i)), d.Value(String(string(binary.AppendVarint(nil, i))))
			if number != uint32(2*i) || twin != number+1 {
				t.Fatalf("values %d have the numbers %d and %d", i, number, twin)
			}
		}
	}
	if len(d.ends) != 40_000 {
		t.Errorf("there are %d values", len(d.ends))
	}
}

// TestDictionaryView reads a view while values are added to its dictionary, which the race detector watches.
func TestDictionaryView(t *testing.T) {
	d := NewDictionary()
	first := d.Value(String("first"))
	view := d.View()
	var adding sync.WaitGroup
	adding.Go(func() {
		for i := range int64(1000) {
			d.Value(Int(i))
		}
	})
	for range 1000 {
		if got := string(view.value(first)); len(view.ends) != 1 || got != "\x0a\x05first" {
			t.Fatalf("%d values, of which the first is %q", len(view.ends), got)
		}
	}
	adding.Wait()
}

func BenchmarkLayer(b *testing.B) {
	d := NewDictionary()
	var tags []Tag
	for _, key := range []string{"code", "name", "index", "rank", "decile"} {
		tags = append(tags, d.Tag(key, String(key)))
	}
	geometry, _ := AppendRing(nil, Point{}, []Point{{0, 0}, {100, 0}, {100, 100}, {50, 150}, {0, 100}})
	layer := NewLayer("lsoa21", 4096, d)
	var tile bytes.Buffer
	for b.Loop() {
		layer.Reset()
		for id := range uint64(400) {
			layer.Add(id, Polygons, tags, geometry)
		}
		tile.Reset()
		tile.Write(layer.AppendTo(tile.AvailableBuffer()))
	}
}
