package table

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

func TestInside(t *testing.T) {
	square := func(west, south, side float64) orb.Ring {
		return orb.Ring{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}
	}
	tests := []struct {
		name string
		area orb.MultiPolygon
		want orb.Point
		ok   bool
	}{
		{"a square", orb.MultiPolygon{{square(0, 0, 4)}}, orb.Point{2, 2}, true},
		{"beside the hole, on its wider side", orb.MultiPolygon{{square(0, 0, 9), square(2, 2, 4)}}, orb.Point{7.5, 4}, true},
		{"the wider of two", orb.MultiPolygon{{square(0, 0, 2)}, {square(5, 0, 4)}}, orb.Point{7, 3}, true},
		{"a horseshoe, whose middle is outside", orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 9}, {6, 9}, {6, 1}, {2, 1}, {2, 9}, {0, 9}, {0, 0}}}}, orb.Point{7.5, 5}, true},
		{"an unclosed ring", orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}}, orb.Point{2, 2}, true},
		{"a line there and back, but for a last bit", orb.MultiPolygon{{{{1, 1}, {4.5e-16, 1.8e-15}, {2, -1}, {1.1e-16, 1.8e-15}, {1, 1}}}}, orb.Point{}, false},
		{"a line", orb.MultiPolygon{{{{0, 0}, {4, 0}, {0, 0}}}}, orb.Point{}, false},
		{"nothing", nil, orb.Point{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, ok := inside(test.area); ok != test.ok || ok && got != test.want {
				t.Errorf("%v, %v; want %v, %v", got, ok, test.want, test.ok)
			}
		})
	}
}

// orb, which counts crossings of its own, agrees that the point is inside.
func TestInsideAgainstOrb(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(-10, 10)
		var ring orb.Ring
		for range rapid.IntRange(3, 12).Draw(t, "vertices") {
			ring = append(ring, orb.Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")})
		}
		area := orb.MultiPolygon{{append(ring, ring[0])}}
		if at, ok := inside(area); ok && !planar.MultiPolygonContains(area, at) {
			t.Fatalf("%v is not in %v", at, area)
		}
	})
}
