package target

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

func TestNearMisses(t *testing.T) {
	for _, c := range []struct {
		name string
		rule Rule
		want []string
	}{
		{"the next in line", Rule{Hotspot: true, FDR: 0.05, AtMost: 1}, []string{
			"Ash would be a target area if 2 neighbourhoods were listed instead of 1: its index is 7.9 (joint 3rd highest of 5).",
			"Cedar would be a target area if 3 neighbourhoods were listed instead of 1: its index is 7.9 (joint 3rd highest of 5).",
			"Dogwood would be a target area if hotspots were named at a false discovery rate of 20% instead of 5%: its index is 9.5 (highest of 5) and the adjusted p of its test is 0.2.",
		}},
		{"hardly no hotspot", Rule{Hotspot: true, FDR: 0.05}, []string{
			"Dogwood would be a target area if hotspots were named at a false discovery rate of 20% instead of 5%: its index is 9.5 (highest of 5) and the adjusted p of its test is 0.2.",
		}},
		{"just within reach", Rule{Hotspot: true, FDR: 0.05, BeyondM: 800, Kinds: []string{"library"}, Detour: 1.3}, []string{
			"Dogwood would be a target area if hotspots were named at a false discovery rate of 20% instead of 5%: its index is 9.5 (highest of 5) and the adjusted p of its test is 0.2.",
			"Cedar would be a target area if the limit were 649 m instead of 800 m: its index is 7.9 (joint 3rd highest of 5) and the nearest open public library is 650 m away on foot.",
		}},
		{"a walk that is no whole number", Rule{MinIndex: 7.9, MinDecile: 6, BeyondM: 801, Kinds: []string{"library"}, Detour: 1.3}, []string{
			"Birch would be a target area if the limit were 800 m instead of 801 m: its index is 8.1 (2nd highest of 5) and the nearest open public library is 800.8 m away on foot.",
			"Cedar would be a target area if the limit were 649 m instead of 801 m: its index is 7.9 (joint 3rd highest of 5) and the nearest open public library is 650 m away on foot.",
		}},
		{"a lower index", Rule{MinIndex: 8}, []string{
			"Ash would be a target area if an index of 7.9 were enough instead of 8: its index is 7.9 (joint 3rd highest of 5).",
			"Cedar would be a target area if an index of 7.9 were enough instead of 8: its index is 7.9 (joint 3rd highest of 5).",
		}},
		{"a lower decile", Rule{MinDecile: 8}, []string{
			"Ash would be a target area if decile 6 were enough instead of 8: its index is 7.9 (joint 3rd highest of 5) and it is in decile 6.",
			"Cedar would be a target area if decile 6 were enough instead of 8: its index is 7.9 (joint 3rd highest of 5) and it is in decile 6.",
		}},
		{"almost robust", Rule{MinTopShare: 95}, []string{
			"Cedar would be a target area if 94.2% of the draws of weights were enough instead of 95%: its index is 7.9 (joint 3rd highest of 5) and it is among the 3 most at risk in 94.2% of the draws.",
			"Ash would be a target area if 60.5% of the draws of weights were enough instead of 95%: its index is 7.9 (joint 3rd highest of 5) and it is among the 3 most at risk in 60.5% of the draws.",
		}},
		{"too many people", Rule{AtMostPeople: 3400}, []string{
			"Cedar would be a target area if 5,000 people were allowed for instead of 3,400: its index is 7.9 (joint 3rd highest of 5) and 1,700 people live there.",
		}},
		// With a limit of 649 m Cedar would meet the rule too, but come after Dogwood, Birch and Ash.
		{"no change that would not do", Rule{BeyondM: 800, Kinds: []string{"library"}, Detour: 1.3, AtMost: 3}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			misses := pick(t, town(), c.rule).NearMisses
			var got []string
			for _, m := range misses {
				got = append(got, m.Sentence)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestReasonsOfStabilityAndParent(t *testing.T) {
	targets := pick(t, town(), Rule{MinIndex: 7, MinDecile: 6, MinTopShare: 94, OnePer: true, AtMost: 2})
	if got := codes(targets); got != "DB" {
		t.Fatalf("targets %s", got)
	}
	birch := targets.Targets[1]
	if want := "Birch has an index of 8.1 (2nd highest of 5) and stays among the 3 most at risk when the weights are drawn anew."; birch.Sentence != want {
		t.Errorf("got  %s\nwant %s", birch.Sentence, want)
	}
	for i, want := range []string{
		"Index 8.1 of 10, 2nd highest of 5, decile 8; the least asked for is 7.",
		"Among the 3 most at risk in 97.3% of 1,000 draws of the weights.",
	} {
		if got := birch.Reasons[i].Sentence; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	// Of Dogwood, Birch, Ash and Cedar, in this order, Dogwood and Cedar are of South: without a place for each ward the two
	// in the hotspot's order would be Birch and Ash.
	perWard := pick(t, town(), Rule{Hotspot: true, OnePer: true, AtMost: 2})
	if reason := perWard.Targets[1].Reasons[2]; reason.About != "parent" || reason.Sentence != "The highest index that meets the rule in South; each ward is to have one." {
		t.Errorf("%+v", reason)
	}
	if len(perWard.Targets[0].Reasons) != 2 {
		t.Errorf("Birch is listed for its ward: %+v", perWard.Targets[0].Reasons)
	}
}

// drawStudy draws a study of areas in wards, with ties and missing values.
func drawStudy(t *rapid.T) Study {
	s := town()
	n := rapid.IntRange(1, 12).Draw(t, "areas")
	s.Codes, s.Names, s.Parents, s.Per.Parents = nil, nil, nil, nil
	index := geo.NewColumn(geo.Indicator{ID: "index", Decimals: 3}, n)
	top := geo.NewColumn(geo.Indicator{}, n)
	s.People, s.Test.Z, s.Test.PAdjusted = make([]float64, n), make([]float64, n), make([]float64, n)
	s.Distances, s.Nearest = []geo.Column{geo.NewColumn(geo.Indicator{}, n)}, [][]int{make([]int, n)}
	var hot []string
	for i := range n {
		code := string(rune('A' + i))
		s.Codes, s.Names, s.Parents = append(s.Codes, code), append(s.Names, code), append(s.Parents, "")
		s.Per.Parents = append(s.Per.Parents, uint32(rapid.IntRange(0, 3).Draw(t, "ward")))
		s.People[i], s.Test.Z[i], s.Test.PAdjusted[i] = nan, nan, nan
		if rapid.IntRange(0, 5).Draw(t, "people known") > 0 {
			s.People[i] = float64(rapid.IntRange(0, 9).Draw(t, "people") * 100)
		}
		if rapid.IntRange(0, 5).Draw(t, "index known") > 0 {
			index.Values[i], index.Flags[i] = float64(rapid.IntRange(0, 8).Draw(t, "index")), geo.Present
			top.Values[i], top.Flags[i] = float64(rapid.IntRange(0, 10).Draw(t, "top")*10), geo.Present
			s.Test.Z[i], s.Test.PAdjusted[i] = float64(rapid.IntRange(-1, 1).Draw(t, "z")), float64(rapid.IntRange(0, 20).Draw(t, "p"))/100
			if s.Test.Z[i] > 0 && s.Test.PAdjusted[i] <= 0.05 {
				hot = append(hot, code)
			}
		}
		s.Distances[0].Values[i], s.Distances[0].Flags[i] = float64(rapid.IntRange(0, 12).Draw(t, "distance")*100), geo.Present
	}
	s.Score.Index = index
	s.Score.Rank, s.Score.Decile = score.Rank(index)
	s.Stability.TopShare = top
	s.Hotspots.Clusters = []geo.Cluster{{Class: geo.HotspotArea, Areas: hot}}
	s.Kinds, s.Sites = s.Kinds[:1], s.Sites[:1]
	return s
}

func drawRule(t *rapid.T) Rule {
	r := Rule{FDR: 0.05, Detour: 1.3, Kinds: []string{"library"}, Hotspot: rapid.Bool().Draw(t, "hotspot"), OnePer: rapid.Bool().Draw(t, "one per")}
	r.AtMost = rapid.IntRange(0, 4).Draw(t, "at most")
	r.AtMostPeople = rapid.SampledFrom([]int{0, 0, 500, 1500}).Draw(t, "at most people")
	r.MinIndex = float64(rapid.SampledFrom([]int{0, 3, 6}).Draw(t, "min index"))
	r.MinDecile = rapid.SampledFrom([]int{0, 5, 9}).Draw(t, "min decile")
	r.MinTopShare = float64(rapid.SampledFrom([]int{0, 50, 95}).Draw(t, "top share"))
	r.BeyondM = rapid.SampledFrom([]int{0, 500, 800}).Draw(t, "beyond")
	return r
}

// Targets meet the rule and its limits, and every near miss is a target once the change that it names is made, and not before.
func TestEveryChangeWouldDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, r := drawStudy(t), drawRule(t)
		targets, err := Pick(s, r)
		if err != nil {
			t.Fatal(err)
		}
		listed := map[string]bool{}
		people := 0.0
		for i, target := range targets.Targets {
			if i > 0 && target.Index > targets.Targets[i-1].Index {
				t.Fatal("not in order of index")
			}
			listed[target.Code], people = true, people+target.People
		}
		if r.AtMost > 0 && len(listed) > r.AtMost || r.AtMostPeople > 0 && people > float64(r.AtMostPeople) {
			t.Fatalf("%d areas with %v people under %+v", len(listed), people, r)
		}
		for _, miss := range targets.NearMisses {
			if listed[miss.Code] {
				t.Fatalf("%s is a target, and nearly one", miss.Code)
			}
			other := s
			changed := r
			switch miss.About {
			case aboutAtMost:
				changed.AtMost = int(miss.Needed)
			case aboutPeople:
				changed.AtMostPeople = int(miss.Needed)
			case aboutIndex:
				changed.MinIndex = miss.Needed
			case aboutDecile:
				changed.MinDecile = int(miss.Needed)
			case aboutStability:
				changed.MinTopShare = miss.Needed
			case aboutReach:
				changed.BeyondM = int(miss.Needed)
			case aboutHotspot:
				var hot []string
				for i, code := range s.Codes {
					if s.Test.Z[i] > 0 && s.Test.PAdjusted[i] <= miss.Needed {
						hot = append(hot, code)
					}
				}
				other.Hotspots.Clusters = []geo.Cluster{{Class: geo.HotspotArea, Areas: hot}}
			}
			again, err := Pick(other, changed)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(again.Targets, func(target geo.Target) bool { return target.Code == miss.Code }) {
				t.Fatalf("%s is no target though: %s", miss.Code, miss.Sentence)
			}
		}
	})
}

// At least one in each ward: a ward with an area that meets the rule has a target, whenever there is room for one of each.
func TestOneOfEach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStudy(t)
		targets, err := Pick(s, Rule{OnePer: true, AtMost: 3})
		if err != nil {
			t.Fatal(err)
		}
		want, got := map[uint32]bool{}, map[uint32]bool{}
		for i, f := range s.Score.Index.Flags {
			if f == geo.Present && s.Per.Parents[i] > 0 {
				want[s.Per.Parents[i]] = true
			}
		}
		for _, target := range targets.Targets {
			got[s.Per.Parents[slices.Index(s.Codes, target.Code)]] = true
		}
		for ward := range want {
			if !got[ward] {
				t.Fatalf("ward %d has no target: %+v", ward, targets)
			}
		}
	})
}
