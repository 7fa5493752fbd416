package pipeline

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// threeWards are five squares in three wards: the first whole, the second with a gap in everything, the third unknown.
func threeWards() (study, findings, level) {
	nan := math.NaN()
	ward := level{
		Geography: geo.Geography{ID: "ward", Singular: "ward", Plural: "wards"},
		areas:     make([]data.Area, 3), parents: []uint32{1, 1, 2, 2, 3},
	}
	s := study{
		small:   level{Geography: geo.Geography{ID: "square", Singular: "square", Plural: "squares"}},
		parents: []level{ward}, people: []float64{100, 300, 200, nan, nan},
	}
	f := findings{
		score:   score.Result{Index: columnOf("index", 2, 6, 8, 5, nan)},
		classes: []geo.HotspotClass{geo.HotspotArea, geo.NotDistinguishable, geo.HotspotArea, geo.NotDistinguishable, geo.NotDistinguishable},
		tested:  []geo.Column{columnOf("hotspot", 1, 0, 1, nan, nan)},
	}
	f.tested[0].Flags[4] = geo.NotApplicable
	return s, f, ward
}

func TestParentColumns(t *testing.T) {
	s, f, ward := threeWards()
	nan := math.NaN()
	small := []column{
		newColumn(f.score.Index, "square", release.RoleIndex),
		newColumn(columnOf("index_within", 1, 2, 3, 4, 5), "square", release.RoleIndex),
		newColumn(columnOf("index_equal", 2, 2, 9, 9, nan), "square", release.RoleIndex),
		newColumn(columnOf("need", 1, nan, 3, 5, nan), "square", release.RoleIndicator),
		newColumn(columnOf("top_share", 95, 94, 100, nan, nan), "square", release.RoleTopShare),
	}
	small[2].info.Preset, small[2].info.Title = "equal", "Equal weights"
	small[0].info.Classes = []geo.Class{{From: 0, To: 6}, {From: 6, To: 10}}
	got := map[string]column{}
	for _, c := range parentColumns(s, f, ward, small) {
		got[c.Indicator.ID] = c
	}
	for id, want := range map[string][]float64{
		"index":         {5, 8, nan}, // (100 × 2 + 300 × 6) / 400
		"rank":          {2, 1, nan},
		"index_equal":   {2, 9, nan},
		"rank_equal":    {2, 1, nan},
		"need":          {1, 3, nan},
		"hotspot_share": {50, 100, nan}, // of those tested; where none was, not zero
		"robust_share":  {50, 100, nan}, // people do not count: it is of areas
		"people":        {400, 200, nan},
	} {
		if diff := cmp.Diff(want, got[id].Values, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	if flag := got["hotspot_share"].Flags[2]; flag != geo.NotApplicable {
		t.Errorf("the share where nothing could be tested is %v", flag)
	}
	if len(got) != 8 {
		t.Errorf("%d columns: an index on several scales has no mean", len(got))
	}
	if classes := got["index"].info.Classes; classes[0].Count != 1 || classes[1].Count != 1 {
		t.Errorf("classes %+v", classes)
	}
	for id, want := range map[string]string{
		"index":  "mean of its squares, weighted by people (leaving out 2 squares whose people are not known)",
		"need":   "mean of its squares, weighted by people (leaving out 2 squares whose people are not known); in 1 ward it rests on some of the people only, 25% at the least",
		"people": "sum over its squares (leaving out 2 squares whose people are not known)",
	} {
		if note := got[id].info.Note; note != want {
			t.Errorf("%s: %q", id, note)
		}
	}
}

func TestParentColumnsWithoutPeople(t *testing.T) {
	s, f, ward := threeWards()
	s.people = nil
	columns := parentColumns(s, f, ward, []column{newColumn(f.score.Index, "square", release.RoleIndex)})
	if note := columns[0].info.Note; note != "mean of its squares" || columns[0].Values[0] != 4 {
		t.Errorf("%v, %q", columns[0].Values, note)
	}
	for _, c := range columns {
		if c.info.Role == release.RolePeople {
			t.Error("there are people")
		}
	}
}
