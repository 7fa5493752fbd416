package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// olderDistrict is the district with figures of an older vintage, P01 to P64 and P99: P01 was split into Q01 and Q02, P03 and P99
// were merged into Q03, the others are as they were. Q01 has 1000 people and Q02 1010.
func olderDistrict(t *testing.T) district {
	t.Helper()
	d := newDistrict(t)
	links, visits := "old,new\nP01,Q01\nP01,Q02\nP99,Q03\n", "area,visits,score\nP99,5,6\n"
	for i := range side * side {
		old := strings.Replace(d.code(i), "Q", "P", 1)
		if i != 0 && i != 1 {
			links += old + "," + d.code(i) + "\n"
		}
		if i != 1 {
			visits += fmt.Sprintf("%s,%d,%d\n", old, 11, 2)
		}
	}
	d.write(t, "links.csv", links)
	d.write(t, "visits.csv", visits)
	d.edit(t, "hotspotmap.toml", "[people]", `[[conversion]]
id = "old"
to = "square"
file = "links.csv"
from = "old"
code = "new"

[[table]]
file = "visits.csv"
geography = "square"
code = "area"
codes = "old"

  [[table.indicator]]
  id = "visits"
  title = "Visits"
  column = "visits"
  counts = true
  higher = "better"

  [[table.indicator]]
  id = "score"
  title = "Score"
  column = "score"
  higher = "better"

[people]`)
	return d
}

func TestConversion(t *testing.T) {
	d, dataDir := olderDistrict(t), t.TempDir()
	outcome := d.build(t, dataDir)
	rel, err := release.Open(ReleasesDir(dataDir), outcome.Release)
	if err != nil {
		t.Fatal(err)
	}
	defer rel.Close()
	// 11 visits by 1000 and 1010 people are 5.47 and 5.53: five each, and the one left to the larger remainder.
	for column, want := range map[string][]float64{"visits": {5, 6, 16, 11}, "score": {2, 2, 4, 2}, "converted_old": {1, 1, 2, 0}} {
		c, _ := rel.Column("square", column)
		if diff := cmp.Diff(want, c.Values[:4]); diff != "" {
			t.Errorf("%s: %s", column, diff)
		}
	}
	visits, _ := rel.ColumnInfo("square", "visits")
	score, _ := rel.ColumnInfo("square", "score")
	const changes = "converted from old: 61 unchanged, 2 split, 1 merged; "
	for got, want := range map[string]string{
		visits.Note: changes + "what was split is shared out by people, what was merged added up",
		score.Note:  changes + "parts of a split area have its value, merged ones the mean, not weighted",
	} {
		if got != want {
			t.Errorf("the note is %q, want %q", got, want)
		}
	}
	var warnings []string
	for _, issue := range outcome.Issues {
		if issue.Severity == geo.SeverityWarn {
			warnings = append(warnings, issue.Error())
		}
	}
	want := []string{`visits.csv: column "score": people are not known for 1 area made of several: their values are plain means — give the population of the older areas: people = { file = "…", code = "…", column = "…" } in the [[conversion]]`}
	if diff := cmp.Diff(want, warnings); diff != "" {
		t.Error(diff)
	}
}

// What a conversion is made with counts as much as the table itself: a build after any of it changed is a fresh one.
func TestConversionAfterAChange(t *testing.T) {
	d, dataDir := olderDistrict(t), t.TempDir()
	d.build(t, dataDir)
	d.edit(t, "people.csv", "Q02,1010", "Q02,10")
	d.edit(t, "links.csv", "P99,Q03", "P99,Q04")
	if again, fresh := d.build(t, dataDir), d.build(t, t.TempDir()); again.Release != fresh.Release {
		t.Errorf("release %s, a fresh build has %s", again.Release, fresh.Release)
	}
}

// A best-fit lookup gives some areas no older one.
func TestConversionRefusesABestFit(t *testing.T) {
	d := olderDistrict(t)
	d.edit(t, "links.csv", "P01,Q02\n", "")
	_, err := Build(t.Context(), d.options(t, t.TempDir()))
	const want = `links.csv: column "new": nothing became 1 area, such as Q02 — use the exact-fit lookup of old and square; a best-fit lookup leaves areas out`
	if err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}
