package join

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/tiles/mvt"
)

// square is a tile with areas of one layer, each a square.
func square(layer string, aids ...uint64) []byte {
	l := mvt.NewLayer(layer, 4096, mvt.NewDictionary())
	for _, aid := range aids {
		geometry, _ := mvt.AppendRing(nil, mvt.Point{}, corners)
		l.Add(aid, mvt.Polygons, nil, geometry)
	}
	return l.AppendTo(nil)
}

// corners are those of each area.
var corners = []mvt.Point{{X: 0, Y: 0}, {X: 10, Y: 0}, {X: 10, Y: 10}, {X: 0, Y: 10}}

// layer is what to join to one layer of a tile.
type layer struct {
	Areas  int
	Fields []Field
}

// chosen are the attributes of layers, each of a cache of its own.
func chosen(layers map[string]layer) func(string) (Attributes, error) {
	return func(name string) (Attributes, error) {
		l, ok := layers[name]
		if !ok {
			return Attributes{}, fmt.Errorf("there is no %s", name)
		}
		return NewCache(l.Areas, NewPieces(1<<20)).Choose(l.Fields...)
	}
}

// joined is what a new joiner makes of a tile of areas.
func joined(areas []byte, layers map[string]layer) ([]byte, error) {
	read, err := ReadAreas(areas)
	if err != nil {
		return nil, err
	}
	tile, _, err := NewJoiner().Join(read, chosen(layers))
	return tile, err
}

func TestTile(t *testing.T) {
	areas := square("ward24", 3, 1)
	tile, err := joined(areas, map[string]layer{"ward24": {Areas: 3, Fields: []Field{
		{Name: "code", Kind: String, Strings: []string{"E1", "", "E3"}},
		{Name: "people", Kind: Number, Numbers: []float64{1200, 1, math.NaN()}},
		{Name: "index", Kind: Number, Numbers: []float64{5.25, 1, 7.126}, Decimals: 2},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := mvt.Validate(tile); err != nil {
		t.Errorf("not a valid tile: %v", err)
	}
	layers, err := mvt.Decode(tile)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := mvt.Decode(areas)
	if err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{"code": "E3", "index": 7.13},
		{"code": "E1", "people": int64(1200), "index": 5.25},
	}
	for i, f := range layers[0].Features {
		got := map[string]any{}
		for name, value := range f.Attributes {
			got[name] = value.Any()
		}
		if len(got) != len(want[i]) {
			t.Errorf("area %d has %v, want %v", f.ID, got, want[i])
		}
		for name, value := range want[i] {
			if got[name] != value {
				t.Errorf("area %d: %s = %v, want %v", f.ID, name, got[name], value)
			}
		}
		if string(f.Geometry) != string(plain[0].Features[i].Geometry) || f.ID != plain[0].Features[i].ID {
			t.Errorf("area %d is not drawn as it was", f.ID)
		}
	}
}

// unpack reads a gzip.
func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// unpacked reads a gzip of a test's own.
func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	content, err := unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestJoinerForgets joins tiles of two geographies by turns, one of them with more values than the other: each is what a new
// joiner makes of it, after what is there already.
func TestJoinerForgets(t *testing.T) {
	many := make([]string, 3000)
	aids := make([]uint64, len(many))
	for i := range many {
		many[i], aids[i] = fmt.Sprintf("E%05d", i), uint64(i+1)
	}
	layers := map[string]layer{
		"lsoa21": {Areas: len(many), Fields: []Field{{Name: "code", Kind: String, Strings: many}, {Name: "name", Kind: String, Strings: many}}},
		"ward24": {Areas: 2, Fields: []Field{{Name: "people", Kind: Number, Numbers: []float64{7, 9}}}},
	}
	joiner := NewJoiner()
	for _, areas := range [][]byte{square("ward24", 1), square("lsoa21", aids...), append(square("ward24", 2), square("lsoa21", 5)...), square("ward24", 1, 2)} {
		want, err := joined(areas, layers)
		if err != nil {
			t.Fatal(err)
		}
		read, err := ReadAreas(areas)
		if err != nil || read.Bytes() < len(areas) {
			t.Fatalf("%d bytes are %d in memory: %v", len(areas), read.Bytes(), err)
		}
		got, text, err := joiner.Join(read, chosen(layers))
		if err != nil || string(got) != string(want) {
			t.Errorf("a used joiner makes another tile (%v)", err)
		}
		if packed := unpacked(t, joiner.Pack()); string(packed) != string(want) {
			t.Errorf("another tile is packed")
		}
		if first := got[text:]; first[0] != 3<<3|2 || bytes.Contains(first, []byte("E00007")) != bytes.Contains(got, []byte("E00007")) {
			t.Errorf("the text does not begin with the first key: %.20q", first)
		}
	}
}

// TestCacheOfMany chooses and joins with one cache in several goroutines: each gets what it would get alone.
func TestCacheOfMany(t *testing.T) {
	const areas = 500
	aids := make([]uint64, areas)
	codes := make([]string, areas)
	for i := range aids {
		aids[i], codes[i] = uint64(i+1), fmt.Sprintf("E%08d", i)
	}
	read, err := ReadAreas(square("lsoa21", aids...))
	if err != nil {
		t.Fatal(err)
	}
	texts := Field{Name: "code", Kind: String, Strings: codes}
	choice := func(n int) []Field {
		fields := []Field{texts}
		for k := n; k < n+3; k++ {
			column := Field{Name: fmt.Sprint("column", k), Kind: Number, Decimals: k % 3}
			for i := range areas {
				column.Numbers = append(column.Numbers, float64(i*(k+7)%997)/10)
			}
			fields = append(fields, column)
		}
		return fields
	}
	cache := NewCache(areas, NewPieces(1<<20), texts)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			joiner := NewJoiner()
			for n := range 8 {
				fields := choice((n + 2*worker) % 8)
				want, _, err := NewJoiner().Join(read, func(string) (Attributes, error) { return NewAttributes(areas, fields...) })
				if err != nil {
					t.Error(err)
				}
				got, _, err := joiner.Join(read, func(string) (Attributes, error) { return cache.Choose(fields...) })
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("choice %d is another tile (%v)", n, err)
				}
				if !bytes.Equal(unpacked(t, joiner.Pack()), want) {
					t.Errorf("choice %d is packed as another tile", n)
				}
			}
		})
	}
	all.Wait()
}

// TestJoinerNumbersAsALayer joins fields that share values: the tile is that of a layer to which they were added area by area, and the
// gzip holds it.
func TestJoinerNumbersAsALayer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		areas := rapid.IntRange(1, 60).Draw(t, "areas")
		var fields []Field
		for k := range rapid.IntRange(0, 6).Draw(t, "fields") {
			f := Field{Name: string(rune('a' + k)), Decimals: rapid.IntRange(0, 2).Draw(t, "decimals")}
			most := rapid.SampledFrom([]int{1, 5, 200}).Draw(t, "most")
			if f.Kind = rapid.SampledFrom([]Kind{String, Number}).Draw(t, "kind"); f.Kind == String {
				f.Strings = make([]string, areas)
			} else {
				f.Numbers = make([]float64, areas)
			}
			for i := range areas {
				switch v := rapid.IntRange(0, most).Draw(t, "value"); {
				case f.Kind == String && v > 0:
					f.Strings[i] = fmt.Sprintf("Aston and Nechells %03d", v-1)
				case f.Kind == Number && v > 0:
					f.Numbers[i] = float64(v-1) / 10
				case f.Kind == Number:
					f.Numbers[i] = math.NaN()
				}
			}
			fields = append(fields, f)
		}
		holdToLayer(t, areas, fields)
	})
}

// TestRepetitionsReachNoFurtherThanTheyMay leaves out the names in the middle of a column, which another field has first, so that the last
// begin as others do that are too far before them.
func TestRepetitionsReachNoFurtherThanTheyMay(t *testing.T) {
	const areas = 4000
	first, second := Field{Name: "first", Strings: make([]string, areas)}, Field{Name: "second", Strings: make([]string, areas)}
	for i := range areas {
		second.Strings[i] = fmt.Sprintf("%04d other", i)
	}
	for i, at := range []int{0, areas / 2, areas - 1} {
		second.Strings[at] = fmt.Sprintf("Nechells %d", i)
	}
	first.Strings[0] = second.Strings[areas/2]
	holdToLayer(t, areas, []Field{first, second})
}

// holdToLayer holds the tile of some fields, and its gzip, to what a layer makes of them.
func holdToLayer(t rapid.TB, areas int, fields []Field) {
	t.Helper()
	attributes, err := NewAttributes(areas, fields...)
	if err != nil {
		t.Fatal(err)
	}
	layer := mvt.NewLayer("lsoa21", 4096, attributes.Dictionary)
	var aids []uint64
	geometry, _ := mvt.AppendRing(nil, mvt.Point{}, corners)
	for i := range areas {
		aids = append(aids, uint64(i+1))
		layer.Add(aids[i], mvt.Polygons, attributes.AppendTags(nil, uint32(i+1)), geometry)
	}
	want := layer.AppendTo(nil)
	read, err := ReadAreas(square("lsoa21", aids...))
	if err != nil {
		t.Fatal(err)
	}
	cache, joiner := NewCache(areas, NewPieces(1<<20)), NewJoiner()
	for range 2 { // when nothing is known, and when all is
		got, _, err := joiner.Join(read, func(string) (Attributes, error) { return cache.Choose(fields...) })
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("another tile than a layer makes (%v)", err)
		}
		packed, err := unpack(joiner.Pack())
		if err != nil || !bytes.Equal(packed, want) {
			t.Errorf("another tile is packed (%v)", err)
		}
	}
}

// TestVersion holds the bytes of a tile to those that belong to the version, which caches of clients go by: two layers, whole numbers and
// others, names longer than a repetition may be, and names that begin alike too far apart for one.
func TestVersion(t *testing.T) {
	const n = 2000
	code, name := Field{Name: "code", Kind: String}, Field{Name: "name", Kind: String}
	share, people, lent := Field{Name: strings.Repeat("share ", 40), Kind: Number, Decimals: 1}, Field{Name: "people", Kind: Number}, Field{Name: "lent", Kind: Number, Decimals: 1}
	var aids []uint64
	for i := range n {
		aids = append(aids, uint64(i+1))
		code.Strings = append(code.Strings, fmt.Sprintf("E%08d", i))
		name.Strings = append(name.Strings, fmt.Sprintf("Birmingham %05dA", i))
		share.Numbers = append(share.Numbers, float64(i%371)/10)
		people.Numbers = append(people.Numbers, float64(i*i))
		lent.Numbers = append(lent.Numbers, float64(i%53)/2)
	}
	name.Strings[0], name.Strings[n-1] = "Zennor and Madron", "Zennor and Morvah"
	name.Strings[7], name.Strings[8] = strings.Repeat("Long Itchington ", 30)+"A", strings.Repeat("Long Itchington ", 30)+"B"
	areas, err := ReadAreas(append(square("lsoa21", aids...), square("ward24", aids[:20]...)...))
	if err != nil {
		t.Fatal(err)
	}
	cache := NewCache(n, NewPieces(1<<20), code, name)
	joiner := NewJoiner()
	tile, _, err := joiner.Join(areas, func(string) (Attributes, error) { return cache.Choose(code, name, share, people, lent) })
	if err != nil {
		t.Fatal(err)
	}
	packed := joiner.Pack()
	if !bytes.Equal(unpacked(t, packed), tile) {
		t.Error("another tile is packed")
	}
	const want = "2 89b31344 c5df0732"
	if got := fmt.Sprintf("%d %08x %08x", Version, crc32.ChecksumIEEE(tile), crc32.ChecksumIEEE(packed)); got != want {
		t.Errorf("%s, not %s: raise Version and write that here", got, want)
	}
}

// TestCacheForgets chooses more columns than are kept.
func TestCacheForgets(t *testing.T) {
	const areas = 20_000
	cache := NewCache(areas, NewPieces(1<<20))
	read, err := ReadAreas(square("lsoa21", 1, 2, areas))
	if err != nil {
		t.Fatal(err)
	}
	joiner := NewJoiner()
	forgot := false
	for k := range 40 {
		field := Field{Name: fmt.Sprint("column", k), Kind: Number, Decimals: 3}
		for i := range areas {
			field.Numbers = append(field.Numbers, float64(k*areas+i)/1000)
		}
		tile, _, err := joiner.Join(read, func(string) (Attributes, error) { return cache.Choose(field) })
		if err != nil {
			t.Fatal(err)
		}
		layers, err := mvt.Decode(tile)
		if err != nil {
			t.Fatal(err)
		}
		if last := layers[0].Features[2].Attributes[field.Name].Any(); last != field.Numbers[areas-1] {
			t.Fatalf("column %d of the last area is %v, want %v", k, last, field.Numbers[areas-1])
		}
		if cache.bytes() > keepBytes {
			t.Fatalf("%d bytes are kept", cache.bytes())
		}
		forgot = forgot || len(cache.columns) == 0
	}
	if !forgot {
		t.Error("40 columns of 20,000 values each are kept")
	}
}

// TestForget lets go of what was joined, and joins again.
func TestForget(t *testing.T) {
	areas, err := ReadAreas(square("lsoa21", 1, 2))
	if err != nil {
		t.Fatal(err)
	}
	choose := chosen(map[string]layer{"lsoa21": {Areas: 2, Fields: []Field{{Name: "n", Kind: Number, Numbers: []float64{1, 2}}}}})
	joiner := NewJoiner()
	first, _, err := joiner.Join(areas, choose)
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Clone(first)
	joiner.Forget()
	if p, c := joiner.parts[:1], joiner.columns[:1]; p[0].areas != nil || p[0].text != nil || c[0].piece != nil {
		t.Error("it holds on to the areas")
	}
	if c, r := joiner.numbering.columns[:1], joiner.numbering.rows[:1]; c[0].piece != nil || r[0].indexes != nil {
		t.Error("it holds on to the columns")
	}
	for range 2 {
		again, _, err := joiner.Join(areas, choose)
		if err != nil || !bytes.Equal(again, want) {
			t.Errorf("another tile is joined (%v)", err)
		}
		taken := joiner.Take(make([]byte, 0, 4))
		joiner.Forget()
		if _, _, err := joiner.Join(areas, choose); err != nil || !bytes.Equal(taken, want) {
			t.Errorf("a tile that was taken is written to (%v)", err)
		}
	}
}

// TestForgetOfALargeTile lets go of all memory that a large tile was joined in, taken or not.
func TestForgetOfALargeTile(t *testing.T) {
	const n = 20_000
	field := Field{Name: "name", Kind: String}
	var aids []uint64
	for i := range n {
		aids = append(aids, uint64(i+1))
		field.Strings = append(field.Strings, strings.Repeat("Llanfair ", 8)+fmt.Sprint(i))
	}
	areas, err := ReadAreas(square("lsoa21", aids...))
	if err != nil {
		t.Fatal(err)
	}
	for _, take := range []bool{false, true} {
		joiner := NewJoiner()
		tile, _, err := joiner.Join(areas, func(string) (Attributes, error) { return NewAttributes(n, field) })
		if err != nil || len(tile) <= mostKept {
			t.Fatalf("a tile of %d bytes (%v)", len(tile), err)
		}
		if take {
			joiner.Take(nil)
		}
		joiner.Forget()
		if kept := cap(joiner.tile) + cap(joiner.tags) + cap(joiner.numbering.tags); kept > 0 {
			t.Errorf("%d bytes are kept, taken %v", kept, take)
		}
	}
}

func TestTileRefuses(t *testing.T) {
	twice := []Field{{Name: "n", Kind: Number, Numbers: []float64{1}}, {Name: "n", Kind: Number, Numbers: []float64{1}}}
	for _, tt := range []struct {
		name  string
		areas []byte
		layer layer
		want  string
	}{
		{"another layer", square("lad24", 1), layer{Areas: 1}, `"lad24"`},
		{"an area too many", square("ward24", 2), layer{Areas: 1}, "area 2 of 1"},
		{"area 0", square("ward24", 0), layer{Areas: 1}, "area 0"},
		{"too few values", square("ward24", 1), layer{Areas: 2, Fields: twice[:1]}, "1 values for 2 areas"},
		{"one name twice", square("ward24", 1), layer{Areas: 1, Fields: twice}, `named "n"`},
		{"not a tile", []byte("<html>"), layer{Areas: 1}, "decode"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := joined(tt.areas, map[string]layer{"ward24": tt.layer})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// FuzzTile joins to whatever bytes: it refuses them or makes a tile that can be read.
func FuzzTile(f *testing.F) {
	f.Add(square("ward24", 1, 2))
	f.Add([]byte{})
	f.Add([]byte("\x1a\x0b\x78\x02\x0a\x06ward24")) // no areas
	layers := map[string]layer{"ward24": {Areas: 2, Fields: []Field{{Name: "n", Kind: Number, Numbers: []float64{1, math.NaN()}}}}}
	f.Fuzz(func(t *testing.T, areas []byte) {
		read, err := ReadAreas(areas)
		if err != nil {
			return
		}
		joiner := NewJoiner()
		tile, _, err := joiner.Join(read, chosen(layers))
		if err != nil {
			return
		}
		if _, err := mvt.Decode(tile); err != nil {
			t.Errorf("cannot be read: %v", err)
		}
		if !bytes.Equal(unpacked(t, joiner.Pack()), tile) {
			t.Error("another tile is packed")
		}
	})
}
