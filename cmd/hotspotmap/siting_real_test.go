package main

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo/locate"
)

// bestByTrying works out from the release's own columns what every candidate and every pair of them would bring into reach, and holds the
// release to it. Reach must be from a point inside each area.
func bestByTrying(t *testing.T, rel *release.Release) {
	siting := rel.Siting()
	areas, _ := rel.Areas("lsoa21")
	index, _ := rel.Column("lsoa21", "index")
	distance, _ := rel.Column("lsoa21", "distance_"+siting.Kind)
	walkM := func(straightM float64) float64 { return math.Round(math.Round(straightM)*siting.Detour*1000) / 1000 }
	limitM := float64(siting.WithinM)

	gains := make([]map[int]float64, len(siting.Candidates)) // by candidate: need of the areas it would bring into reach
	for c, candidate := range siting.Candidates {
		site, _ := rel.Site(candidate.Site)
		gains[c] = map[int]float64{}
		sum := 0.0
		for i := range areas.Codes {
			at := orb.Point{areas.Lon[i], areas.Lat[i]}
			if walkM(distance.Values[i]) > limitM && walkM(locate.DistanceM(at, site.At)) <= limitM {
				gains[c][i] = float64(*areas.People[i]) * index.Values[i] / 10
				sum += gains[c][i]
			}
		}
		if math.Abs(sum-candidate.Gain.Need) > 0.06 || len(gains[c]) != candidate.Gain.Areas {
			t.Errorf("%s brings %v people in need of %d areas, the release says %+v", candidate.Name, sum, len(gains[c]), candidate.Gain)
		}
		if c > 0 && candidate.Gain.Need > siting.Candidates[c-1].Gain.Need {
			t.Errorf("%s comes after one that brings fewer", candidate.Name)
		}
	}
	best := 0.0
	for a := range gains {
		for b := range a {
			sum := 0.0
			for _, need := range gains[a] {
				sum += need
			}
			for area, need := range gains[b] {
				if _, both := gains[a][area]; !both {
					sum += need
				}
			}
			best = max(best, sum)
		}
	}
	if pair := siting.Plans[1]; !pair.Proven || math.Abs(best-pair.Gain.Need) > 0.06 {
		t.Errorf("the best two of all pairs bring %v people in need, the release says %+v", best, pair.Gain)
	}
	if !strings.Contains(siting.Notice, "stand-ins") {
		t.Errorf("the candidates are not called stand-ins: %q", siting.Notice)
	}
}
