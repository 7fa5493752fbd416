package tiles

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// TestBounds compares with values that need no computing, and with latitudes by Gudermann's function written the other
// way, 2·atan(exp y) − 90°.
func TestBounds(t *testing.T) {
	lat := func(row, rows float64) float64 {
		return 2*math.Atan(math.Exp(math.Pi*(1-2*row/rows)))*180/math.Pi - 90
	}
	tests := []struct {
		id                       ID
		west, south, east, north float64
	}{
		{ID{0, 0, 0}, -180, -MaxLatitude, 180, MaxLatitude},
		{ID{1, 0, 1}, -180, -MaxLatitude, 0, 0},
		{ID{1, 1, 0}, 0, 0, 180, MaxLatitude},
		{ID{10, 506, 336}, -2.109375, lat(337, 1024), -1.7578125, lat(336, 1024)}, // holds Birmingham, 52.5° N 1.9° W
	}
	for _, tt := range tests {
		b := tt.id.Bounds()
		for i, pair := range [][2]float64{
			{b.Min.Lon(), tt.west}, {b.Min.Lat(), tt.south}, {b.Max.Lon(), tt.east}, {b.Max.Lat(), tt.north},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-9 {
				t.Errorf("bounds of %v, number %d: %v, want %v", tt.id, i, pair[0], pair[1])
			}
		}
		if x, y := Project(orb.Point{-1.9, 52.5}, tt.id.Z); b.Contains(orb.Point{-1.9, 52.5}) !=
			(int(x)/Extent == int(tt.id.X) && int(y)/Extent == int(tt.id.Y)) {
			t.Errorf("%v contains a place that Project puts at %v, %v, or the other way round", tt.id, x, y)
		}
	}
}

// TestProjectMeetsBounds checks that a tile's corners are where Project says its units begin and end.
func TestProjectMeetsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.Uint8Range(0, 16).Draw(t, "z")
		last := uint32(1)<<z - 1
		id := ID{z, rapid.Uint32Range(0, last).Draw(t, "x"), rapid.Uint32Range(0, last).Draw(t, "y")}
		b := id.Bounds()
		west, north := Project(orb.Point{b.Min.Lon(), b.Max.Lat()}, z)
		east, south := Project(orb.Point{b.Max.Lon(), b.Min.Lat()}, z)
		for _, pair := range [][2]float64{
			{west, float64(id.X) * Extent}, {north, float64(id.Y) * Extent},
			{east, float64(id.X+1) * Extent}, {south, float64(id.Y+1) * Extent},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-4 {
				t.Fatalf("%v: a corner at %v units, want %v", id, pair[0], pair[1])
			}
		}
	})
}

func TestProjectKeepsToTheSquare(t *testing.T) {
	for _, at := range []orb.Point{{-180, 90}, {180, -90}, {-200, 89}, {200, -89}} {
		if x, y := Project(at, 3); x < 0 || y < 0 || x > 8*Extent || y > 8*Extent {
			t.Errorf("%v lies at %v, %v of %d units", at, x, y, 8*Extent)
		}
	}
}
