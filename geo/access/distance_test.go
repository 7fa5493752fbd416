package access

import (
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

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
	columns, nearest := Distances(at, sites, []string{"library", "device_loan", geo.KindCandidate, "wifi"})

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
