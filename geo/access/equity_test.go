package access

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// Under-five mortality in India, 1982–92, by fifths of wealth: the worked example of chapter 8 of O'Donnell, van Doorslaer, Wagstaff
// and Lindelow, Analyzing Health Equity Using Household Survey Data (World Bank, 2008), table 8.1, where it is −0.1694.
func TestConcentrationIsThePublished(t *testing.T) {
	births := []float64{29_939, 28_776, 26_528, 24_689, 19_739}
	mortality := []float64{154.7, 152.9, 119.5, 86.9, 54.3}
	rank := make([]float64, len(births)) // from the poorest; need is of all the people of an area
	for i, n := range births {
		rank[i] = float64(i) * n
	}
	e := NewEquity(births, rank, mortality)
	if math.Abs(e.Concentration+0.1694) > 0.00005 || math.Abs(e.Mean-118.9) > 0.05 || e.People != 129_671 {
		t.Errorf("%+v, published −0.1694", e)
	}
}

// Four areas of 100, 200, 300 and 400 people, of whom need is 0.2, 0.2, 0.5 and 0.8 a head, and 50, 0, 100 and 20 % are in reach.
// The mean is (5,000 + 0 + 30,000 + 8,000) / 1,000 = 43. Ranks: the first two are equally in need and take 0.15, the third 0.45, the
// fourth 0.8. C = 2/43 × (0.3 × (50/3 − 43) × −0.35 + 0.3 × 57 × −0.05 + 0.4 × −23 × 0.3) = 2/43 × (2.765 − 0.855 − 2.76) = −0.0395.
// The tenth most in need are 100 people of the last area, of whom 20 % are in reach.
func TestEquityByHand(t *testing.T) {
	nan := math.NaN()
	people := []float64{400, 100, 300, 200, 900, 900, 900, 0}
	need := []float64{320, 20, 150, 40, nan, 100, 100, 0}
	access := []float64{20, 50, 100, 0, 10, nan, 10, 100}
	people[6] = nan // what is not known counts nowhere
	e := NewEquity(people, need, access)
	if want := 2 / 43.0 * -0.85; math.Abs(e.Concentration-want) > 1e-12 || e.Mean != 43 || e.TenthMean != 20 || e.People != 1000 {
		t.Errorf("%+v, want C %v, mean 43, tenth 20, 1,000 people", e, want)
	}
}

func TestEquityOfExtremes(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name                 string
		people, need, access []float64
		mean, tenth, want    float64
	}{
		{"nobody", nil, nil, nil, nan, nan, nan},
		{"no people", []float64{0, 0}, []float64{0, 0}, []float64{1, 1}, nan, nan, nan},
		{"nobody in reach", []float64{10, 10}, []float64{1, 2}, []float64{0, 0}, 0, 0, nan},
		{"all in reach", []float64{10, 10}, []float64{1, 2}, []float64{1, 1}, 1, 1, 0},
		{"one area", []float64{10}, []float64{1}, []float64{0.5}, 0.5, 0.5, 0},
		{"all equally in need", []float64{10, 20}, []float64{1, 2}, []float64{0, 1}, 2 / 3.0, 2 / 3.0, 0},
		{"only those most in need", []float64{50, 50}, []float64{1, 2}, []float64{0, 1}, 0.5, 1, 0.5},
		{"only those least in need", []float64{50, 50}, []float64{1, 2}, []float64{1, 0}, 0.5, 0, -0.5},
		{"a tenth across two areas", []float64{5, 95}, []float64{5, 9.5}, []float64{1, 0}, 0.05, 0.5, 0.95},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := NewEquity(c.people, c.need, c.access)
			for _, v := range []struct{ got, want float64 }{{e.Mean, c.mean}, {e.TenthMean, c.tenth}, {e.Concentration, c.want}} {
				if math.IsNaN(v.got) != math.IsNaN(v.want) || math.Abs(v.got-v.want) > 1e-12 {
					t.Fatalf("%+v, want mean %v, tenth %v, C %v", e, c.mean, c.tenth, c.want)
				}
			}
		})
	}
}

func TestEquitySentences(t *testing.T) {
	share := func(values ...float64) geo.Column {
		return geo.Column{Indicator: geo.Indicator{ID: "reach_library_800"}, Values: values, Flags: make([]geo.Flag, len(values))}
	}
	computers := share(0.5, 1.5)
	computers.Indicator = geo.Indicator{ID: "capacity_library", Unit: "computers"}
	s := Study{People: []float64{50, 50}, Need: Need{Each: []float64{10, 20}}}
	for _, c := range []struct {
		name   string
		limitM int
		column geo.Column
		want   string
	}{
		{"towards need", 800, share(0, 100), "Of the tenth of people most in need, 100.0% are within 800 m of a library on foot, against 50.0% of all people; the concentration index is +0.500: it leans towards those more in need."},
		{"away from need", 800, share(100, 0), "Of the tenth of people most in need, 0.0% are within 800 m of a library on foot, against 50.0% of all people; the concentration index is −0.500: it leans towards those less in need."},
		{"hardly", 800, share(49, 51), "Of the tenth of people most in need, 51.0% are within 800 m of a library on foot, against 50.0% of all people; the concentration index is +0.010: need makes hardly any difference to it."},
		{"all alike", 1600, share(40, 40), "Of the tenth of people most in need, 40.0% are within 1,600 m of a library on foot, against 40.0% of all people; the concentration index is 0.000: need makes no difference to it."},
		{"nobody", 800, share(0, 0), "Nobody is known to have a library in reach, so there is nothing to share."},
		{"not known", 800, share(math.NaN(), math.NaN()), "Nobody is known to have a library in reach, so there is nothing to share."},
		{"capacity", 0, computers, "Around the tenth of people most in need there are 1.50 computers for 1,000 people in need, against 1.00 around all people; the concentration index is +0.250: it leans towards those more in need."},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := EquityOf(s, Kind{Kind: "library", Singular: "library"}, c.limitM, c.column)
			if e.Sentence != c.want {
				t.Errorf("got  %s\nwant %s", e.Sentence, c.want)
			}
			if math.IsNaN(e.Mean) || math.IsNaN(e.TenthMean) {
				t.Errorf("%+v cannot be written as JSON", e)
			}
		})
	}
}

// Nothing depends on the order of areas, and the index neither on the unit of access nor on that of people.
func TestEquityProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "areas")
		people, need, access := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			people[i] = float64(rapid.IntRange(0, 50).Draw(t, "people"))
			need[i] = people[i] * float64(rapid.IntRange(0, 5).Draw(t, "need")) / 5
			access[i] = float64(rapid.IntRange(0, 4).Draw(t, "access")) / 4
		}
		e := NewEquity(people, need, access)
		order := rapid.Permutation(indices(n)).Draw(t, "order")
		if got := NewEquity(permuted(people, order), permuted(need, order), permuted(access, order)); !same(got, e) {
			t.Fatalf("in another order %+v, was %+v", got, e)
		}
		scaled := NewEquity(times(people, 4), times(need, 4), times(access, 8))
		scaled.People, scaled.Mean, scaled.TenthMean = scaled.People/4, scaled.Mean/8, scaled.TenthMean/8
		if !same(scaled, e) {
			t.Fatalf("in other units %+v, was %+v", scaled, e)
		}
		if e.Concentration < -1 || e.Concentration > 1 {
			t.Fatalf("the index is %v", e.Concentration)
		}
	})
}

// same compares the bits, so that NaN is NaN.
func same(a, b Equity) bool {
	bits := math.Float64bits
	return bits(a.People) == bits(b.People) && bits(a.Mean) == bits(b.Mean) && bits(a.TenthMean) == bits(b.TenthMean) &&
		bits(a.Concentration) == bits(b.Concentration)
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func permuted[T any](of []T, order []int) []T {
	out := make([]T, len(of))
	for i, from := range order {
		out[i] = of[from]
	}
	return out
}

func times(of []float64, factor float64) []float64 {
	out := make([]float64, len(of))
	for i, v := range of {
		out[i] = v * factor
	}
	return out
}
