package server

import (
	"net/http"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// siting has two plans: the hall, which reaches areas 9 and 10, and besides it a building in area 30 whose gain is not proven. A third
// candidate, in an area of a hostile name, reaches nobody.
func (d district) siting() geo.Siting {
	area := func(i int, need float64) geo.SitingArea {
		return geo.SitingArea{Code: d.code(i), Name: "Testford", Parent: "Ward 01 & Green", People: 1500, Need: need}
	}
	concentration := 0.2
	even := func(mean, tenth float64) *geo.Evenness {
		return &geo.Evenness{Mean: mean, TenthMean: tenth, Concentration: &concentration}
	}
	return geo.Siting{
		Geography: "lsoa21", Kind: "library", WithinM: 800, Detour: 1.3, From: "a point inside each neighbourhood", NeedOf: "people × index ÷ 10",
		Sites: 1, Total: geo.InReach{Areas: 140, People: 210_000, Need: 50_000}, Unknown: 4, Before: geo.InReach{Areas: 9, People: 13_500, Need: 2000},
		Evenness: even(6.4, 12), AtMost: 2,
		Candidates: []geo.Candidate{
			{Rank: 1, Site: "halls-1", Name: "Church Hall", Area: d.code(8), Gain: geo.InReach{Areas: 2, People: 3000, Need: 1234.6}},
			{Rank: 2, Site: "wifi-1", Name: hostileSite, Area: d.code(2)},
		},
		Plans: []geo.SitingPlan{
			{Sites: []string{"halls-1"}, Names: []string{"Church Hall"}, Gain: geo.InReach{Areas: 2, People: 3000, Need: 1234.6}, Bound: 1234.6, Proven: true,
				Gains: []geo.SitingArea{area(8, 700), area(9, 534.6)}, Left: geo.InReach{Areas: 129, People: 193_500, Need: 46_765.4}, LeftMost: []geo.SitingArea{area(66, 1300)},
				Evenness: even(7.9, 12.5), Sentence: "Church Hall would bring about 1,200 people in need into reach."},
			{Sites: []string{"halls-1", "wifi-1"}, Names: []string{"Church Hall", hostileSite}, Gain: geo.InReach{Areas: 3, People: 4500, Need: 2000}, Bound: 2100,
				Gains: []geo.SitingArea{area(8, 700), area(9, 534.6), area(29, 765.4)}, LeftMost: []geo.SitingArea{}, Evenness: even(8, 13), Sentence: "The best 2 would bring more."},
		},
		Checks:    []geo.SitingCheck{{About: "distance", Title: "600 m", Site: "halls-1", Name: "Church Hall", Rank: 1}},
		Sentences: []string{"Church Hall stays the first choice if reach is 600 m."},
		Notice:    "The candidates are stand-ins.", Sentence: "Of 2 candidate buildings, Church Hall would bring most people in need into reach.",
	}
}

func TestSitingPage(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	for _, test := range []struct {
		path  string
		wants []string
		not   string
	}{
		{"/siting", []string{
			"Of 2 candidate buildings, Church Hall would bring most people in need into reach.", "The candidates are stand-ins.",
			"People in need are counted as people × index ÷ 10: a weight to compare places by, not the number who are excluded.",
			"Church Hall stays the first choice if reach is 600 m.",
			"Today2,0004.06.412.0 1Church Hall3,2356.5+1,2357.912.5No, that is proven 2", "4,0008.0+7658.013.0By at most 100", "Would others bring more?", "People in need people × index ÷ 10",
			"Who does not gain: about 47,000 people in need would be left out of reach, in 129 neighbourhoods.", "1,3001,500",
			"Church Hall candidate building1Testford 003A Ward 03 & Green1,2353,0002",
		}, "The best 2 would bring more."},
		{"/siting?sites=2", []string{"The best 2 would bring more.", "Nobody whose need is known would be left out of reach."}, "Who does not gain"},
		{"/siting?sites=3&page=x", []string{"Church Hall would bring about 1,200 people in need into reach."}, "The best 2 would"},
		{"/siting?parent=E05000003", []string{"The one candidate in Ward 03 & Green, Church Hall, would bring about 1,200 people in need into reach, the highest of 2.", "Church Hall candidate building1"}, ""},
		{"/siting?parent=E05000005", []string{"No candidate lies in Ward 05 & Green."}, "Testford 003A"},
		{"/siting?parent=E05000001", []string{"No candidate in Ward 01 & Green would bring anyone into reach."}, ""},
		{"/sites/halls-1", []string{"As one more library it would bring about 1,200 people in need (counted as people × index ÷ 10) into reach, the highest of 2 candidates."}, ""},
		{"/sites/wifi-1", []string{"As one more library it would bring nobody in need into reach."}, ""},
		{"/sites/libraries-1", []string{"counts towards reach"}, "As one more"},
		{"/targets", []string{"Nearly target areas", "would be a target area if 21 neighbourhoods were listed", "Where one more site would help most"}, ""},
		{"/method", []string{"Where one more site helps most", "maximal covering location problem"}, ""},
	} {
		t.Run(test.path, func(t *testing.T) {
			w := get(t, h, test.path)
			if w.Code != http.StatusOK {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			said := words(byID(t, w.Body.Bytes(), "main"))
			for _, want := range test.wants {
				if !strings.Contains(said, want) {
					t.Errorf("it does not say %q; it says %s", want, said)
				}
			}
			if test.not != "" && strings.Contains(said, test.not) {
				t.Errorf("it says %q", test.not)
			}
		})
	}
}

// What is chosen in one form of the page stays chosen when the other is sent.
func TestSitingFormsKeepEachOther(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	page := get(t, h, "/siting?sites=2&parent=E05000003").Body.String()
	for _, want := range []string{`<input type="hidden" name="parent" value="E05000003">`, `<input type="hidden" name="sites" value="2">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if page := get(t, h, "/siting").Body.String(); strings.Contains(page, `type="hidden" name="sites"`) || strings.Contains(page, `type="hidden" name="parent"`) {
		t.Error("what was not chosen is kept")
	}
	if page := get(t, h, "/siting").Body.String(); !strings.Contains(page, "Synthetic data.") {
		t.Error("the notice about the data is not there")
	}
}

func TestWhyNot(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	for _, test := range []struct {
		name, path, want string
	}{
		{"far from the middle", "/areas/E01000001", "Why it is not a target areaIt is in decile 1 of the index; the rule asks for 9 or higher.It is not in a hotspot." +
			"The nearest library is 871 m away on foot; the rule asks for more than 900 m."},
		{"within reach only", "/areas/E01000140", "It is in decile 4 of the index; the rule asks for 9 or higher.It is not in a hotspot. Every figure"},
		{"nearly one", "/areas/E01000051", "would be a target area if 21 neighbourhoods were listed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if said := words(byID(t, get(t, h, test.path).Body.Bytes(), "main")); !strings.Contains(said, test.want) {
				t.Errorf("it does not say %q; it says %s", test.want, said)
			}
		})
	}
	if said := words(byID(t, get(t, h, "/areas/E01000078").Body.Bytes(), "main")); strings.Contains(said, "Why it is not") {
		t.Errorf("of a target it says why it is none: %s", said)
	}
}

func TestWhyNotByEveryCondition(t *testing.T) {
	releases, id := district{12, 12}.write(t)
	m := openModel(t, releases, id)
	p, _ := m.place("E01000001")
	for _, test := range []struct {
		name string
		rule geo.TargetRule
		want string
	}{
		{"index", geo.TargetRule{MinIndex: 7}, "Its index is 0.448; the rule asks for 7 or more."},
		{"no sites of the kind", geo.TargetRule{BeyondM: 800, Kinds: []string{}}, "No open public site is listed of the kinds that the rule is about, so reach is unknown."},
		{"an unknown distance", geo.TargetRule{BeyondM: 800, Kinds: []string{"candidate"}}, "How far it is from a candidate building is not known."},
		{"out of reach", geo.TargetRule{BeyondM: 800, Kinds: []string{"library"}}, ""},
		{"stability", geo.TargetRule{MinTopShare: 95}, "How often it is among the most at risk when the weights are drawn anew is not known."},
	} {
		if got := strings.Join(m.unmet(p, test.rule), " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func openModel(t *testing.T, releases, id string) *model {
	t.Helper()
	rel, err := release.Open(releases, id)
	check(t, err)
	t.Cleanup(func() { check(t, rel.Close()) })
	m, err := newModel(rel)
	check(t, err)
	return m
}
