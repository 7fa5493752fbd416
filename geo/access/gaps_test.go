package access

import (
	"math"
	"reflect"
	"testing"

	"hotspotmap/geo"
)

// town is six areas in two wards, with straight lines of 100, 600, 616, 1000, 2000 m and one unknown to the nearest library.
// At a detour of 1.3 those are walks of 130, 780, 800.8, 1300 and 2600 m.
func town() Study {
	return Study{
		Geography: geo.Geography{ID: "lsoa21", Singular: "neighbourhood", Plural: "neighbourhoods"},
		Kinds:     []Kind{{"library", "library"}, {"wifi", "free Wi-Fi site"}},
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
	}
}

func TestGaps(t *testing.T) {
	want := geo.Gaps{
		Geography: "lsoa21", Detour: 1.3, From: "a point inside each area", Limits: []int{800, 2600},
		Gaps: []geo.Gap{
			{Kind: "library", BeyondM: 800, Sites: 1, Areas: 3, OfAreas: 5, People: 4800, OfPeople: 7800,
				Parents: []geo.ParentGap{
					{Code: "W2", Name: "Bourn", Areas: 2, OfAreas: 2, People: 3300},
					{Code: "W1", Name: "Alum", Areas: 1, OfAreas: 3, People: 1500}},
				Sentence: "3 of 5 neighbourhoods, home to about 4,800 people, are more than 800 m on foot (straight line × 1.3) from the nearest open public library."},
			{Kind: "library", BeyondM: 2600, Sites: 1, Areas: 0, OfAreas: 5, OfPeople: 7800,
				Sentence: "None of the 5 neighbourhoods is more than 2,600 m on foot (straight line × 1.3) from the nearest open public library."},
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
