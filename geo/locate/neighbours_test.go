package locate

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// places are random points on a coarse lattice, so that distances tie; some are no place.
func places(t *rapid.T) []orb.Point {
	points := make([]orb.Point, rapid.IntRange(0, 40).Draw(t, "points"))
	for i := range points {
		points[i] = orb.Point{float64(rapid.IntRange(0, 6).Draw(t, "lon")), 50 + float64(rapid.IntRange(0, 4).Draw(t, "lat"))}
		if rapid.IntRange(0, 15).Draw(t, "no place") == 0 {
			points[i][0] = math.NaN()
		}
	}
	return points
}

func TestNeighboursByDistanceAreThoseOfTryingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := places(t)
		limitM := float64(rapid.IntRange(0, 400_000).Draw(t, "limit"))
		k := rapid.IntRange(0, 8).Draw(t, "k")
		within, nearest := make(geo.Neighbours, len(points)), make(geo.Neighbours, len(points))
		for i, p := range points {
			var others []int32
			for j, q := range points {
				if i != j && finite(p) && finite(q) {
					others = append(others, int32(j))
					if DistanceM(p, q) <= limitM {
						within[i] = append(within[i], int32(j))
					}
				}
			}
			slices.SortStableFunc(others, func(a, b int32) int {
				return cmp.Compare(squared(inSpace(p), inSpace(points[a])), squared(inSpace(p), inSpace(points[b])))
			})
			nearest[i] = append(nearest[i], others[:min(k, len(others))]...)
			slices.Sort(nearest[i])
		}
		if got := WithinM(points, limitM); !equal(got, within) {
			t.Fatalf("within %g m: %v, trying all gives %v", limitM, got, within)
		}
		if got := KNearest(points, k); !equal(got, nearest) {
			t.Fatalf("%d nearest: %v, trying all gives %v", k, got, nearest)
		}
	})
}

// equal takes no list for an empty one.
func equal(a, b geo.Neighbours) bool {
	return slices.EqualFunc(a, b, func(x, y []int32) bool { return slices.Equal(x, y) })
}

func TestLinkIslands(t *testing.T) {
	at := func(lons ...float64) []orb.Point {
		var points []orb.Point
		for _, lon := range lons {
			points = append(points, orb.Point{lon, 52})
		}
		return points
	}
	for _, c := range []struct {
		name    string
		n       geo.Neighbours
		points  []orb.Point
		want    geo.Neighbours
		islands []int
	}{
		{"none", geo.Neighbours{{1}, {0}}, at(0, 1), geo.Neighbours{{1}, {0}}, nil},
		{"no area", nil, nil, nil, nil},
		{"a lone area", geo.Neighbours{nil}, at(0), geo.Neighbours{nil}, nil},
		{"one to the nearer of two", geo.Neighbours{{1}, {0}, nil}, at(0, 1, 3), geo.Neighbours{{1}, {0, 2}, {1}}, []int{2}},
		{"two to each other", geo.Neighbours{nil, nil}, at(0, 1), geo.Neighbours{{1}, {0}}, []int{0, 1}},
		{"one to another that goes on", geo.Neighbours{{1}, {0}, nil, nil}, at(0, 1, 3, 4.5), geo.Neighbours{{1}, {0}, {3}, {2}}, []int{2, 3}},
		{"in a chain", geo.Neighbours{{1}, {0}, nil, nil}, at(0, 1, 2, 4), geo.Neighbours{{1}, {0, 2}, {1, 3}, {2}}, []int{2, 3}},
		{"before the one it links to", geo.Neighbours{nil, {2}, {1}}, at(0, 1, 3), geo.Neighbours{{1}, {0, 2}, {1}}, []int{0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			given := slices.Clone(c.n)
			got, islands := LinkIslands(c.n, c.points)
			if !equal(got, c.want) || !reflect.DeepEqual(islands, c.islands) {
				t.Errorf("%v of %v, want %v of %v", got, islands, c.want, c.islands)
			}
			if !reflect.DeepEqual(c.n, given) {
				t.Errorf("the lists given became %v", c.n)
			}
		})
	}
}
