package release_test

import (
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

func TestSiting(t *testing.T) {
	siting := open(t, 0).Siting()
	if siting == nil || siting.Plans[0].Gain.Need != 1300.5 || *siting.Evenness.Concentration != 0.25 {
		t.Errorf("%+v", siting)
	}
	if r, err := finish(t, release.SitingFile, nil); err != nil || r.Siting() != nil {
		t.Errorf("a release that was not asked for it: %v, %v", r.Siting(), err)
	}
}

func TestSitingIsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		siting geo.Siting
		want   string
	}{
		{"a candidate that is no site", geo.Siting{Candidates: []geo.Candidate{{Site: "halls-9"}}}, `siting.json: candidate "halls-9" is not among the sites`},
		{"a plan with another site", geo.Siting{Plans: []geo.SitingPlan{{Sites: []string{"halls-9"}, Names: []string{"Hall"}}}}, `siting.json: plan 1 has site "halls-9"`},
		{"a plan without a site", geo.Siting{Plans: []geo.SitingPlan{{}}}, "siting.json: plan 1 has 0 sites"},
		{"a site without a name", geo.Siting{Plans: []geo.SitingPlan{{Sites: []string{"halls-1"}}}}, "siting.json: plan 1 has 1 sites and 0 names"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := finish(t, release.SitingFile, c.siting); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
