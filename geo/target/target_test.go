package target

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/hotspot"
	"hotspotmap/geo/score"
)

var nan = math.NaN()

// town is six areas: A, B and C form a hotspot, D is dark but no hotspot, E has no index, F is at no known distance.
func town() Study {
	present := make([]geo.Flag, 6)
	absent := func(area int) []geo.Flag {
		flags := slices.Clone(present)
		flags[area] = geo.Missing
		return flags
	}
	return Study{
		Geography: geo.Geography{ID: "lsoa21", Singular: "neighbourhood", Plural: "neighbourhoods"},
		Codes:     []string{"A", "B", "C", "D", "E", "F"},
		Names:     []string{"Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"},
		Parents:   []string{"North", "North", "South", "South", "South", ""},
		People:    []float64{1500, nan, 1700, 1800, 1900, 2000},
		Score: score.Result{
			Index: geo.Column{Values: []float64{7.932, 8.104, 7.932, 9.5, nan, 1.25}, Flags: absent(4)},
			Rank:  geo.Column{Values: []float64{3, 2, 3, 1, nan, 5}, Flags: absent(4)},

			Decile: geo.Column{Values: []float64{6, 8, 6, 10, nan, 2}, Flags: absent(4)},
		},
		Test: hotspot.Result{Z: []float64{4, 5, 3, 2, nan, -1}, PAdjusted: []float64{0.0031, 0.0004, 0.0496, 0.2, nan, 0.9}},
		Hotspots: geo.Hotspots{Clusters: []geo.Cluster{
			{Class: geo.HotspotArea, Areas: []string{"A", "B", "C"}},
			{Class: geo.Coldspot, Areas: []string{"F"}},
		}},
		From: "a point inside each neighbourhood",
		Kinds: []access.Kind{{Kind: "library", Singular: "library"}, {Kind: "wifi", Singular: "free Wi-Fi site"},
			{Kind: "skills", Singular: "skills centre"}},
		Distances: []geo.Column{
			{Values: []float64{1338, 616, 500, 2000, 3000, nan}, Flags: absent(5)},
			{Values: []float64{nan, nan, nan, nan, nan, nan}, Flags: []geo.Flag{3, 3, 3, 3, 3, 3}},
			{Values: []float64{1200, 4000, 4000, 4000, 4000, nan}, Flags: absent(5)},
		},
		Nearest: [][]int{{0, 0, 0, 0, 0, -1}, {-1, -1, -1, -1, -1, -1}, {1, 1, 1, 1, 1, -1}},
		Sites:   []geo.Site{{Kind: "library", Name: "Sparkhill Library"}, {Kind: "skills"}},
		Per:     Per{geo.Geography{ID: "ward24", Singular: "ward", Plural: "wards"}, []uint32{1, 1, 2, 2, 3, 0}, []string{"North", "South", "West"}},
		Stability: &score.Stability{Uncertainty: score.Uncertainty{Draws: 1000, Top: 3},
			TopShare: geo.Column{Values: []float64{60.5, 97.3, 94.2, 100, nan, 0}, Flags: absent(4)}},
	}
}

func pick(t *testing.T, s Study, r Rule) geo.Targets {
	t.Helper()
	targets, err := Pick(s, r)
	if err != nil {
		t.Fatal(err)
	}
	return targets
}

func codes(targets geo.Targets) string {
	var codes []string
	for i, target := range targets.Targets {
		if target.Rank != i+1 {
			return "ranks out of order"
		}
		codes = append(codes, target.Code)
	}
	return strings.Join(codes, "")
}

func TestPick(t *testing.T) {
	for _, c := range []struct {
		name     string
		rule     Rule
		want     string
		matching int
		sentence string
		words    string
	}{
		{"hotspot out of reach of a library", Rule{Hotspot: true, BeyondM: 800, Kinds: []string{"library"}, Detour: 1.3}, "BA", 2,
			"2 of 6 neighbourhoods are target areas.",
			"Neighbourhoods in a hotspot and more than 800 m on foot (straight line × 1.3) from the nearest open public library, highest index first. Distance is measured from a point inside each neighbourhood."},
		{"equal indexes by code", Rule{Hotspot: true}, "BAC", 3,
			"3 of 6 neighbourhoods are target areas.",
			"Neighbourhoods in a hotspot, highest index first."},
		{"out of reach only", Rule{BeyondM: 1000, Kinds: []string{"library"}, Detour: 1}, "DA", 2,
			"2 of 6 neighbourhoods are target areas.",
			"Neighbourhoods more than 1,000 m on foot (straight line × 1) from the nearest open public library, highest index first. Distance is measured from a point inside each neighbourhood."},
		{"the nearest of several kinds", Rule{BeyondM: 1250, Kinds: []string{"library", "skills"}, Detour: 1}, "D", 1,
			"1 of 6 neighbourhoods is a target area.",
			"Neighbourhoods more than 1,250 m on foot (straight line × 1) from the nearest open public library or skills centre, highest index first. Distance is measured from a point inside each neighbourhood."},
		{"a kind without sites", Rule{Hotspot: true, BeyondM: 800, Kinds: []string{"wifi", "library"}, Detour: 1.3}, "BA", 2,
			"2 of 6 neighbourhoods are target areas. No open public free Wi-Fi site is listed, so only the nearest library counts.",
			"Neighbourhoods in a hotspot and more than 800 m on foot (straight line × 1.3) from the nearest open public free Wi-Fi site or library, highest index first. Distance is measured from a point inside each neighbourhood."},
		{"no kind with sites", Rule{Hotspot: true, BeyondM: 800, Kinds: []string{"wifi", "loans"}, Detour: 1.3}, "", 0,
			"No open public free Wi-Fi site or loans is listed, so reach is unknown and no target area can be named.",
			"Neighbourhoods in a hotspot and more than 800 m on foot (straight line × 1.3) from the nearest open public free Wi-Fi site or loans, highest index first. Distance is measured from a point inside each neighbourhood."},
		{"the first of them", Rule{Hotspot: true, AtMost: 1}, "B", 3,
			"3 of 6 neighbourhoods meet the rule for a target area; the one with the highest index is listed.",
			"Neighbourhoods in a hotspot, highest index first. At most 1 is listed."},
		{"none", Rule{Hotspot: true, BeyondM: 5000, Kinds: []string{"library"}, Detour: 1.3}, "", 0,
			"No neighbourhood meets the rule for a target area.",
			"Neighbourhoods in a hotspot and more than 5,000 m on foot (straight line × 1.3) from the nearest open public library, highest index first. Distance is measured from a point inside each neighbourhood."},
		{"an index and a decile", Rule{MinIndex: 7.932, MinDecile: 6}, "DBAC", 4,
			"4 of 6 neighbourhoods are target areas.",
			"Neighbourhoods with an index of 7.932 or more and in deciles 6 to 10 of the index, highest index first."},
		{"the tenth decile", Rule{MinDecile: 10}, "D", 1,
			"1 of 6 neighbourhoods is a target area.",
			"Neighbourhoods in decile 10 of the index, highest index first."},
		{"robust ones", Rule{MinTopShare: 95}, "DB", 2,
			"2 of 6 neighbourhoods are target areas.",
			"Neighbourhoods among the 3 most at risk in at least 95% of the draws of weights, highest index first."},
		{"at least one a ward", Rule{OnePer: true, AtMost: 2, Hotspot: true}, "BC", 3,
			"3 of 6 neighbourhoods meet the rule for a target area; 2 of them are listed. In West no neighbourhood meets the rule.",
			"Neighbourhoods in a hotspot, highest index first. The first of each ward is chosen before the others, so that each has one where any meets the rule. At most 2 are listed."},
		{"room for one ward of two", Rule{OnePer: true, AtMost: 1, Hotspot: true}, "B", 3,
			"3 of 6 neighbourhoods meet the rule for a target area; 1 of them is listed. In West no neighbourhood meets the rule. There is no room on the list for one in South.",
			"Neighbourhoods in a hotspot, highest index first. The first of each ward is chosen before the others, so that each has one where any meets the rule. At most 1 is listed."},
		{"so many people", Rule{AtMostPeople: 3500}, "DA", 5,
			"5 of 6 neighbourhoods meet the rule for a target area; 2 of them are listed. 2 were passed over, for too many people. " +
				"1 was passed over, as it is not known how many people live there.",
			"Neighbourhoods with an index, highest index first. At most 3,500 people live in those listed: one with too many for what is left is passed over."},
		{"no conditions", Rule{}, "DBACF", 5,
			"5 of 6 neighbourhoods are target areas.",
			"Neighbourhoods with an index, highest index first."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := pick(t, town(), c.rule)
			if codes(got) != c.want || got.Matching != c.matching {
				t.Errorf("%s of %d, want %s of %d", codes(got), got.Matching, c.want, c.matching)
			}
			if got.Sentence != c.sentence {
				t.Errorf("got  %s\nwant %s", got.Sentence, c.sentence)
			}
			if got.Rule != c.words {
				t.Errorf("got  %s\nwant %s", got.Rule, c.words)
			}
		})
	}
}

func TestReasons(t *testing.T) {
	targets := pick(t, town(), Rule{Hotspot: true, BeyondM: 800, Kinds: []string{"library"}, Detour: 1.3})
	want := []geo.Target{
		{Rank: 1, Code: "B", Name: "Birch", Parent: "North", Index: 8.104,
			Sentence: "Birch has an index of 8.1 (2nd highest of 5), lies in a hotspot of 3 neighbourhoods and is about 801 m on foot from the nearest open public library.",
			Reasons: []geo.Reason{
				{About: "index", Value: 8.104, Sentence: "Index 8.1 of 10, 2nd highest of 5."},
				{About: "hotspot", Value: 0.0004, Sentence: "In a hotspot of 3 neighbourhoods (adjusted p below 0.001)."},
				{About: "reach", Value: 616, Sentence: "The nearest open public library is Sparkhill Library, 616 m in a straight line, about 801 m on foot; the limit is 800 m."},
			}},
		{Rank: 2, Code: "A", Name: "Ash", Parent: "North", Index: 7.932, People: 1500,
			Sentence: "Ash has an index of 7.9 (joint 3rd highest of 5), lies in a hotspot of 3 neighbourhoods and is about 1,740 m on foot from the nearest open public library.",
			Reasons: []geo.Reason{
				{About: "index", Value: 7.932, Sentence: "Index 7.9 of 10, joint 3rd highest of 5."},
				{About: "hotspot", Value: 0.0031, Sentence: "In a hotspot of 3 neighbourhoods (adjusted p 0.003)."},
				{About: "reach", Value: 1338, Sentence: "The nearest open public library is Sparkhill Library, 1,338 m in a straight line, about 1,740 m on foot; the limit is 800 m."},
			}},
	}
	if !reflect.DeepEqual(targets.Targets, want) {
		t.Errorf("got  %+v\nwant %+v", targets.Targets, want)
	}
}

// From several points in an area, how far it is from the nearest of two kinds is measured by itself.
func TestKindsTogether(t *testing.T) {
	s := town()
	s.Kinds = append(s.Kinds, access.Together("any", s.Kinds[:2]))
	s.Distances = append(s.Distances, geo.Column{Values: []float64{700, 616, 500, 2000, 3000, nan}, Flags: s.Distances[0].Flags})
	s.Nearest = append(s.Nearest, s.Nearest[0])
	rule := Rule{BeyondM: 800, Kinds: []string{"wifi", "library"}, Detour: 1}
	if got := codes(pick(t, s, rule)); got != "D" {
		t.Errorf("targets %s, want D", got)
	}
	rule.Kinds = []string{"library"}
	if got := codes(pick(t, s, rule)); got != "DA" {
		t.Errorf("of libraries alone %s, want DA", got)
	}
}

func TestReasonsOfOtherRules(t *testing.T) {
	s := town()
	first := pick(t, s, Rule{}).Targets[0]
	alone := town()
	alone.Hotspots.Clusters[0].Areas = []string{"B"}
	if birch := pick(t, alone, Rule{Hotspot: true}).Targets[0]; birch.Sentence != "Birch has an index of 8.1 (2nd highest of 5) and is a hotspot by itself." ||
		birch.Reasons[1].Sentence != "A hotspot by itself (adjusted p below 0.001)." {
		t.Errorf("%s %v", birch.Sentence, birch.Reasons)
	}
	if first.Sentence != "Dogwood has an index of 9.5 (highest of 5)." || len(first.Reasons) != 1 {
		t.Errorf("%s %v", first.Sentence, first.Reasons)
	}
	s.Parents, s.People = nil, nil
	unnamed := pick(t, s, Rule{BeyondM: 1000, Kinds: []string{"library", "skills"}, Detour: 1}).Targets[1]
	if unnamed.Code != "A" || unnamed.Parent != "" || unnamed.People != 0 ||
		unnamed.Reasons[1].Sentence != "The nearest open public library or skills centre is one without a name, 1,200 m in a straight line, about 1,200 m on foot; the limit is 1,000 m." {
		t.Errorf("%+v", unnamed)
	}
}

func TestRefused(t *testing.T) {
	without := town()
	without.Per, without.Stability = Per{}, nil
	for _, r := range []Rule{{OnePer: true}, {MinTopShare: 95}} {
		if _, err := Pick(without, r); err == nil {
			t.Errorf("%+v is worked out without what it is about", r)
		}
	}
	for _, c := range []struct {
		name string
		rule Rule
		want string
	}{
		{"distance without kinds", Rule{BeyondM: 800, Detour: 1.3}, "kinds is empty"},
		{"distance below nothing", Rule{BeyondM: -1}, "beyond_m = -1"},
		{"no detour", Rule{BeyondM: 800, Kinds: []string{"library"}}, "detour = 0"},
		{"detour not a number", Rule{BeyondM: 800, Kinds: []string{"library"}, Detour: nan}, "detour = NaN"},
		{"fewer than none", Rule{AtMost: -1}, "at_most = -1"},
		{"fewer people than none", Rule{AtMostPeople: -1}, "at_most_people = -1"},
		{"index off its scale", Rule{MinIndex: 11}, "min_index = 11"},
		{"decile off its scale", Rule{MinDecile: 11}, "min_decile = 11"},
		{"share off its scale", Rule{MinTopShare: nan}, "NaN%"},
	} {
		if _, err := Pick(town(), c.rule); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}
