package access

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

func timed(s geo.Site, hours string) geo.Site {
	s.Facts = []geo.Fact{{Key: geo.HoursFact, Value: hours}}
	return s
}

// street is three areas in a line to the north, of 1,000, 2,000 and 4,000 people, half of whom are in need in each. The first has points at
// 0 and 500 m, the second at 1,000 and 1,500 m, the third at 9,000 m.
func street(sites ...geo.Site) (Study, Points) {
	north := func(metres float64) orb.Point { return orb.Point{-1.9, 52.5 + metres/111_277} }
	points, _ := Placed(make([]orb.Point, 3), []orb.Point{north(0), north(500), north(1000), north(1500), north(9000)}, []uint32{1, 1, 2, 2, 3})
	s := Study{
		Geography: geo.Geography{ID: "lsoa21", Singular: "neighbourhood", Plural: "neighbourhoods"},
		Kinds:     []Kind{{Kind: "library", Singular: "library"}},
		Sites:     sites, LimitsM: []int{600}, Detour: 1,
		People: []float64{1000, 2000, 4000},
		Need:   Need{Each: []float64{500, 1000, 2000}, Total: 3500, Of: "people × index ÷ 10"},
	}
	s.Distances, _ = Distances(points, sites, s.Kinds)
	s.Reach = Reach(points, sites, s.Kinds, s.LimitsM, s.Detour)
	return s, points
}

func onStreet(name string, metres float64) geo.Site {
	return site("library", name, -1.9, 52.5+metres/111_277)
}

// One library at 0 m, on Mondays from 9 to 12, reaches the first area's two points; one at 1,000 m, from 10 to 14, the points at 500, 1,000 and
// 1,500 m. A third, at 9,000 m, has no known hours, a fourth has closed and a fifth is for members.
func TestWeek(t *testing.T) {
	s, points := street(timed(onStreet("a", 0), "Mo 09:00-12:00"), timed(onStreet("b", 1000), "Mo 10:00-14:00"), onStreet("c", 9000),
		closed(timed(onStreet("d", 9000), "24/7")), restricted(timed(onStreet("e", 9000), "24/7")))
	w := Week(s, points)[0]
	if w.Sites != 3 || w.Timed != 2 || w.Any != (geo.InReach{Areas: 3, People: 7000, Need: 3500}) {
		t.Errorf("%d sites, %d with hours, any: %+v", w.Sites, w.Timed, w.Any)
	}
	for _, c := range []struct {
		at                        string
		open, areas, people, need int
	}{
		{"mon-08", 0, 0, 0, 0},
		{"mon-09", 1, 1, 1000, 500},
		{"mon-10", 2, 2, 3000, 1500},
		{"mon-11", 2, 2, 3000, 1500},
		{"mon-12", 1, 2, 2500, 1250}, // the second library alone: half of the first area
		{"mon-14", 0, 0, 0, 0},
		{"tue-10", 0, 0, 0, 0},
	} {
		h, err := geo.ParseHour(c.at)
		if err != nil {
			t.Fatal(err)
		}
		if w.Open[h] != c.open || w.Areas[h] != c.areas || w.People[h] != c.people || w.Need[h] != c.need {
			t.Errorf("%s: %d open, %d areas, %d people, %d in need; want %+v", c.at, w.Open[h], w.Areas[h], w.People[h], w.Need[h], c)
		}
	}
	const want = "Reach is best on Monday at 10:00: 2 of 3 libraries are open, and about 1,500 of 3,500 people in need are within 600 m of one on foot." +
		" In the daytime, 09:00 to 19:00, none is open on Tuesday, Wednesday, Thursday, Friday, Saturday or Sunday, nor on Monday from 14:00 to 19:00." +
		" The hours of 1 library are not known, so it counts at no hour."
	if w.Sentence != want {
		t.Errorf("got  %s\nwant %s", w.Sentence, want)
	}
	const atNoon = "On Monday at 12:00, 1 of 3 libraries is open; about 1,300 of 3,500 people in need are within 600 m of one on foot." +
		" At best, on Monday at 10:00, it is about 1,500. The hours of 1 library are not known, so it counts at no hour."
	if got := s.HourSentence(w, s.Kinds[0], 12); got != atNoon {
		t.Errorf("got  %s\nwant %s", got, atNoon)
	}
}

func TestWeekSentences(t *testing.T) {
	for _, c := range []struct {
		name   string
		sites  []geo.Site
		change func(*Study)
		want   string
	}{
		{"no sites", nil, nil, "No open public library is listed, so reach is not known at any hour."},
		{"no hours", []geo.Site{onStreet("a", 0)}, nil, "The opening hours of the 1 library are not known, so reach is not known at any hour."},
		{"nobody near", []geo.Site{timed(onStreet("a", 5000), "24/7")}, nil, "Nobody is within 600 m on foot of a library whose hours are known at any hour of the week."},
		{"always", []geo.Site{timed(onStreet("a", 0), "24/7")}, nil, "Reach is best on Monday at 00:00: the one library is open, and about 500 of 3,500 people in need are within 600 m of one on foot." +
			" It is no less at any hour of the daytime, 09:00 to 19:00."},
		{"never none", []geo.Site{timed(onStreet("a", 0), "24/7"), timed(onStreet("b", 1000), "Th 18:00-19:00")}, nil,
			"Reach is best on Thursday at 18:00: 2 of 2 libraries are open, and about 1,500 of 3,500 people in need are within 600 m of one on foot." +
				" In the daytime, 09:00 to 19:00, it is least on Monday at 09:00: 1 of 2 libraries is open, and about 500 of 3,500 people in need are within 600 m of one on foot."},
		{"every day, not all day", []geo.Site{timed(onStreet("a", 0), "Mo-Su 10:00-19:00; We 10:00-12:00,14:00-20:00")}, func(s *Study) { s.Need = Need{} },
			"Reach is best on Monday at 10:00: the one library is open, and about 1,000 of 7,000 people are within 600 m of one on foot." +
				" In the daytime, 09:00 to 19:00, none is open on Monday at 09:00 and at 19:00, Tuesday at 09:00 and at 19:00, Wednesday at 09:00 and from 12:00 to 13:00, " +
				"Thursday at 09:00 and at 19:00, Friday at 09:00 and at 19:00, Saturday at 09:00 and at 19:00 and Sunday at 09:00 and at 19:00."},
		{"people unknown", []geo.Site{timed(onStreet("a", 0), "Mo 08:00-21:00")}, func(s *Study) { s.People, s.Need = nil, Need{} },
			"Reach is best on Monday at 08:00: the one library is open, and 1 of 3 neighbourhoods is within 600 m of one on foot." +
				" In the daytime, 09:00 to 19:00, none is open on Tuesday, Wednesday, Thursday, Friday, Saturday or Sunday."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, points := street(c.sites...)
			if c.change != nil {
				c.change(&s)
			}
			if got := Week(s, points)[0].Sentence; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWeekOfNoKinds(t *testing.T) {
	if weeks := Week(Study{}, Points{First: []int{0}}); weeks == nil || len(weeks) != 0 {
		t.Errorf("%v, want an empty list", weeks)
	}
}

// The count of an hour is what the reach of the sites then open adds up to, and another site never lowers it.
func TestWeekAgreesWithReachOfWhatIsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sites []geo.Site
		for range rapid.IntRange(0, 5).Draw(t, "sites") {
			s := onStreet("a", float64(rapid.IntRange(0, 100).Draw(t, "metres")*100))
			if hours := rapid.SampledFrom([]string{"", "24/7", "Mo-Fr 09:00-17:00", "Sa 22:00-03:00", "Tu 18:00-19:00"}).Draw(t, "hours"); hours != "" {
				s = timed(s, hours)
			}
			sites = append(sites, s)
		}
		s, points := street(sites...)
		at := geo.Hour(rapid.IntRange(0, geo.HoursAWeek-1).Draw(t, "hour"))
		w := Week(s, points)[0]
		want := 0.0
		if shares := Reach(points, OpenAt(sites, at), s.Kinds, s.LimitsM, s.Detour)[0][0]; shares.Present() > 0 {
			want = Within(s.Need.Each, shares.Values)
		}
		if w.Need[at] != int(math.Round(want)) {
			t.Fatalf("%v: %d in need, and %v by the sites then open", at, w.Need[at], want)
		}
		more, _ := street(append(sites, timed(onStreet("b", 800), "24/7"))...)
		for h, n := range Week(more, points)[0].Need {
			if n < w.Need[h] {
				t.Fatalf("%v: %d in need with one more library, %d without", geo.Hour(h), n, w.Need[h])
			}
		}
	})
}

// A library at 0 m: walks are 0, 500, 1,000, 1,500 and 9,000 m, for 500, 500, 1,000, 1,000 and 4,000 people.
func TestCurve(t *testing.T) {
	s, points := street(onStreet("a", 0))
	c, ok := CurveOf(s, points, s.Kinds[0])
	at := func(metres int) (people, need float64) {
		i := slices.Index(c.Metres, metres)
		return c.People[i], c.Need[i]
	}
	for _, want := range []struct {
		metres       int
		people, need float64
	}{{200, 7.1, 7.1}, {600, 14.3, 14.3}, {1000, 28.6, 28.6}, {1600, 42.9, 42.9}, {3200, 42.9, 42.9}} {
		if people, need := at(want.metres); people != want.people || need != want.need {
			t.Errorf("within %d m are %v%% of people and %v%% of those in need, want %v and %v", want.metres, people, need, want.people, want.need)
		}
	}
	const sentence = "Half of all people live within 9,000 m on foot of the nearest open public library, and nine in ten within 9,000 m."
	if !ok || c.Sentence != sentence {
		t.Errorf("%v %s", ok, c.Sentence)
	}
	if _, ok := CurveOf(s, points, Kind{Kind: "wifi"}); ok {
		t.Error("a curve to sites that are not there")
	}
	s.People = nil
	if _, ok := CurveOf(s, points, s.Kinds[0]); ok {
		t.Error("a curve of people who are not known")
	}
}

func TestOpenAtKeepsSites(t *testing.T) {
	sites := []geo.Site{timed(onStreet("a", 0), "Mo 09:00-10:00"), onStreet("b", 0), closed(timed(onStreet("c", 0), "24/7"))}
	before := append([]geo.Site{}, sites...)
	open := OpenAt(sites, 9)
	if open[0].Closed || !open[1].Closed || !open[2].Closed || !OpenAt(sites, 10)[0].Closed {
		t.Errorf("%+v", open)
	}
	if !reflect.DeepEqual(sites, before) {
		t.Error("the sites given have changed")
	}
}
