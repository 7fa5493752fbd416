package pipeline

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// withPresets is what a project says of other ways to make the district's index.
const withPresets = `[index]
presets = ["deri", "equal", "access"]

[[index.preset]]
id = "ranked"
title = "In the form of the IMD"
normalise = "imd"
out_of = 2

[stability]
draws = 200
top = 9

[[index.component]]`

// openDistrict builds the district as it is now and opens the release.
func openDistrict(t *testing.T, d district) (*release.Release, Outcome) {
	t.Helper()
	dataDir := t.TempDir()
	outcome := d.build(t, dataDir)
	r, err := release.Open(ReleasesDir(dataDir), outcome.Release)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r, outcome
}

func TestPresetsInARelease(t *testing.T) {
	d := newDistrict(t)
	d.edit(t, "hotspotmap.toml", "[[index.component]]", withPresets)
	d.edit(t, "hotspotmap.toml", "indicators = { need = 3, speed = 1 }", "about = \"access\"\nindicators = { need = 3, speed = 1 }")
	r, outcome := openDistrict(t, d)

	var titles []string
	for _, info := range outcome.Manifest.Columns {
		if info.Preset != "" && info.Geography == "square" {
			titles = append(titles, info.ID+": "+info.Title)
		}
	}
	want := []string{
		"index_deri: Index in the form of the DERI", "rank_deri: Rank: Index in the form of the DERI",
		"index_equal: Index with equal weights", "rank_equal: Rank: Index with equal weights",
		"index_access: Index of access only", "rank_access: Rank: Index of access only",
		"index_ranked: In the form of the IMD", "rank_ranked: Rank: In the form of the IMD", "index_ranked_raw: In the form of the IMD, raw score",
	}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Error(diff)
	}
	index, _ := r.Column("square", "index")
	deri, _ := r.Column("square", "index_deri")
	equal, _ := r.Column("square", "index_equal")
	if diff := cmp.Diff(index.Values, deri.Values); diff != "" { // the district's one component is min–max and whole already
		t.Errorf("the index in the form of the DERI: %s", diff)
	}
	if cmp.Equal(index.Values, equal.Values) {
		t.Error("equal weights change nothing")
	}
	if info, _ := r.ColumnInfo("ward", "rank_ranked"); info.Preset != "ranked" || info.Counts.Present != 2 {
		t.Errorf("wards by a preset: %+v", info)
	}
	if info, _ := r.ColumnInfo("square", "index_ranked"); info.Note != "exponential ranks, arithmetic means, the weights of the index" || len(info.Classes) == 0 {
		t.Errorf("note %q, classes %v", info.Note, info.Classes)
	}
	var presets []string
	for _, p := range outcome.Manifest.Presets {
		presets = append(presets, p.ID+" "+p.Normalise)
	}
	if diff := cmp.Diff([]string{"deri minmax", "equal minmax", "access minmax", "ranked imd"}, presets); diff != "" {
		t.Error(diff)
	}
}

func TestStabilityInARelease(t *testing.T) {
	d := newDistrict(t)
	d.edit(t, "hotspotmap.toml", "[[index.component]]", withPresets)
	d.edit(t, "hotspotmap.toml", "indicators = { need = 3, speed = 1 }", "about = \"access\"\nindicators = { need = 3, speed = 1 }")
	r, _ := openDistrict(t, d)
	s := r.Stability()
	if s == nil || s.Draws != 200 || s.Top != 9 || s.Robust+s.Depends+s.Never != side*side || s.Robust == 0 || s.Never == 0 {
		t.Fatalf("stability %+v", s)
	}
	share, _ := r.Column("square", "top_share")
	low, _ := r.Column("square", "rank_low")
	median, _ := r.Column("square", "rank_median")
	high, _ := r.Column("square", "rank_high")
	robust := 0
	for i := range share.Values {
		if !(low.Values[i] <= median.Values[i] && median.Values[i] <= high.Values[i]) {
			t.Errorf("square %d: ranks %v, %v, %v", i+1, low.Values[i], median.Values[i], high.Values[i])
		}
		if share.Values[i] >= 95 {
			robust++
		}
	}
	if robust != s.Robust {
		t.Errorf("%d squares are robust, and the sentence says %q", robust, s.Sentence)
	}
	info, _ := r.ColumnInfo("square", "top_share")
	counts := []int{s.Never, s.Depends, s.Robust}
	for i, class := range info.Classes {
		if class.Count != counts[i] {
			t.Errorf("class %q has %d, want %d", class.Label, class.Count, counts[i])
		}
	}
}

// A second indicator that says the same as the first is noted.
func TestDoubleCountingIsNoted(t *testing.T) {
	d := newDistrict(t)
	d.edit(t, "hotspotmap.toml", "[people]\n", "[[table]]\nfile = \"twice.csv\"\ngeography = \"square\"\ncode = \"square\"\n  [[table.indicator]]\n"+
		"  id = \"twice\"\n  title = \"Need again\"\n  column = \"need\"\n  higher = \"worse\"\n\n[people]\n")
	d.write(t, "twice.csv", d.need(1))
	d.edit(t, "hotspotmap.toml", "need = 3,", "need = 3, twice = 2,")
	_, outcome := openDistrict(t, d)
	for _, issue := range outcome.Issues {
		if issue.Severity == geo.SeverityInfo && strings.HasPrefix(issue.Problem, "“Need” and “Need again” say nearly the same (Pearson 1.00, Spearman 1.00): they move almost together, with 83% of the weight of the index") {
			return
		}
	}
	t.Errorf("not noted: %v", outcome.Issues)
}
