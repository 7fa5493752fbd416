package locate

import (
	"math"
	"math/big"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// box is a rectangle, with holes.
func box(west, south, east, north float64, holes ...orb.Ring) orb.Polygon {
	return append(orb.Polygon{ring(west, south, east, north)}, holes...)
}

func ring(west, south, east, north float64) orb.Ring {
	return orb.Ring{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}
}

func TestArea(t *testing.T) {
	hole := ring(1, 1, 2, 2)
	index := New([]orb.MultiPolygon{
		{box(0, 0, 3, 3, hole)},                  // 1, with a hole
		{box(3, 0, 6, 3)},                        // 2, to the east of 1
		{{hole}},                                 // 3, in the hole
		{box(0, 3, 3, 6), box(10, 10, 11, 11)},   // 4, in two parts
		nil,                                      // 5, without a polygon
		{{{{20, 0}, {24, 0}, {22, 4}}}},          // 6, a triangle not closed
		{{{{30, 0}, {32, 2}, {34, 0}, {32, 1}}}}, // 7, a dart
		{{{{40, 0}, {41, 0}, {41, 0}, {41, 1}, {40, 1}, {40, 0}}}}, // 8, with a vertex twice
	})
	for _, c := range []struct {
		name string
		at   orb.Point
		want uint32
	}{
		{"inside", orb.Point{0.5, 0.5}, 1},
		{"in the other part", orb.Point{10.5, 10.5}, 4},
		{"in the hole", orb.Point{1.5, 1.5}, 3},
		{"on the hole's edge: the lower aid", orb.Point{1, 1.5}, 1},
		{"on a shared edge: the lower aid", orb.Point{3, 1.5}, 1},
		{"on a corner of three", orb.Point{3, 3}, 1},
		{"on an outer edge", orb.Point{6, 1}, 2},
		{"on an outer corner", orb.Point{6, 0}, 2},
		{"level with a horizontal edge, outside", orb.Point{7, 3}, 0},
		{"left of everything, level with vertices", orb.Point{-1, 3}, 0},
		{"outside", orb.Point{5, 5}, 0},
		{"on the closing edge of an open ring", orb.Point{21, 2}, 6},
		{"inside an open ring", orb.Point{22, 1}, 6},
		{"level with a triangle's tip", orb.Point{20, 4}, 0},
		{"under the dart", orb.Point{32, 0.5}, 0},
		{"in the dart", orb.Point{32, 1.5}, 7},
		{"level with the dart's notch", orb.Point{31.5, 1}, 7},
		{"beside a vertex that occurs twice", orb.Point{40.5, 0.5}, 8},
		{"on a vertex that occurs twice", orb.Point{41, 0}, 8},
		{"nowhere", orb.Point{math.NaN(), 1}, 0},
		{"at infinity", orb.Point{1, math.Inf(1)}, 0},
	} {
		if got := index.Area(c.at); got != c.want {
			t.Errorf("%s %v: area %d, want %d", c.name, c.at, got, c.want)
		}
	}
	if got := New(nil).Area(orb.Point{0, 0}); got != 0 {
		t.Errorf("no areas: area %d", got)
	}
}

// The first is Kettner et al. (2008), figure 2: walking a point by single units in the last place near a diagonal, plain
// arithmetic gets the side wrong.
func TestOrientationIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := func(v float64) float64 {
			for range rapid.IntRange(0, 255).Draw(t, "steps") {
				v = math.Nextafter(v, 1)
			}
			return v
		}
		p, a, b := orb.Point{step(0.5), step(0.5)}, orb.Point{12, 12}, orb.Point{24, 24}
		if got, want := orientation(a, b, p), exactOrientation(a, b, p); got != want {
			t.Fatalf("%v is on side %d of %v–%v, want %d", p, got, a, b, want)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		degree := rapid.Float64Range(-180, 180)
		draw := func() orb.Point { return orb.Point{degree.Draw(t, "x"), degree.Draw(t, "y")} }
		a, b, p := draw(), draw(), draw()
		if got, want := orientation(a, b, p), exactOrientation(a, b, p); got != want {
			t.Fatalf("%v is on side %d of %v–%v, want %d", p, got, a, b, want)
		}
	})
}

// exactOrientation is the sign of the three-point determinant, expanded.
func exactOrientation(a, b, p orb.Point) int {
	f := func(x, y float64) *big.Float {
		exact := func(v float64) *big.Float { return new(big.Float).SetPrec(2400).SetFloat64(v) }
		return new(big.Float).SetPrec(2400).Mul(exact(x), exact(y))
	}
	sum := new(big.Float).SetPrec(2400)
	for _, term := range []*big.Float{f(a[0], b[1]), f(b[0], p[1]), f(p[0], a[1])} {
		sum.Add(sum, term)
	}
	for _, term := range []*big.Float{f(a[1], b[0]), f(b[1], p[0]), f(p[1], a[0])} {
		sum.Sub(sum, term)
	}
	return sum.Sign()
}

// Cutting a square by a line through it leaves two areas: every point of the square is in exactly one, the first if it is left
// of the line or on it.
func TestACutSquare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low, high := rapid.Float64Range(0, 1).Draw(t, "low"), rapid.Float64Range(0, 1).Draw(t, "high")
		bottom, top := orb.Point{low, 0}, orb.Point{high, 1}
		index := New([]orb.MultiPolygon{
			{{{{0, 0}, bottom, top, {0, 1}, {0, 0}}}},
			{{{bottom, {1, 0}, {1, 1}, top, bottom}}},
		})
		along := rapid.Float64Range(0, 1).Draw(t, "along")
		for _, p := range []orb.Point{
			{rapid.Float64Range(0, 1).Draw(t, "x"), rapid.Float64Range(0, 1).Draw(t, "y")},
			{low + along*(high-low), along}, // as near the line as rounding allows
			bottom, top,
		} {
			want := uint32(2)
			if exactOrientation(bottom, top, p) >= 0 {
				want = 1
			}
			if got := index.Area(p); got != want {
				t.Fatalf("%v: area %d, want %d", p, got, want)
			}
		}
	})
}
