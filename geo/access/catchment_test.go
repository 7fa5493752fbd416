package access

import (
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo/locate"
)

func TestPlaced(t *testing.T) {
	nowhere := orb.Point{math.NaN(), math.NaN()}
	inside := []orb.Point{{1, 1}, {2, 2}, {3, 3}, nowhere}
	at := []orb.Point{{3.1, 3}, {1.1, 1}, {9, 9}, {3.2, 3}, nowhere}
	points, without := Placed(inside, at, []uint32{3, 1, 0, 3, 2})
	want := Points{At: []orb.Point{{1.1, 1}, {2, 2}, {3.1, 3}, {3.2, 3}}, First: []int{0, 1, 2, 4, 4}}
	if !reflect.DeepEqual(points, want) || without != 2 || points.Areas() != 4 || len(points.Of(2)) != 2 {
		t.Errorf("%+v, %d without; want %+v, 2", points, without, want)
	}
	if got, want := points.Parts([]float64{5, math.NaN(), 3, 7}), []float64{5, 0, 1.5, 1.5}; !reflect.DeepEqual(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
	if got := Inside(inside); !reflect.DeepEqual(got.First, []int{0, 1, 2, 3, 3}) {
		t.Errorf("inside: %+v", got)
	}
}

// A degree of the meridian is 111,277 m at 52.5°: points 500 m and 700 m north of a site walk 650 m and 910 m at a detour of 1.3.
func TestCatchments(t *testing.T) {
	north := func(metres float64) orb.Point { return orb.Point{-1.9, 52.5 + metres/111_277} }
	inside := []orb.Point{{}, {}, {math.NaN(), math.NaN()}}
	points, _ := Placed(inside, []orb.Point{north(0), north(500), north(700), north(3000)}, []uint32{1, 1, 1, 2})
	sites := []orb.Point{north(0), north(9000), north(800)}
	got := Catchments(points, sites, 800, 1.3)
	if want := [][]int32{{0, 1}, nil, {1, 2}}; !reflect.DeepEqual(got, want) {
		t.Fatalf("catchments %v, want %v", got, want)
	}
	shares := points.Share(points.Covered(got[:2]))
	if shares[0] != 66.67 || shares[1] != 0 || !math.IsNaN(shares[2]) {
		t.Errorf("shares %v, want 66.67, 0, unknown", shares)
	}
}

// Catchments hold just the points that looking at each finds, and one more site never takes anyone out of reach.
func TestCatchmentProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(n int) []orb.Point {
			out := make([]orb.Point, n)
			for i := range out {
				out[i] = orb.Point{-1.9 + float64(rapid.IntRange(0, 40).Draw(t, "x"))/1000, 52.5 + float64(rapid.IntRange(0, 40).Draw(t, "y"))/1000}
			}
			return out
		}
		at := draw(rapid.IntRange(1, 20).Draw(t, "points"))
		areas := rapid.IntRange(1, 4).Draw(t, "areas")
		aids := make([]uint32, len(at))
		for i := range aids {
			aids[i] = uint32(rapid.IntRange(0, areas).Draw(t, "aid"))
		}
		points, _ := Placed(draw(areas), at, aids)
		sites := draw(rapid.IntRange(1, 8).Draw(t, "sites"))
		limitM, detour := rapid.IntRange(1, 2500).Draw(t, "limit"), rapid.SampledFrom([]float64{1, 1.3, 2}).Draw(t, "detour")

		catchments := Catchments(points, sites, limitM, detour)
		for s, site := range sites {
			var want []int32
			for i, p := range points.At {
				if WalkM(math.Round(locate.DistanceM(p, site)), detour) <= float64(limitM) {
					want = append(want, int32(i))
				}
			}
			if !reflect.DeepEqual(catchments[s], want) {
				t.Fatalf("catchment %v, want %v", catchments[s], want)
			}
		}
		fewer, all := points.Share(points.Covered(catchments[1:])), points.Share(points.Covered(catchments))
		for i := range all {
			if all[i] < fewer[i] {
				t.Fatalf("one more site takes area %d from %v%% to %v%%", i, fewer[i], all[i])
			}
		}
	})
}
