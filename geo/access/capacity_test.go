package access

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

var testBands = []geo.Band{{UpToM: 600, Weight: 1}, {UpToM: 1600, Weight: 0.5}}

func offering(s geo.Site, pcs string) geo.Site {
	s.Facts = []geo.Fact{{Key: "pcs", Value: pcs}}
	return s
}

// The street has 250, 250, 500, 500 and 2,000 people in need at its five points. A library at 0 m with 12 computers has the first two in its
// first band and the two at 1,000 and 1,500 m in its second: 250 + 250 + 0.5 × (500 + 500) = 1,000, so R = 0.012. One at 1,000 m with 15 has 500, 1,000
// and 1,500 m in the first, 0 m in the second: 250 + 500 + 500 + 0.5 × 250 = 1,375, R = 15/1,375. One at 20 km with 7 is near nobody.
func TestFloatingCatchmentByHand(t *testing.T) {
	s, points := street(offering(onStreet("a", 0), "12"), offering(onStreet("b", 1000), "15"), offering(onStreet("c", 20_000), "7"), offering(onStreet("d", 0), "ask"))
	near, far := 0.012, 15/1375.0
	want := []float64{((near + 0.5*far) + (near + far)) / 2, 0.5*near + far, 0} // nobody reaches the third area

	got := FloatingCatchment(points, s.Need.Each, placesOf(s.Sites, []int{0, 1, 2, 3}), []float64{12, 15, 7, math.NaN()}, testBands, 1)
	for area, v := range got.PerHead {
		if math.Abs(v-want[area]) > 1e-12 {
			t.Errorf("area %d: %v, want %v", area, v, want[area])
		}
	}
	if math.Abs(got.Ratio[0]-near) > 1e-15 || math.Abs(got.Ratio[1]-far) > 1e-15 || !math.IsNaN(got.Ratio[2]) || !math.IsNaN(got.Ratio[3]) {
		t.Errorf("ratios %v, want %v, %v, none, none", got.Ratio, near, far)
	}
	if got.Unused != 7 || got.None != 2000 {
		t.Errorf("%v unused and %v in need without, want 7 and 2,000", got.Unused, got.None)
	}
	if sum := 500*got.PerHead[0] + 1000*got.PerHead[1] + 2000*got.PerHead[2]; math.Abs(sum-27) > 1e-9 {
		t.Errorf("weighted by need, capacity adds up to %v, and 27 is supplied", sum)
	}

	column, c := Capacity(s, points, Supply{Kind: s.Kinds[0], Fact: "pcs", Title: "Public computers", Unit: "computers"}, testBands)
	if column.Indicator.ID != "capacity_library" || column.Values[0] != round2(1000*want[0]) || column.Values[2] != 0 {
		t.Errorf("%s %v", column.Indicator.ID, column.Values)
	}
	const sentence = "Public computers: 34 in 3 of 4 libraries, as the others do not say; 7.71 for 1,000 people in need. 7 of them are where nobody in need lives near." +
		" About 2,000 of 3,500 people in need have none within 1,600 m on foot."
	if c.Sentence != sentence || c.Known != 3 || c.Sites != 4 {
		t.Errorf("%+v\nwant %s", c, sentence)
	}
}

func round2(v float64) float64 { return math.Round(v*100) / 100 }

func TestCapacityOfExtremes(t *testing.T) {
	pcs := Supply{Kind: Kind{Kind: "library", Singular: "library"}, Fact: "pcs", Title: "Public computers", Unit: "computers"}
	hours := Supply{Kind: pcs.Kind, Fact: geo.HoursFact, Title: "Opening hours", Unit: "hours a week"}
	for _, c := range []struct {
		name   string
		supply Supply
		sites  []geo.Site
		change func(*Study)
		want   string
	}{
		{"no site", pcs, nil, nil, "Public computers: none of 0 libraries says how many, so capacity is not known."},
		{"no site says", pcs, []geo.Site{offering(onStreet("a", 0), "-3"), offering(onStreet("b", 0), "NaN"), onStreet("c", 0)}, nil,
			"Public computers: none of 3 libraries says how many, so capacity is not known."},
		{"nobody in need", pcs, []geo.Site{offering(onStreet("a", 0), "3")}, func(s *Study) { s.Need = Need{Each: []float64{0, 0, 0}} },
			"Public computers: nobody is known to be in need, so there is nothing to divide them by."},
		{"need not known", pcs, []geo.Site{offering(onStreet("a", 0), "3")}, func(s *Study) { s.Need = Need{Each: []float64{math.NaN(), math.NaN(), math.NaN()}, Unknown: 3} },
			"Public computers: nobody is known to be in need, so there is nothing to divide them by."},
		{"no computers", pcs, []geo.Site{offering(onStreet("a", 0), "0")}, nil,
			"Public computers: 0 in 1 library; 0.00 for 1,000 people in need. All of 3,500 people in need have none within 1,600 m on foot."},
		{"hours", hours, []geo.Site{timed(onStreet("a", 0), "Mo 09:00-12:30")}, nil,
			"Opening hours: 3.5 in 1 library; 1.00 for 1,000 people in need. About 2,000 of 3,500 people in need have none within 1,600 m on foot."},
		{"a thousand computers", pcs, []geo.Site{offering(onStreet("a", 0), " 1,200 ")}, nil,
			"Public computers: 1,200 in 1 library; 342.86 for 1,000 people in need. About 2,000 of 3,500 people in need have none within 1,600 m on foot."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, points := street(c.sites...)
			if c.change != nil {
				c.change(&s)
			}
			column, got := Capacity(s, points, c.supply, testBands)
			if got.Sentence != c.want {
				t.Errorf("got  %s\nwant %s", got.Sentence, c.want)
			}
			for i, v := range column.Values {
				if math.IsInf(v, 0) || math.IsNaN(v) != (column.Flags[i] != geo.Present) {
					t.Errorf("values %v, flags %v", column.Values, column.Flags)
				}
			}
		})
	}
}

// Capacity times need adds up to what is supplied near anyone in need; the order of sites and areas changes nothing; a site that offers nothing
// changes nothing.
func TestCapacityConservesSupply(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := func() orb.Point {
			return orb.Point{-1.9 + float64(rapid.IntRange(0, 60).Draw(t, "x"))/1000, 52.5 + float64(rapid.IntRange(0, 60).Draw(t, "y"))/1000}
		}
		areas := rapid.IntRange(1, 6).Draw(t, "areas")
		inside, need := make([]orb.Point, areas), make([]float64, areas)
		for i := range inside {
			inside[i], need[i] = place(), float64(rapid.IntRange(0, 3).Draw(t, "need")*100)
			if rapid.IntRange(0, 9).Draw(t, "unknown") == 0 {
				need[i] = math.NaN()
			}
		}
		var sites []orb.Point
		var supply []float64
		total := 0.0
		for range rapid.IntRange(0, 5).Draw(t, "sites") {
			sites, supply = append(sites, place()), append(supply, float64(rapid.IntRange(0, 20).Draw(t, "supply")))
			total += supply[len(supply)-1]
		}
		bands := []geo.Band{{UpToM: 800, Weight: 1}, {UpToM: 1600, Weight: 0.68}, {UpToM: 2400, Weight: 0.22}}
		got := FloatingCatchment(Inside(inside), need, sites, supply, bands, 1.3)
		sum := 0.0
		for i, v := range got.PerHead {
			if !math.IsNaN(need[i]) {
				sum += need[i] * v
			}
		}
		if math.Abs(sum-(total-got.Unused)) > 1e-9*(1+total) {
			t.Fatalf("capacity adds up to %v, supplied are %v, of which %v unused", sum, total, got.Unused)
		}
		order := rapid.Permutation(indices(areas)).Draw(t, "order")
		slices.Reverse(sites)
		slices.Reverse(supply)
		again := FloatingCatchment(Inside(permuted(inside, order)), permuted(need, order), append(sites, place()), append(supply, 0), bands, 1.3)
		for i, from := range order {
			if math.Abs(again.PerHead[i]-got.PerHead[from]) > 1e-12 {
				t.Fatalf("in another order area %d has %v, had %v", from, again.PerHead[i], got.PerHead[from])
			}
		}
	})
}
