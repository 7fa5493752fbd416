package score

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

var usual = Uncertainty{Draws: 200, Seed: 7, Spread: 0.3}

// made is a made-up study of so many areas and indicators, in components of three or fewer, with some values absent.
func made(areas, indicators int, seed uint64) (geo.Table, Recipe) {
	random := rand.New(rand.NewPCG(seed, 3))
	recipe := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 0.5}
	var columns []geo.Column
	need := make([]float64, areas)
	for i := range need {
		need[i] = random.NormFloat64()
	}
	for k := range indicators {
		values := make([]float64, areas)
		for i := range values {
			values[i] = math.Round(100*(50+10*(need[i]+random.NormFloat64()))) / 100
			if random.IntN(100) == 0 {
				values[i] = nan
			}
		}
		id := fmt.Sprintf("i%d", k)
		columns = append(columns, column(id, geo.HigherIsWorse, 2, values...))
		if k%3 == 0 {
			recipe.Components = append(recipe.Components, Component{ID: fmt.Sprintf("c%d", k/3), Weight: float64(1 + k%4)})
		}
		c := &recipe.Components[len(recipe.Components)-1]
		c.Indicators = append(c.Indicators, Weight{id, float64(1 + k%5)})
	}
	return table(columns...), recipe
}

func TestStabilityIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	tab, recipe := made(101, 7, 1)
	for _, normalise := range []string{MinMax, Exponential} {
		recipe.Normalise = normalise
		var all []Stability
		for _, processors := range []int{1, 2, 7} {
			before := runtime.GOMAXPROCS(processors)
			s, err := RankStability(tab, recipe, usual)
			runtime.GOMAXPROCS(before)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
		}
		for _, s := range all[1:] {
			for i, c := range []geo.Column{s.Median, s.Low, s.High, s.TopShare} {
				first := []geo.Column{all[0].Median, all[0].Low, all[0].High, all[0].TopShare}[i]
				if !slices.EqualFunc(c.Values, first.Values, same) {
					t.Errorf("%s: %s depends on the number of processors", normalise, c.Indicator.ID)
				}
			}
		}
	}
}

// Sorting every draw's scores in full, and every area's ranks, gives the same quantiles.
func TestStabilityAgreesWithPlainSorting(t *testing.T) {
	tab, recipe := made(67, 8, 2)
	for _, normalise := range []string{MinMax, Exponential} {
		recipe.Normalise = normalise
		s, err := RankStability(tab, recipe, usual)
		if err != nil {
			t.Fatal(err)
		}
		index, _ := Index(tab, recipe)
		f, _ := newField(tab, recipe, index, recipe.alternatives(), 0)
		ranks := make([][]int, len(tab.Codes))
		for draw, w := range f.draw(recipe, usual) {
			other := recipe
			other.Normalise = s.Normalisations[draw%len(s.Normalisations)]
			other.Components = nil
			at := 0
			for i, c := range recipe.Components {
				c.Weight, c.Indicators = w.components[i], slices.Clone(c.Indicators)
				for k := range c.Indicators {
					c.Indicators[k].Weight = w.indicators[at]
					at++
				}
				other.Components = append(other.Components, c)
			}
			parts, _, _ := other.parts(tab)
			whole := make([]mean, len(tab.Codes))
			for i, c := range other.Components {
				means, _, _ := componentOf(parts[i], len(tab.Codes), 0)
				if other.Normalise == Exponential {
					for area := range means { // only those with an index are ranked
						if index.Index.Flags[area] != geo.Present || index.Components[i].Flags[area] != geo.Present {
							means[area] = nan
						}
					}
					exponential(means, nil)
				}
				for area := range whole {
					if index.Components[i].Flags[area] == geo.Present {
						whole[area].add(means[area], c.Weight, 1)
					}
				}
			}
			for _, a := range f.areas {
				rank, own := 1, whole[a].sum/whole[a].weight
				for _, b := range f.areas {
					if whole[b].sum/whole[b].weight > own+1e-12 {
						rank++
					}
				}
				ranks[a] = append(ranks[a], rank)
			}
		}
		for _, a := range f.areas {
			slices.Sort(ranks[a])
			top := 0
			for _, r := range ranks[a] {
				if r <= s.Top {
					top++
				}
			}
			got := [4]float64{s.Low.Values[a], s.Median.Values[a], s.High.Values[a], s.TopShare.Values[a]}
			want := [4]float64{float64(ranks[a][9]), float64(ranks[a][99]), float64(ranks[a][189]), float64(top) / 2} // the 10th, 100th and 190th of 200
			if got != want {
				t.Errorf("%s: area %d: %v, want %v", normalise, a, got, want)
			}
		}
	}
}

// Where all indicators say the same, no weight can move an area.
func TestEqualIndicatorsDoNotMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := make([]float64, rapid.IntRange(2, 30).Draw(t, "areas"))
		for i := range values {
			values[i] = float64(rapid.IntRange(0, 40).Draw(t, "value"))
		}
		values[1] = values[0] + 1
		var columns []geo.Column
		recipe := equal()
		for i := range rapid.IntRange(1, 5).Draw(t, "indicators") {
			id := string(rune('a' + i))
			columns = append(columns, column(id, geo.HigherIsWorse, 0, values...))
			recipe.Components[0].Indicators = append(recipe.Components[0].Indicators, Weight{id, float64(1 + i)})
		}
		recipe.Normalise = rapid.SampledFrom(Normalisations()).Draw(t, "normalise")
		s, err := RankStability(table(columns...), recipe, Uncertainty{Draws: 20, Seed: 1, Spread: 0.5})
		if err != nil {
			t.Fatal(err)
		}
		index, err := Index(table(columns...), recipe)
		if err != nil {
			t.Fatal(err)
		}
		for i := range values {
			if r := index.Rank.Values[i]; s.Low.Values[i] != r || s.Median.Values[i] != r || s.High.Values[i] != r {
				t.Fatalf("area %d has rank %v, and in the draws %v to %v", i, r, s.Low.Values[i], s.High.Values[i])
			}
			if v := VerdictOf(s.TopShare.Values[i]); v == Depends {
				t.Fatalf("area %d: %s", i, v)
			}
		}
	})
}

// An area that is at least as bad in everything is never placed after, in any quantile.
func TestStabilityKeepsDominance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab, recipe := study(t)
		s, err := RankStability(tab, recipe, Uncertainty{Draws: 30, Seed: 5, Spread: 0.6})
		if err != nil {
			t.Fatal(err)
		}
		for a := range tab.Codes {
			for b := range tab.Codes {
				if worseInEverything(tab, a, b) && s.Low.Flags[a] == geo.Present &&
					(s.Low.Values[a] > s.Low.Values[b] || s.Median.Values[a] > s.Median.Values[b] || s.TopShare.Values[a] < s.TopShare.Values[b]) {
					t.Fatalf("area %d is at least as bad as %d throughout, but is placed after it", a, b)
				}
			}
		}
	})
}

// Drawn shares have the mean and the spread they are asked to have: by the law of the Dirichlet distribution, a share p of n has
// variance p (1 − p) / (concentration + 1).
func TestDirichlet(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		around []float64
		spread float64
	}{{[]float64{0.25, 0.25, 0.25, 0.25}, 0.3}, {[]float64{0.7, 0.2, 0.1}, 0.5}, {[]float64{0.5, 0.5}, 0.9}, {[]float64{1}, 0.3}} {
		const draws = 40_000
		n := len(c.around)
		sum, squares := make([]float64, n), make([]float64, n)
		for range draws {
			for i, v := range dirichlet(random, c.around, c.spread) {
				sum[i] += v
				squares[i] += v * v
			}
		}
		for i, p := range c.around {
			mean := sum[i] / draws
			variance := squares[i]/draws - mean*mean
			want := 0.0
			if n > 1 {
				want = p * (1 - p) * c.spread * c.spread / float64(n-1)
			}
			if math.Abs(mean-p) > 0.01 || math.Abs(variance-want) > 0.05*want {
				t.Errorf("share %v of %v, spread %v: mean %v, variance %v; want variance %v", p, c.around, c.spread, mean, variance, want)
			}
		}
	}
}

func TestSorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), 1, 60).Draw(t, "scores")
		for i := range scores {
			if rapid.Bool().Draw(t, "clustered") {
				scores[i] = math.Mod(scores[i], 3) / 1e6
			}
			if i > 0 && rapid.IntRange(0, 3).Draw(t, "tied") == 0 {
				scores[i] = scores[i-1]
			}
		}
		ranks := make([]uint32, len(scores))
		s := newSorter(len(scores))
		for range 2 { // the second time as the first
			s.rank(scores, ranks)
			for i, v := range scores {
				want := uint32(1)
				for _, other := range scores {
					if other > v {
						want++
					}
				}
				if ranks[i] != want {
					t.Fatalf("%v is placed %d, want %d, of %v", v, ranks[i], want, scores)
				}
			}
		}
	})
}

func TestVerdicts(t *testing.T) {
	for share, want := range map[float64]Verdict{0: Never, 0.1: Depends, 94.9: Depends, 95: Robust, 100: Robust} {
		if got := VerdictOf(share); got != want {
			t.Errorf("%v%% of the draws: %s, want %s", share, got, want)
		}
	}
}

// TestStabilityOfOddStudies goes through studies that leave little or nothing to rank.
func TestStabilityOfOddStudies(t *testing.T) {
	flat := equal("a", "b")
	flat.Within = []uint32{1, 1, 2, 2}
	none := equal("a", "b")
	for _, c := range []struct {
		name   string
		tab    geo.Table
		recipe Recipe
		u      Uncertainty
		want   []float64 // median ranks
		fails  string
	}{
		{"two areas", table(column("a", geo.HigherIsWorse, 0, 1, 2)), equal("a"), usual, []float64{2, 1}, ""},
		{"all the same but one", table(column("a", geo.HigherIsWorse, 0, 1, 1, 1, 2)), equal("a"), usual, []float64{2, 2, 2, 1}, ""},
		{"flat in a group", table(column("a", geo.HigherIsWorse, 0, 4, 4, 1, 2), column("b", geo.HigherIsWorse, 0, 4, 4, 1, 2)), flat, usual, []float64{2, 2, 4, 1}, ""},
		{"no area has every value", table(column("a", geo.HigherIsWorse, 0, 1, 2, nan, nan), column("b", geo.HigherIsWorse, 0, nan, nan, 1, 2)), none, usual, []float64{nan, nan, nan, nan}, ""},
		{"one area is scored", table(column("a", geo.HigherIsWorse, 0, 1, 2, nan), column("b", geo.HigherIsWorse, 0, nan, 1, 2)), none, usual, []float64{nan, 1, nan}, ""},
		{"one area", table(column("a", geo.HigherIsWorse, 0, 1)), equal("a"), usual, nil, `index: indicator "a": the only area with a value has nothing to be compared with — check its column and file, or leave it out of the index`},
		{"constant", table(column("a", geo.HigherIsWorse, 0, 1, 1)), equal("a"), usual, nil, `index: indicator "a": all of the 2 areas with a value have the same one, so it cannot rank them — check its column and file, or leave it out of the index`},
		{"no draws", table(column("a", geo.HigherIsWorse, 0, 1, 2)), equal("a"), Uncertainty{Spread: 0.3}, nil, `index: draws = 0 — write how many times the weights are drawn, such as 1000`},
		{"no spread", table(column("a", geo.HigherIsWorse, 0, 1, 2)), equal("a"), Uncertainty{Draws: 10}, nil, `index: spread = 0 — write how far a weight may vary, above 0 and below 1, such as 0.3`},
		{"spread not a number", table(column("a", geo.HigherIsWorse, 0, 1, 2)), equal("a"), Uncertainty{Draws: 10, Spread: nan}, nil, `index: spread = NaN — write how far a weight may vary, above 0 and below 1, such as 0.3`},
		{"negative top", table(column("a", geo.HigherIsWorse, 0, 1, 2)), equal("a"), Uncertainty{Draws: 10, Spread: 0.3, Top: -1}, nil, `index: top = -1 — write how many areas are the top, or 0 for a tenth of them`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := RankStability(c.tab, c.recipe, c.u)
			_, driveErr := Drive(c.tab, c.recipe, c.u, 8)
			if c.fails != "" {
				var named *Error
				if !errors.As(err, &named) || err.Error() != c.fails || driveErr == nil {
					t.Errorf("errors %v and %v, want %s", err, driveErr, c.fails)
				}
				return
			}
			if err != nil || driveErr != nil || !slices.EqualFunc(s.Median.Values, c.want, same) {
				t.Errorf("median ranks %v, errors %v and %v, want %v", s.Median.Values, err, driveErr, c.want)
			}
			for i, f := range s.Median.Flags {
				if (f == geo.Present) == math.IsNaN(s.Median.Values[i]) || s.Top < 1 {
					t.Errorf("area %d: %v %v, top %d", i, f, s.Median.Values[i], s.Top)
				}
			}
			if _, err := OneAtATime(c.tab, c.recipe, 0); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTopOf(t *testing.T) {
	got := []int{topOf(0, 659), topOf(0, 4), topOf(20, 659), topOf(20, 7), topOf(0, 0)}
	if want := []int{65, 1, 20, 7, 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func BenchmarkStability(b *testing.B) {
	for _, areas := range []int{659, 1702, 35_672} {
		tab, recipe := made(areas, 14, 4)
		b.Run(fmt.Sprintf("%d areas", areas), func(b *testing.B) {
			for b.Loop() {
				if _, err := RankStability(tab, recipe, Uncertainty{Draws: 1000, Seed: 1, Spread: 0.3}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDrive(b *testing.B) {
	tab, recipe := made(1702, 14, 4)
	for b.Loop() {
		if _, err := Drive(tab, recipe, Uncertainty{Draws: 1000, Seed: 1, Spread: 0.3}, 256); err != nil {
			b.Fatal(err)
		}
	}
}
