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
	for column, want := range map[string][]float64{"visits": {5, 6, 16, 11}, "score": {2, 2, 4, 2}, "converted_old": {1, 1, 2, 0}, "conversion_from_old": {1, 1, 2, 1}, "conversion_to_old": {2, 2, 1, 1}} {
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

// Figures of wards that were counted by the older areas come to the small areas through those: a count is shared out among the ward's
// older areas, by their people, and then among the parts of each; a rate is the ward's everywhere.
func TestConversionThroughAnother(t *testing.T) {
	d := olderDistrict(t)
	wards, people, loans := "old,ward\n", "old,people\n", "ward,loans,share\n"
	older := []string{"P99"}
	for i := range side * side {
		if i != 1 {
			older = append(older, strings.Replace(d.code(i), "Q", "P", 1))
		}
	}
	for i, old := range older {
		wards += fmt.Sprintf("%s,V%d\n", old, i%3)
		people += fmt.Sprintf("%s,%d\n", old, 100+i)
	}
	for ward, n := range []int{1001, 997, 1009} {
		loans += fmt.Sprintf("V%d,%d,%d\n", ward, n, 10*(ward+1))
	}
	d.write(t, "wards09.csv", wards)
	d.write(t, "people_old.csv", people)
	d.write(t, "loans.csv", loans)
	d.edit(t, "hotspotmap.toml", `code = "new"
`, `code = "new"
people = { file = "people_old.csv", code = "old", column = "people" }

[[conversion]]
id = "ward09"
to = "old"
file = "wards09.csv"
from = "ward"
code = "old"

[[table]]
file = "loans.csv"
geography = "square"
code = "ward"
codes = "ward09"

  [[table.indicator]]
  id = "loans"
  title = "Devices lent"
  column = "loans"
  counts = true
  higher = "better"

  [[table.indicator]]
  id = "share"
  title = "Share"
  column = "share"
  higher = "worse"
`)
	dataDir := t.TempDir()
	outcome := d.build(t, dataDir)
	rel, err := release.Open(ReleasesDir(dataDir), outcome.Release)
	if err != nil {
		t.Fatal(err)
	}
	defer rel.Close()
	total := 0.0
	counts, _ := rel.Column("square", "loans")
	for _, v := range counts.Values {
		total += v
	}
	if total != 1001+997+1009 {
		t.Errorf("%v devices are left of %d", total, 1001+997+1009)
	}
	// P99 is of V0, P01 of V1; Q03 is made of P99, with 100 people and 10 %, and of P03, with 102 and 30 %.
	share, _ := rel.Column("square", "share")
	if diff := cmp.Diff([]float64{20, 20, 20, 10}, share.Values[:4]); diff != "" {
		t.Error(diff)
	}
	info, _ := rel.ColumnInfo("square", "loans")
	if !strings.HasPrefix(info.Note, "converted from ward09 through old: ") {
		t.Errorf("the note is %q", info.Note)
	}
	d.edit(t, "people_old.csv", "P03,102", "P03,50")
	if again, fresh := d.build(t, dataDir), d.build(t, t.TempDir()); again.Release != fresh.Release || again.Release == outcome.Release {
		t.Errorf("release %s, a fresh build has %s", again.Release, fresh.Release)
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
	const want = `links.csv: column "new": nothing became 1 area, such as Q02 — use a lookup of old that has every area of square: between two vintages of LSOAs the exact fit, as their best fit leaves areas out; for wards the best fit of LSOAs to wards`
	if err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}
