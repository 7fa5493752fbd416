package access

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

func site(kind, name string, lon, lat float64) geo.Site {
	return geo.Site{Kind: kind, Name: name, At: orb.Point{lon, lat}, Access: geo.Public}
}

func closed(s geo.Site) geo.Site     { s.Closed = true; return s }
func restricted(s geo.Site) geo.Site { s.Access = geo.Restricted; return s }

func TestDistances(t *testing.T) {
	at := []orb.Point{{-1.9, 52.5}, {-1.8, 52.5}, {math.NaN(), math.NaN()}}
	sites := []geo.Site{
		closed(site("library", "shut", -1.9, 52.5)),
		restricted(site("library", "members only", -1.9, 52.5)),
		site("wifi", "another kind", -1.9, 52.5),
		site("library", "west", -1.9, 52.51),
		site("library", "west again", -1.9, 52.51),
		site("library", "east", -1.8, 52.48),
		closed(site("device_loan", "shut", -1.9, 52.5)),
		site(geo.KindCandidate, "one day", -1.9, 52.5),
	}
	columns, nearest := Distances(Inside(at), sites, []Kind{{Kind: "library"}, {Kind: "device_loan"}, {Kind: geo.KindCandidate}, {Kind: "wifi"}})

	// A degree of the meridian is 111,277 m at 52.5° (111132.95 − 559.82 cos 2φ + 1.18 cos 4φ).
	library := columns[0]
	if want := []int{3, 5, -1}; !reflect.DeepEqual(nearest[0], want) {
		t.Errorf("nearest libraries %v, want %v", nearest[0], want)
	}
	if library.Values[0] != 1113 || library.Values[1] != 2226 || library.Flags[2] != geo.Missing || !math.IsNaN(library.Values[2]) {
		t.Errorf("distances %v %v, want 1113, 2226, missing", library.Values, library.Flags)
	}
	if want := (geo.Indicator{ID: "distance_library", Title: "Distance to the nearest library", Unit: "m", Higher: geo.HigherIsWorse}); library.Indicator != want {
		t.Errorf("indicator %+v, want %+v", library.Indicator, want)
	}
	for _, k := range []int{1, 2} {
		if want := []int{-1, -1, -1}; !reflect.DeepEqual(nearest[k], want) || columns[k].Flags[0] != geo.NotApplicable || columns[k].Present() != 0 {
			t.Errorf("%s: %v %v, want not applicable", columns[k].Indicator.ID, nearest[k], columns[k].Flags)
		}
	}
	if columns[1].Indicator.Title != "Distance to the nearest device loan" || columns[3].Values[0] != 0 {
		t.Errorf("title %q, distance at a site %v", columns[1].Indicator.Title, columns[3].Values[0])
	}
}

// One area has three points, 0, 400 and 900 m from a library, the other two, 400 and 900 m: the median is 400 m for both.
func TestDistanceIsTheMedianOverPoints(t *testing.T) {
	north := func(metres float64) orb.Point { return orb.Point{-1.9, 52.5 + metres/111_277} }
	sites := []geo.Site{site("library", "south", north(0).Lon(), north(0).Lat()), site("wifi", "north", north(1000).Lon(), north(1000).Lat())}
	points, _ := Placed(make([]orb.Point, 2), []orb.Point{north(900), north(0), north(400), north(900), north(400)}, []uint32{1, 1, 1, 2, 2})
	columns, nearest := Distances(points, sites, []Kind{{Kind: "library"}, Together("any", []Kind{{Kind: "library"}, {Kind: "wifi"}})})
	if v := columns[0].Values; v[0] != 400 || v[1] != 400 || nearest[0][0] != 0 {
		t.Errorf("%v, want a median of 400 m", v)
	}
	if v := columns[1].Values; v[0] != 100 || v[1] != 100 || nearest[1][0] != 1 || columns[1].Indicator.ID != "distance_any" {
		t.Errorf("%s %v from site %d: of 0, 100 and 400 m to either kind, want 100 m", columns[1].Indicator.ID, v, nearest[1][0])
	}
	reach := Reach(points, sites, []Kind{{Kind: "library", Singular: "library"}, {Kind: "skills"}}, []int{800, 2000}, 1.3)
	for _, c := range []struct {
		column geo.Column
		want   []float64
	}{{reach[0][0], []float64{66.67, 50}}, {reach[0][1], []float64{100, 100}}} {
		if !reflect.DeepEqual(c.column.Values, c.want) {
			t.Errorf("%s: %v, want %v", c.column.Indicator.ID, c.column.Values, c.want)
		}
	}
	if c := reach[0][0].Indicator; c.ID != "reach_library_800" || c.Title != "People within 800 m of a library" {
		t.Errorf("%+v", c)
	}
	if f := reach[1][0].Flags; f[0] != geo.NotApplicable {
		t.Errorf("reach of a kind without sites is %v", f)
	}
}

// What does not count changes nothing; one more site that does never makes anyone further from the nearest.
func TestSitesThatDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) geo.Site {
			return site("library", name, -1.9+float64(rapid.IntRange(0, 20).Draw(t, "x"))/1000, 52.5+float64(rapid.IntRange(0, 20).Draw(t, "y"))/1000)
		}
		var sites []geo.Site
		for range rapid.IntRange(1, 5).Draw(t, "sites") {
			sites = append(sites, draw("a"))
		}
		at := []orb.Point{draw("p").At, draw("q").At, draw("r").At}
		points, _ := Placed(at, []orb.Point{draw("s").At, draw("t").At}, []uint32{1, 1})
		kinds := []Kind{{Kind: "library"}}
		distances, _ := Distances(points, sites, kinds)
		reach := Reach(points, sites, kinds, []int{800}, 1.3)

		other := draw("other")
		other.Kind = "wifi"
		candidate := draw("candidate")
		candidate.Kind = geo.KindCandidate
		idle := append([]geo.Site{closed(draw("shut")), restricted(draw("members"))}, append(slices.Clone(sites), other, candidate)...)
		slices.Reverse(idle)
		if got, _ := Distances(points, idle, kinds); !reflect.DeepEqual(got, distances) {
			t.Fatalf("distances %v, were %v", got[0].Values, distances[0].Values)
		}
		if got := Reach(points, idle, kinds, []int{800}, 1.3); !reflect.DeepEqual(got, reach) {
			t.Fatalf("reach %v, was %v", got[0][0].Values, reach[0][0].Values)
		}
		more := append(slices.Clone(sites), draw("one more"))
		nearer, _ := Distances(points, more, kinds)
		wider := Reach(points, more, kinds, []int{800}, 1.3)
		for area := range at {
			if nearer[0].Values[area] > distances[0].Values[area] || wider[0][0].Values[area] < reach[0][0].Values[area] {
				t.Fatalf("with one more site area %d is %v m away, was %v; %v%% in reach, was %v%%", area, nearer[0].Values[area],
					distances[0].Values[area], wider[0][0].Values[area], reach[0][0].Values[area])
			}
		}
	})
}

func TestWalkM(t *testing.T) {
	for _, c := range []struct{ straightM, detour, want float64 }{
		{0, 1.3, 0},
		{1000, 1.3, 1300},
		{1100, 1.1, 1210}, // the product alone is 1210.0000000000002
		{616, 1.3, 800.8},
	} {
		if got := WalkM(c.straightM, c.detour); got != c.want {
			t.Errorf("WalkM(%v, %v) = %v, want %v", c.straightM, c.detour, got, c.want)
		}
	}
	if got := WalkM(math.NaN(), 1.3); !math.IsNaN(got) {
		t.Errorf("walking an unknown distance is %v m", got)
	}
}
