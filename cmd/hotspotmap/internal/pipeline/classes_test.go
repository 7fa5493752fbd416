package pipeline

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/hotspot"
)

// columnOf is a column of whole numbers, missing where NaN.
func columnOf(id string, values ...float64) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: id, Higher: geo.HigherIsWorse}, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			c.Values[i], c.Flags[i] = v, geo.Present
		}
	}
	return c
}

// 800 m on foot at 1.3 is 615.4 m straight: 615 m is within, 616 m is not. 1,600 m is 1230.8 m.
func TestDistanceClasses(t *testing.T) {
	reach := project.Reach{Metres: []int{800, 1600}, Detour: 1.3}
	got := distanceClasses(columnOf("distance_library", 0, 615, 616, 1230, 1231, 4000, math.NaN()), reach)
	want := []geo.Class{
		{From: 0, To: 616, Label: "Within 800 m on foot", Count: 2},
		{From: 616, To: 1231, Label: "800 to 1,600 m on foot", Count: 2},
		{From: 1231, To: 4000, Label: "More than 1,600 m on foot", Count: 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	near := distanceClasses(columnOf("distance_library", 10, 20), reach)
	if last := near[2]; last.From != 1231 || last.To != 1231 || last.Count != 0 || near[0].Count != 2 {
		t.Errorf("all near: %+v", near)
	}
	if classes := distanceClasses(columnOf("distance_library", math.NaN()), reach); classes != nil {
		t.Errorf("no distance known: %+v", classes)
	}
}

// The classes of the map part the areas where the gaps do.
func TestFirstBeyondIsWhereAGapBegins(t *testing.T) {
	for _, detour := range []float64{1, 1.1, 1.25, 1.3, 1.4, 2, 10} {
		for limit := 1; limit <= 3000; limit += 7 {
			beyond := firstBeyond(limit, detour)
			if beyond != math.Trunc(beyond) || access.WalkM(beyond, detour) <= float64(limit) || access.WalkM(beyond-1, detour) > float64(limit) {
				t.Fatalf("limit %d, detour %g: %g", limit, detour, beyond)
			}
		}
	}
}

func TestRecount(t *testing.T) {
	classes := []geo.Class{{From: 0, To: 5, Count: 99}, {From: 5, To: 10, Count: 99}}
	got := recount(classes, columnOf("x", 0, 4.9, 5, 10, 12, math.NaN()))
	if got[0].Count != 2 || got[1].Count != 3 {
		t.Errorf("counts %d, %d", got[0].Count, got[1].Count)
	}
	if classes[0].Count != 99 {
		t.Error("the classes given were changed")
	}
	if recount(nil, columnOf("x", 1)) != nil {
		t.Error("classes of nothing")
	}
}

func TestDescribe(t *testing.T) {
	c := newColumn(columnOf("need", 1, 2, 4, math.NaN(), math.NaN(), math.NaN(), math.NaN()), "square", release.RoleIndicator)
	c.Flags[4], c.Flags[5], c.Flags[6] = geo.Suppressed, geo.NotApplicable, geo.Rejected
	c.describe()
	if want := (release.Counts{Present: 3, Missing: 1, Suppressed: 1, NotApplicable: 1, Rejected: 1}); c.info.Counts != want {
		t.Errorf("counts %+v", c.info.Counts)
	}
	if c.info.Min != 1 || c.info.Max != 4 || c.info.Mean != 2.3 { // one decimal more than the values have
		t.Errorf("from %g to %g, mean %g", c.info.Min, c.info.Max, c.info.Mean)
	}
	none := newColumn(columnOf("need", math.NaN()), "square", release.RoleIndicator)
	none.describe()
	if none.info.Min != 0 || none.info.Max != 0 || none.info.Mean != 0 { // infinities cannot be written as JSON
		t.Errorf("of nothing: %+v", none.info)
	}
}

func TestTestClasses(t *testing.T) {
	for _, c := range []struct {
		role   release.Role
		fdr    float64
		values []float64
		want   []geo.Class
	}{
		{release.RoleHotspot, 0.05, []float64{-1, 0, 0, 1, math.NaN()}, []geo.Class{
			{From: -1, To: 0, Label: "Coldspot", Count: 1}, {From: 0, To: 1, Label: chanceLabel, Count: 2}, {From: 1, To: 1, Label: "Hotspot", Count: 1}}},
		{release.RoleHotspotBin, 0.05, []float64{-3, 0, 1, 2, 3, 3}, []geo.Class{
			{From: -3, To: -2, Label: "Coldspot, 99%", Count: 1}, {From: -2, To: -1, Label: "Coldspot, 95%"}, {From: -1, To: 0, Label: "Low, 90% only: no coldspot"},
			{From: 0, To: 1, Label: chanceLabel, Count: 1},
			{From: 1, To: 2, Label: "High, 90% only: no hotspot", Count: 1}, {From: 2, To: 3, Label: "Hotspot, 95%", Count: 1}, {From: 3, To: 3, Label: "Hotspot, 99%", Count: 2}}},
		{release.RoleLISA, 0.05, []float64{0, 1, 2, 3, 4}, []geo.Class{
			{From: 0, To: 1, Label: chanceLabel, Count: 1}, {From: 1, To: 2, Label: "Low among low", Count: 1}, {From: 2, To: 3, Label: "Low among high", Count: 1},
			{From: 3, To: 4, Label: "High among low", Count: 1}, {From: 4, To: 4, Label: "High among high", Count: 1}}},
	} {
		got := testClasses(newColumn(columnOf(string(c.role), c.values...), "lsoa21", c.role), c.fdr)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.role, diff)
		}
	}
	if got := binLabels(hotspot.Bins(0.01)); got[0] != "Coldspot, 99.8%" || got[1] != "Coldspot, 99%" || got[2] != "Low, 98% only: no coldspot" {
		t.Errorf("labels at a rate of 1%%: %q", got)
	}
}
