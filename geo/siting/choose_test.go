package siting

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// north is a place so many metres north of 52.5° N: a degree of the meridian is 111,277 m there.
func north(metres float64) orb.Point { return orb.Point{-1.9, 52.5 + metres/111_277} }

func building(id, name string, metres float64, aid uint32) geo.Site {
	return geo.Site{ID: id, Kind: geo.KindCandidate, Name: name, At: north(metres), AID: aid, Access: geo.Public}
}

// road is six areas along a road, a site at its beginning that reaches the first two, and candidates: X and Y each reach the third and
// fourth, Z the fifth, W nobody. The sixth has no index.
func road() Study {
	s := Study{
		Geography:  geo.Geography{ID: "lsoa21", Singular: "neighbourhood", Plural: "neighbourhoods"},
		Codes:      []string{"A", "B", "C", "D", "E", "F"},
		Names:      []string{"Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"},
		Parents:    []string{"South", "South", "South", "North", "North", ""},
		People:     []float64{1000, 1000, 1000, 1000, 1000, 1000},
		Points:     access.Inside([]orb.Point{north(0), north(500), north(1000), north(1500), north(3000), north(6000)}),
		From:       "a point inside each neighbourhood",
		Kind:       access.Kind{Kind: "wifi", Singular: "free Wi-Fi site"},
		Candidate:  access.Kind{Singular: "candidate building"},
		Sites:      []geo.Site{{ID: "w-1", Kind: "wifi", At: north(0)}},
		Candidates: []geo.Site{building("x", "Xenia Hall", 1250, 3), building("y", "Yew Hall", 950, 3), building("z", "Zion Chapel", 3000, 5), building("w", "Wold Barn", 10_000, 6)},
		WithinM:    600, Detour: 1, AtMost: 3,
	}
	index := geo.Column{Indicator: geo.Indicator{ID: "index"}, Values: []float64{5, 4, 3, 2, 1, math.NaN()}, Flags: []geo.Flag{0, 0, 0, 0, 0, geo.Missing}}
	s.Need = access.NeedOf(s.People, index, 10)
	return s
}

func choose(t *testing.T, s Study) geo.Siting {
	t.Helper()
	r, err := Choose(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func evenness(mean, tenth, concentration float64) *geo.Evenness {
	return &geo.Evenness{Mean: mean, TenthMean: tenth, Concentration: &concentration}
}

// The concentration index of today is worked by hand: of five areas alike in people the two most in need are in reach, so that μ = 0.4 and
// C = 2/0.4 × 0.2 × (0.4·0.4 + 0.4·0.2 + 0 + 0.6·0.2 + 0.6·0.4) = 0.6.
func TestChoose(t *testing.T) {
	want := geo.Siting{
		Geography: "lsoa21", Kind: "wifi", WithinM: 600, Detour: 1, From: "a point inside each neighbourhood", NeedOf: "people × index ÷ 10",
		Sites: 1, Total: geo.InReach{Areas: 5, People: 5000, Need: 1500}, Unknown: 1, Before: geo.InReach{Areas: 2, People: 2000, Need: 900}, AtMost: 3,
		Evenness: evenness(40, 100, 0.6),
		Candidates: []geo.Candidate{
			{Rank: 1, Site: "x", Name: "Xenia Hall", Area: "C", Gain: geo.InReach{Areas: 2, People: 2000, Need: 500}},
			{Rank: 1, Site: "y", Name: "Yew Hall", Area: "C", Gain: geo.InReach{Areas: 2, People: 2000, Need: 500}},
			{Rank: 3, Site: "z", Name: "Zion Chapel", Area: "E", Gain: geo.InReach{Areas: 1, People: 1000, Need: 100}},
			{Rank: 4, Site: "w", Name: "Wold Barn", Area: "F"},
		},
		Plans: []geo.SitingPlan{
			{Sites: []string{"x"}, Names: []string{"Xenia Hall"}, Gain: geo.InReach{Areas: 2, People: 2000, Need: 500}, Bound: 500, Proven: true,
				Gains:    []geo.SitingArea{{Code: "C", Name: "Cedar", Parent: "South", People: 1000, Need: 300}, {Code: "D", Name: "Dogwood", Parent: "North", People: 1000, Need: 200}},
				Left:     geo.InReach{Areas: 1, People: 1000, Need: 100},
				LeftMost: []geo.SitingArea{{Code: "E", Name: "Elm", Parent: "North", People: 1000, Need: 100}},
				Evenness: evenness(80, 100, 0.2),
				Sentence: "Xenia Hall would bring about 500 people in need into reach, in 2 neighbourhoods; no other one would bring more."},
			{Sites: []string{"x", "z"}, Names: []string{"Xenia Hall", "Zion Chapel"}, Gain: geo.InReach{Areas: 3, People: 3000, Need: 600}, Bound: 600, Proven: true,
				Gains: []geo.SitingArea{{Code: "C", Name: "Cedar", Parent: "South", People: 1000, Need: 300}, {Code: "D", Name: "Dogwood", Parent: "North", People: 1000, Need: 200},
					{Code: "E", Name: "Elm", Parent: "North", People: 1000, Need: 100}},
				LeftMost: []geo.SitingArea{}, Evenness: evenness(100, 100, 0),
				Sentence: "The best 2, Xenia Hall and Zion Chapel, would bring about 600 people in need into reach, in 3 neighbourhoods; no other 2 would bring more."},
		},
		Checks: []geo.SitingCheck{},
		Sentences: []string{"1 neighbourhood whose need is not known counts for nothing.",
			"Of the tenth of people most in need, 100% are in reach today and 100% would be with the best 2; of everyone, 40% and 100%."},
		Sentence: "Of 4 candidate buildings, Xenia Hall would bring the most people in need within 600 m on foot of a free Wi-Fi site: about 500, or 83% of " +
			"those now out of reach. Yew Hall would bring as many.",
	}
	if diff := cmp.Diff(want, choose(t, road())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What cannot be answered is said, whatever is lacking.
func TestWithoutAnAnswer(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Study)
		want   string
	}{
		{"no candidates", func(s *Study) { s.Candidates = nil }, "No candidate building is listed, so none can be named."},
		{"only closed ones", func(s *Study) { s.Candidates = s.Candidates[:1]; s.Candidates[0].Closed = true },
			"Every candidate building is out of use or not open to the public, so none can be named. 1 candidate building is out of use or not open to the public, and does not count."},
		{"only useless ones", func(s *Study) { s.Candidates = s.Candidates[3:] }, "None of the 1 candidate building would bring anyone more within 600 m on foot of a free Wi-Fi site."},
		{"all in reach", func(s *Study) { s.WithinM = 5000 }, "Everyone whose need is known is within 5,000 m on foot of a free Wi-Fi site already, so no other is needed for that."},
		{"no people", func(s *Study) { s.People = nil; s.Need = access.NeedOf(nil, geo.NewColumn(geo.Indicator{}, 6), 10) },
			"No neighbourhood has people of whom need and place are known, so no building can be said to help most."},
		{"nobody lives there", func(s *Study) {
			s.People = make([]float64, 6)
			s.Need = access.Need{Each: make([]float64, 6)}
		}, "No neighbourhood has people of whom need and place are known, so no building can be said to help most."},
		{"no area has a point", func(s *Study) {
			nowhere := orb.Point{math.NaN(), math.NaN()}
			s.Points = access.Inside([]orb.Point{nowhere, nowhere, nowhere, nowhere, nowhere, nowhere})
		}, "No neighbourhood has people of whom need and place are known, so no building can be said to help most."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := road()
			c.change(&s)
			r := choose(t, s)
			said := strings.Join(append([]string{r.Sentence}, r.Sentences...), " ")
			if !strings.HasPrefix(said, c.want) || len(r.Plans) > 0 || len(r.Checks) > 0 {
				t.Errorf("got  %s %v\nwant %s", said, r.Plans, c.want)
			}
		})
	}
}

func TestOtherSentences(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Study)
		want   string
	}{
		{"one candidate", func(s *Study) { s.Candidates = s.Candidates[2:3] },
			"The one candidate building, Zion Chapel, would bring about 100 people in need within 600 m on foot of a free Wi-Fi site, or 17% of those now out of reach."},
		{"a runner-up", func(s *Study) { s.Candidates = s.Candidates[1:] }, "The next, Zion Chapel, would bring 80% fewer."},
		{"no runner-up", func(s *Study) { s.Candidates = s.Candidates[2:] }, "No other would bring anyone."},
		{"no sites", func(s *Study) { s.Sites = nil }, "No public free Wi-Fi site is listed: the figures take it that there is none."},
		{"at an hour", func(s *Study) { hour := geo.Hour(24 + 19); s.Hour, s.Sites = &hour, nil },
			"within 600 m on foot of a free Wi-Fi site open on Tuesday at 19:00: about 900, or 60% of those now out of reach."},
		{"restricted candidates", func(s *Study) { s.Candidates[2].Access, s.Candidates[3].Access = geo.Restricted, geo.Restricted },
			"2 candidate buildings are out of use or not open to the public, and do not count."},
		{"unknown hours", func(s *Study) { s.HoursUnknown = 3 }, "3 free Wi-Fi sites whose hours are not known count as closed."},
		{"longer hours", func(s *Study) {
			s.Candidate = access.Kind{Singular: "library that is closed then", Plural: "libraries that are closed then"}
		},
			"Of 4 libraries that are closed then, Xenia Hall would"},
		{"names shared", func(s *Study) { s.Candidates[0].Name, s.Candidates[2].Name = "Hall", "Hall" }, "Of 4 candidate buildings, Hall (Cedar) would bring the most"},
		{"no name", func(s *Study) { s.Candidates[0].Name = "" }, "Of 4 candidate buildings, a building without a name (Cedar) would bring the most"},
		{"another distance", func(s *Study) {
			s.Scenarios = []Scenario{{About: "distance", Title: "550 m", WithinM: 550}, {About: "distance", Title: "100 m", WithinM: 100},
				{About: "distance", Title: "50 m", WithinM: 50}}
		}, "Xenia Hall stays the first choice if reach is 550 m; if reach is 100 m, Yew Hall would come first and it 3rd; if reach is 50 m, Yew Hall would come first and it 3rd."},
		{"other weights", func(s *Study) {
			s.Scenarios = []Scenario{{About: "weights", Title: "equal weights", WithinM: 600, Need: []float64{0, 0, 0, 0, 7, 0}},
				{About: "weights", Title: "none", WithinM: 600, Need: make([]float64, 6)}}
		}, "Xenia Hall does not stay the first choice: with equal weights, Zion Chapel would come first and it 2nd; with none, no candidate would bring anyone."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := road()
			c.change(&s)
			r := choose(t, s)
			if said := strings.Join(append([]string{r.Sentence}, r.Sentences...), " "); !strings.Contains(said, c.want) {
				t.Errorf("got  %s\nwant %s", said, c.want)
			}
		})
	}
}

func TestBoundInWords(t *testing.T) {
	s := road()
	plan := geo.SitingPlan{Names: []string{"X", "Y"}, Sites: []string{"x", "y"}, Gain: geo.InReach{Need: 960}, Bound: 1000, Gains: make([]geo.SitingArea, 3)}
	want := "The best 2, X and Y, would bring about 960 people in need into reach, in 3 neighbourhoods. That is at least 96% of the most that 2 could."
	if got := s.planSentence(plan); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		change func(*Study)
		want   string
	}{
		{func(s *Study) { s.WithinM = 0 }, "within_m = 0"},
		{func(s *Study) { s.Detour = math.NaN() }, "detour = NaN"},
		{func(s *Study) { s.AtMost = 0 }, "at_most = 0"},
	} {
		s := road()
		c.change(&s)
		if _, err := Choose(s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

// Whoever is in need is in reach today, or gains, or is left out; no plan gains less than a smaller one; a building where a site is
// gains nothing; each area's points count for equal parts of it.
func TestNobodyIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := road()
		metres := func(label string) float64 { return float64(rapid.IntRange(-500, 7000).Draw(t, label)) }
		var at []orb.Point
		var aids []uint32
		for range rapid.IntRange(0, 20).Draw(t, "points") {
			at, aids = append(at, north(metres("point"))), append(aids, uint32(rapid.IntRange(1, 6).Draw(t, "aid")))
		}
		s.Points, _ = access.Placed(s.Points.At, at, aids)
		s.Candidates = []geo.Site{building("there", "There already", 0, 1)}
		for range rapid.IntRange(0, 8).Draw(t, "candidates") {
			s.Candidates = append(s.Candidates, building("c", "C", metres("candidate"), 0))
		}
		r, err := Choose(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Candidates {
			if c.Site == "there" && !reflect.DeepEqual(c.Gain, geo.InReach{}) {
				t.Fatalf("a site again gains %v", c.Gain)
			}
		}
		last := 0.0
		for k, p := range r.Plans {
			if !p.Proven || p.Gain.Need < last || len(p.Sites) != k+1 {
				t.Fatalf("plan %+v after %v", p, last)
			}
			if got := r.Before.Need + p.Gain.Need + p.Left.Need; math.Abs(got-r.Total.Need) > 0.2 {
				t.Fatalf("%v + %v + %v people in need of %v", r.Before.Need, p.Gain.Need, p.Left.Need, r.Total.Need)
			}
			gains := 0.0
			for _, area := range p.Gains {
				gains += area.Need
			}
			if math.Abs(gains-p.Gain.Need) > 0.1*float64(len(p.Gains)+1) {
				t.Fatalf("areas gain %v, all together %v", gains, p.Gain.Need)
			}
			last = p.Gain.Need
		}
	})
}
