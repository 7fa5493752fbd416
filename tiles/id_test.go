package tiles

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name    string
		z, x, y string
		want    ID
		ok      bool
	}{
		{"the world", "0", "0", "0", ID{}, true},
		{"Birmingham", "10", "506", "336", ID{10, 506, 336}, true},
		{"the last tile", "31", "2147483647", "2147483647", ID{31, 1<<31 - 1, 1<<31 - 1}, true},
		{"a column too far", "1", "2", "0", ID{}, false},
		{"a row too far", "1", "0", "2", ID{}, false},
		{"a zoom too deep", "32", "0", "0", ID{}, false},
		{"a number beyond 32 bits", "31", "4294967296", "0", ID{}, false},
		{"a number beyond 64 bits", "31", "18446744073709551616", "0", ID{}, false},
		{"a plus", "+1", "0", "0", ID{}, false},
		{"a minus", "1", "-1", "0", ID{}, false},
		{"minus nought", "1", "-0", "0", ID{}, false},
		{"a fraction", "1.0", "0", "0", ID{}, false},
		{"a leading zero", "1", "01", "0", ID{}, false},
		{"two noughts", "00", "0", "0", ID{}, false},
		{"nothing", "1", "", "0", ID{}, false},
		{"a space", "1", "0", " 0", ID{}, false},
		{"hexadecimal", "1", "0x1", "0", ID{}, false},
		{"an underscore", "10", "1_0", "0", ID{}, false},
		{"an exponent", "10", "1e1", "0", ID{}, false},
		{"digits that are not ASCII", "1", "١", "0", ID{}, false},
		{"an escape", "1", "%31", "0", ID{}, false},
		{"a suffix", "1", "0", "0.mvt", ID{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.z, tt.x, tt.y)
			if (err == nil) != tt.ok || got != tt.want {
				t.Errorf("Parse(%q, %q, %q) = %v, %v", tt.z, tt.x, tt.y, got, err)
			}
		})
	}
}

// FuzzParse checks that what is parsed is valid and has the one path it was parsed from.
func FuzzParse(f *testing.F) {
	f.Add("10", "506", "336")
	f.Add("31", "2147483647", "0")
	f.Add("+1", "01", "1.0")
	f.Fuzz(func(t *testing.T, z, x, y string) {
		id, err := Parse(z, x, y)
		if err != nil {
			return
		}
		if !id.Valid() || id.String() != z+"/"+x+"/"+y {
			t.Errorf("Parse(%q, %q, %q) = %v", z, x, y, id)
		}
	})
}

// TestHilbertBySpecification compares with the examples in section 4.1.1 of the PMTiles specification.
func TestHilbertBySpecification(t *testing.T) {
	for id, want := range map[ID]uint64{
		{0, 0, 0}: 0, {1, 0, 0}: 1, {1, 0, 1}: 2, {1, 1, 1}: 3, {1, 1, 0}: 4, {2, 0, 0}: 5,
		{12, 3423, 1763}:                   19078479,
		{31, 0, 0}:                         (1<<62 - 1) / 3,
		{31, math.MaxInt32, 0}:             MaxHilbert,
		{31, math.MaxInt32, math.MaxInt32}: 0, // only its round trip is checked
	} {
		got := id.Hilbert()
		if got != want && want != 0 {
			t.Errorf("%v has the Hilbert id %d, want %d", id, got, want)
		}
		if back, err := FromHilbert(got); err != nil || back != id {
			t.Errorf("%d is tile %v (%v), want %v", got, back, err, id)
		}
	}
}

// TestHilbertToZoom9 walks every tile of the first ten zooms: each number is one tile, and each step along the curve
// leads to a tile that shares an edge.
func TestHilbertToZoom9(t *testing.T) {
	var last ID
	for h := range zoomStart(10) {
		id, err := FromHilbert(h)
		if err != nil {
			t.Fatal(err)
		}
		if !id.Valid() || id.Hilbert() != h {
			t.Fatalf("%d is tile %v, which is %d", h, id, id.Hilbert())
		}
		if h > 0 && id.Z == last.Z && distance(id.X, last.X)+distance(id.Y, last.Y) != 1 {
			t.Fatalf("tile %v follows %v, which it does not touch", id, last)
		}
		last = id
	}
}

func distance(a, b uint32) uint32 { return max(a, b) - min(a, b) }

func TestHilbertRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.Uint8Range(0, MaxZoom).Draw(t, "z")
		last := uint32(1)<<z - 1
		id := ID{z, rapid.Uint32Range(0, last).Draw(t, "x"), rapid.Uint32Range(0, last).Draw(t, "y")}
		if back, err := FromHilbert(id.Hilbert()); err != nil || back != id {
			t.Fatalf("%v → %d → %v, %v", id, id.Hilbert(), back, err)
		}
	})
}

func TestFromHilbertBeyondTheLast(t *testing.T) {
	for _, h := range []uint64{MaxHilbert + 1, math.MaxUint64 / 3, math.MaxUint64} {
		if id, err := FromHilbert(h); err == nil {
			t.Errorf("%d is tile %v, want an error", h, id)
		}
	}
}

func BenchmarkHilbert(b *testing.B) {
	id := ID{12, 2024, 1346}
	for b.Loop() {
		id.Hilbert()
	}
}
