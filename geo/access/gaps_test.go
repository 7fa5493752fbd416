package access

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"hotspotmap/geo"
)

// town is six areas in two wards, with straight lines of 100, 600, 616, 1000, 2000 m and one unknown to the nearest library.
// At a detour of 1.3 those are walks of 130, 780, 800.8, 1300 and 2600 m.
// As if from one point an area, reach is all or nothing.
func town() Study {
	return shared(Study{
		Geography: geo.Geography{ID: "lsoa21", Singular: "neighbourhood", Plural: "neighbourhoods"},
		Kinds:     []Kind{{Kind: "library", Singular: "library"}, {Kind: "wifi", Singular: "free Wi-Fi site"}},
		Distances: []geo.Column{
			{Values: []float64{100, 600, 616, 1000, 2000, math.NaN()}, Flags: []geo.Flag{0, 0, 0, 0, 0, geo.Missing}},
			{Values: make([]float64, 6), Flags: []geo.Flag{3, 3, 3, 3, 3, 3}},
		},
		Sites:       []geo.Site{site("library", "a", 0, 52)},
		LimitsM:     []int{800, 2600},
		Detour:      1.3,
		From:        "a point inside each area",
		People:      []float64{1000, 2000, 1500, 1600, 1700, 1800},
		Parents:     []uint32{1, 1, 1, 2, 2, 2},
		ParentCodes: []string{"W1", "W2"},
		ParentNames: []string{"Alum", "Bourn"},
	})
}

// shared gives a study the shares in reach that its distances make.
func shared(s Study) Study {
	s.Reach = nil
	for _, distance := range s.Distances {
		var columns []geo.Column
		for _, limitM := range s.LimitsM {
			c := geo.NewColumn(geo.Indicator{}, len(distance.Values))
			for i, metres := range distance.Values {
				if c.Flags[i] = distance.Flags[i]; distance.Flags[i] == geo.Present {
					c.Values[i] = 0
					if InReach(metres, limitM, s.Detour) {
						c.Values[i] = 100
					}
				}
			}
			columns = append(columns, c)
		}
		s.Reach = append(s.Reach, columns)
	}
	return s
}

func TestGaps(t *testing.T) {
	want := geo.Gaps{
		Geography: "lsoa21", Detour: 1.3, From: "a point inside each area", Limits: []int{800, 2600},
		Gaps: []geo.Gap{
			{Kind: "library", BeyondM: 800, Sites: 1, Areas: 3, OfAreas: 5, People: 4800, OfPeople: 7800, PeopleOut: 4800,
				OutSentence: "Counted by the part of each neighbourhood that is out of reach, that is about 4,800 of 7,800 people.",
				Parents: []geo.ParentGap{
					{Code: "W2", Name: "Bourn", Areas: 2, OfAreas: 2, People: 3300, PeopleOut: 3300},
					{Code: "W1", Name: "Alum", Areas: 1, OfAreas: 3, People: 1500, PeopleOut: 1500}},
				Sentence: "3 of 5 neighbourhoods, home to about 4,800 people, are more than 800 m on foot (straight line × 1.3) from the nearest open public library."},
			{Kind: "library", BeyondM: 2600, Sites: 1, Areas: 0, OfAreas: 5, OfPeople: 7800,
				OutSentence: "Counted by the part of each neighbourhood that is out of reach, that is none of 7,800 people.",
				Sentence:    "None of the 5 neighbourhoods is more than 2,600 m on foot (straight line × 1.3) from the nearest open public library."},
			{Kind: "wifi", BeyondM: 800, Sentence: "No free Wi-Fi site is listed, so reach is unknown."},
			{Kind: "wifi", BeyondM: 2600, Sentence: "No free Wi-Fi site is listed, so reach is unknown."},
		},
	}
	if got := Gaps(town()); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestGapSentences(t *testing.T) {
	for _, c := range []struct {
		name   string
		limitM int
		change func(*Study)
		want   string
	}{
		{"one area", 2000, func(s *Study) {}, "1 of 5 neighbourhoods, home to about 1,700 people, is more than 2,000 m on foot (straight line × 1.3) from the nearest open public library."},
		{"every area", 50, func(s *Study) {}, "All 5 neighbourhoods, home to about 7,800 people, are more than 50 m on foot (straight line × 1.3) from the nearest open public library."},
		{"people unknown", 800, func(s *Study) { s.People = nil }, "3 of 5 neighbourhoods are more than 800 m on foot (straight line × 1.3) from the nearest open public library."},
		{"people known in part", 800, func(s *Study) { s.People[3] = math.NaN() },
			"3 of 5 neighbourhoods, home to about 3,200 people (in the 2 of 3 whose population is known), are more than 800 m on foot (straight line × 1.3) from the nearest open public library."},
		{"straight lines", 1000, func(s *Study) { s.Detour = 1 }, "1 of 5 neighbourhoods, home to about 1,700 people, is more than 1,000 m on foot (straight line × 1) from the nearest open public library."},
		{"all closed", 800, func(s *Study) {
			s.Sites = []geo.Site{closed(site("library", "a", 0, 52)), restricted(site("library", "b", 0, 52))}
		},
			"No open public library is listed (1 closed, 1 not open to the public), so reach is unknown."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := town()
			s.LimitsM = []int{c.limitM}
			c.change(&s)
			s = shared(s)
			if got := Gaps(s).Gaps[0].Sentence; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestGapsWithoutParents(t *testing.T) {
	s := town()
	s.Parents = nil
	if got := Gaps(s).Gaps[0].Parents; got != nil {
		t.Errorf("parents %v", got)
	}
	s = town()
	s.Parents, s.People = []uint32{0, 0, 1, 1, 2, 2}, nil
	want := []geo.ParentGap{{Code: "W1", Name: "Alum", Areas: 2, OfAreas: 2}, {Code: "W2", Name: "Bourn", Areas: 1, OfAreas: 1}}
	if got := Gaps(s).Gaps[0].Parents; !reflect.DeepEqual(got, want) {
		t.Errorf("parents %v, want %v", got, want)
	}
}

// The areas have 75, 0, 50, 100 and 0 % in reach, and needs of 100, 200, 300, 400 and 500: out of reach are 250 + 2,000 + 750 + 0 + 1,700
// people, and 25 + 200 + 150 + 0 + 500 people in need.
func TestGapByThePartOutOfReach(t *testing.T) {
	s := town()
	s.LimitsM = []int{800}
	s = shared(s)
	copy(s.Reach[0][0].Values, []float64{75, 0, 50, 100, 0})
	s.Need = Need{Each: []float64{100, 200, 300, 400, 500, 600}, Total: 2100}
	g := Gaps(s).Gaps[0]
	if g.PeopleOut != 4700 || g.NeedOut != 875 || g.OfNeed != 1500 {
		t.Errorf("%v people and %v of %v in need are out of reach, want 4,700 and 875 of 1,500", g.PeopleOut, g.NeedOut, g.OfNeed)
	}
	const want = "Counted by the part of each neighbourhood that is out of reach, that is about 4,700 of 7,800 people, and about 880 of 1,500 people in need."
	if g.OutSentence != want {
		t.Errorf("got  %s\nwant %s", g.OutSentence, want)
	}
	parents := []geo.ParentGap{
		{Code: "W2", Name: "Bourn", Areas: 2, OfAreas: 2, People: 3300, PeopleOut: 1700, NeedOut: 500},
		{Code: "W1", Name: "Alum", Areas: 1, OfAreas: 3, People: 1500, PeopleOut: 3000, NeedOut: 375},
	}
	if !reflect.DeepEqual(g.Parents, parents) {
		t.Errorf("parents %+v, want %+v", g.Parents, parents)
	}
	at := geo.Hour(42)
	s.Hour = &at
	if got := Gaps(s).Gaps[0].Sentence; !strings.HasSuffix(got, "from the nearest public library that is open then.") {
		t.Error(got)
	}
}
