package pipeline

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// opened opens the release of a build.
func (d district) opened(t *testing.T) *release.Release {
	t.Helper()
	dataDir := filepath.Join(d.folder, "data")
	r, err := release.Open(filepath.Join(dataDir, "releases"), d.build(t, dataDir).Release)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

const districtHalls = `
[[sites]]
id = "halls"
kind = "candidate"
file = "halls.csv"
name = "name"
lon = "lon"
lat = "lat"

[siting]
kind = "library"
at_most = 2
`

// The hall in the north-west is where need is; the one beside the library reaches whom the library does.
func TestSitingThroughABuild(t *testing.T) {
	d := newDistrict(t)
	d.write(t, "halls.csv", "name,lon,lat\nBeside the Library,-1.8706,52.4306\nCorner Hall,-1.895,52.495\nFar Hall,-1.825,52.495\n")
	d.write(t, "hotspotmap.toml", districtProject+districtHalls)
	if got := d.opened(t).Siting(); got == nil {
		t.Fatal("the release does not say where one more site helps most")
	} else {
		var names []string
		for _, c := range got.Candidates {
			names = append(names, c.Name)
		}
		if want := []string{"Corner Hall", "Far Hall", "Beside the Library"}; !slices.Equal(names, want) || got.Candidates[2].Gain != (geo.InReach{}) {
			t.Errorf("candidates %+v", got.Candidates)
		}
		if len(got.Plans) != 2 || got.Plans[0].Names[0] != "Corner Hall" || !got.Plans[1].Proven || got.WithinM != 800 || got.Sites != 1 {
			t.Errorf("%+v", got)
		}
		if len(got.Checks) != 3 || got.Checks[0].Title != "600 m" || got.Checks[1].Title != "1,000 m" || got.Checks[2].About != "weights" {
			t.Errorf("checks %+v", got.Checks)
		}
	}
	d.write(t, "hotspotmap.toml", districtProject)
	if got := d.opened(t).Siting(); got != nil {
		t.Errorf("nobody asked for %+v", got)
	}
}

// Of four libraries one is open in the evening, one has no hours, and two might open for longer.
func TestLongerHours(t *testing.T) {
	d := newDistrict(t)
	d.write(t, "libraries.csv", "name,lon,lat,hours\nSouth Library,-1.8705,52.4305,Mo-Fr 09:00-17:00\nWest Library,-1.895,52.455,Mo-Fr 09:00-20:00\n"+
		"Who Knows,-1.855,52.455,\nCorner Library,-1.895,52.495,Sa 10:00-12:00\n")
	d.write(t, "hotspotmap.toml", strings.Replace(districtProject, `file = "libraries.csv"`, `file = "libraries.csv"`+"\nfacts = { opening_hours = \"hours\" }", 1)+
		"[siting]\nkind = \"library\"\ncandidates = [\"libraries\"]\nhour = \"tue-18\"\nnotice = \"Ask the staff.\"\n")
	got := d.opened(t).Siting()
	if got.Sites != 1 || len(got.Candidates) != 2 || got.Candidates[0].Name != "Corner Library" || got.Candidates[1].Name != "South Library" || got.Hour != "tue-18" {
		t.Errorf("%+v", got)
	}
	const start, hours = "Of 2 libraries that are closed then, Corner Library would bring the most people in need within 800 m on foot of a library open on Tuesday at 18:00",
		"1 library whose hours are not known counts as closed."
	if !strings.HasPrefix(got.Sentence, start) || !slices.Contains(got.Sentences, hours) || got.Notice != "Ask the staff." {
		t.Errorf("%s %v", got.Sentence, got.Sentences)
	}
}

func TestTargetRuleThroughABuild(t *testing.T) {
	d := newDistrict(t)
	d.write(t, "hotspotmap.toml", districtProject+"\n[stability]\ntop = 9\n\n[targets]\nhotspot = false\nbeyond_m = 0\nmin_decile = 9\nrobust = true\nat_least_one_per = \"ward\"\nat_most_people = 9000\nat_most = 6\n")
	got := d.opened(t).Targets()
	want := geo.TargetRule{MinDecile: 9, MinTopShare: 95, AtMost: 6, AtMostPeople: 9000, OnePer: "ward"}
	if c := got.Conditions; c.MinDecile != want.MinDecile || c.MinTopShare != want.MinTopShare || c.OnePer != want.OnePer || c.AtMostPeople != want.AtMostPeople || c.AtMost != want.AtMost {
		t.Errorf("conditions %+v, want %+v", c, want)
	}
	if !strings.Contains(got.Sentence, "In East no square meets the rule.") || len(got.Targets) == 0 || len(got.NearMisses) == 0 {
		t.Errorf("%s %+v", got.Sentence, got)
	}
}
