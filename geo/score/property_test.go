package score

import (
	"cmp"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// study is a random table with missing values and a recipe over it.
func study(t *rapid.T) (geo.Table, Recipe) {
	areas := rapid.IntRange(2, 12).Draw(t, "areas")
	recipe := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: rapid.SampledFrom([]float64{0.3, 0.6, 1}).Draw(t, "minimum")}
	var columns []geo.Column
	for i := range rapid.IntRange(1, 3).Draw(t, "components") {
		c := Component{ID: string(rune('a' + i)), Weight: float64(rapid.IntRange(1, 10).Draw(t, "component weight"))}
		for j := range rapid.IntRange(1, 3).Draw(t, "indicators") {
			id := c.ID + string(rune('0'+j))
			c.Indicators = append(c.Indicators, Weight{id, float64(rapid.IntRange(1, 10).Draw(t, "weight"))})
			decimals := rapid.IntRange(0, 3).Draw(t, "decimals")
			values := make([]float64, areas)
			for k := range values {
				values[k] = float64(rapid.IntRange(-500, 500).Draw(t, "value")) / math.Pow10(decimals)
				if k > 1 && rapid.IntRange(0, 5).Draw(t, "missing") == 0 {
					values[k] = nan
				}
			}
			values[1] = values[0] + 1 // so that no column is constant
			columns = append(columns, column(id, rapid.SampledFrom([]geo.Direction{geo.HigherIsWorse, geo.HigherIsBetter}).Draw(t, "higher"), decimals, values...))
		}
		recipe.Components = append(recipe.Components, c)
	}
	return table(columns...), recipe
}

// anyMethod is the recipe with one of the pairs of methods that go together.
func anyMethod(t *rapid.T, r Recipe) Recipe {
	r.Aggregate = rapid.SampledFrom(Aggregations()).Draw(t, "aggregate")
	r.Normalise = rapid.SampledFrom(Normalisations()).Draw(t, "normalise")
	if r.Aggregate == Geometric {
		r.Normalise = rapid.SampledFrom([]string{MinMax, PercentileRank}).Draw(t, "normalise for a geometric mean")
	}
	return r
}

// exact is the index in rational numbers, nil where it is missing.
func exact(t geo.Table, r Recipe, area int) *big.Rat {
	rational := func(v float64, decimals int) *big.Rat {
		return big.NewRat(int64(math.Round(v*math.Pow10(decimals))), int64(math.Pow10(decimals)))
	}
	minimum := new(big.Rat).Sub(new(big.Rat).SetFloat64(r.MinimumPresent), big.NewRat(1, 1e9))
	sum, used, rests, whole := new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)
	for _, c := range r.Components {
		inner, innerUsed, innerWhole := new(big.Rat), new(big.Rat), new(big.Rat)
		for _, w := range c.Indicators {
			weight := new(big.Rat).SetFloat64(w.Weight)
			innerWhole.Add(innerWhole, weight)
			col, _ := t.Column(w.Indicator)
			if col.Flags[area] != geo.Present {
				continue
			}
			worst, best := col.Values[area], col.Values[area]
			for _, v := range col.Values {
				if d := float64(col.Indicator.Higher); !math.IsNaN(v) {
					worst, best = d*max(d*worst, d*v), d*min(d*best, d*v)
				}
			}
			d := col.Indicator.Decimals
			score := new(big.Rat).Sub(rational(col.Values[area], d), rational(best, d))
			score.Quo(score, new(big.Rat).Sub(rational(worst, d), rational(best, d)))
			inner.Add(inner, score.Mul(score.Mul(score, big.NewRat(10, 1)), weight))
			innerUsed.Add(innerUsed, weight)
		}
		weight := new(big.Rat).SetFloat64(c.Weight)
		whole.Add(whole, weight)
		share := new(big.Rat).Quo(innerUsed, innerWhole)
		if share.Sign() == 0 || share.Cmp(minimum) < 0 {
			continue
		}
		sum.Add(sum, inner.Mul(inner.Quo(inner, innerUsed), weight))
		used.Add(used, weight)
		rests.Add(rests, share.Mul(share, weight))
	}
	if used.Sign() == 0 || rests.Quo(rests, whole).Cmp(minimum) < 0 {
		return nil
	}
	return sum.Quo(sum, used)
}

func TestAgreesWithRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab, recipe := study(t)
		r, err := Index(tab, recipe)
		if err != nil {
			t.Fatal(err)
		}
		for area := range tab.Codes {
			want := exact(tab, recipe, area)
			got := r.Index.Values[area]
			if want == nil {
				if !math.IsNaN(got) {
					t.Fatalf("area %d: %v, want none", area, got)
				}
				continue
			}
			w, _ := want.Float64()
			if !(math.Abs(got-w) <= 0.0005+1e-9) || got < 0 || got > 10 {
				t.Fatalf("area %d: %v, want %v", area, got, w)
			}
		}
	})
}

// exactRank is the percentile rank of an area by a column as it is stored, in rational numbers; nil where it has no value.
func exactRank(c geo.Column, area int) *big.Rat {
	if c.Flags[area] != geo.Present {
		return nil
	}
	below, equal, present := 0, 0, 0
	for i, v := range c.Values {
		if c.Flags[i] != geo.Present {
			continue
		}
		present++
		switch d := (c.Indicator.Round(v) - c.Indicator.Round(c.Values[area])) * float64(c.Indicator.Higher); {
		case d < 0:
			below++
		case d == 0:
			equal++
		}
	}
	return big.NewRat(int64(2*below+equal-1), int64(2*(present-1)))
}

// Components are ranked by what their means are, not by what their sums were rounded to.
func TestExponentialRanksByRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab, recipe := study(t)
		recipe.Normalise = Exponential
		r, err := Index(tab, recipe)
		if err != nil {
			t.Fatal(err)
		}
		for k, c := range recipe.Components {
			means := make([]*big.Rat, len(tab.Codes)) // of areas that have all values
			for area := range means {
				mean, whole := new(big.Rat), new(big.Rat)
				for _, w := range c.Indicators {
					col, _ := tab.Column(w.Indicator)
					rank, weight := exactRank(col, area), new(big.Rat).SetFloat64(w.Weight)
					if rank == nil {
						mean = nil
						break
					}
					mean.Add(mean, rank.Mul(rank, weight))
					whole.Add(whole, weight)
				}
				if mean != nil {
					means[area] = mean.Quo(mean, whole)
				}
			}
			for a, x := range means {
				for b, y := range means {
					if x == nil || y == nil {
						continue
					}
					if p, q := r.Components[k].Values[a], r.Components[k].Values[b]; x.Cmp(y) != cmp.Compare(p, q) {
						t.Fatalf("areas %d and %d have means %v and %v, but %v and %v", a, b, x, y, p, q)
					}
				}
			}
		}
	})
}

func TestAnAreaNeverOutranksOneThatIsWorseInEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab, recipe := study(t)
		recipe = anyMethod(t, recipe)
		r, err := Index(tab, recipe)
		if err != nil {
			t.Fatal(err)
		}
		for a := range tab.Codes {
			for b := range tab.Codes {
				if worseInEverything(tab, a, b) && r.Index.Flags[a] == geo.Present && r.Rank.Values[a] > r.Rank.Values[b] {
					t.Fatalf("area %d is at least as bad as %d throughout, but ranks %v after %v", a, b, r.Rank.Values[a], r.Rank.Values[b])
				}
			}
		}
	})
}

func worseInEverything(t geo.Table, a, b int) bool {
	for _, c := range t.Columns {
		if !((c.Values[a]-c.Values[b])*float64(c.Indicator.Higher) >= 0) {
			return false
		}
	}
	return true
}

// Whatever unit an indicator is in and wherever its scale begins, the index is the same.
func TestScaleAndOriginChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab, recipe := study(t)
		recipe = anyMethod(t, recipe)
		before, err := Index(tab, recipe)
		if err != nil {
			t.Fatal(err)
		}
		moved := geo.Table{Codes: tab.Codes}
		for _, c := range tab.Columns {
			m := geo.NewColumn(c.Indicator, len(tab.Codes))
			factor, shift := float64(rapid.IntRange(1, 50).Draw(t, "factor")), float64(rapid.IntRange(-1000, 1000).Draw(t, "shift"))
			for i, v := range c.Values {
				m.Values[i], m.Flags[i] = factor*v+shift, c.Flags[i]
			}
			moved.Columns = append(moved.Columns, m)
		}
		after, err := Index(moved, recipe)
		if err != nil {
			t.Fatal(err)
		}
		for i := range tab.Codes {
			was, is := before.Index.Values[i], after.Index.Values[i]
			if before.Index.Flags[i] != after.Index.Flags[i] || math.Abs(was-is) > 0.001+1e-9 { // a last digit may fall on the other side
				t.Fatalf("area %d: index %v, in other units %v", i, was, is)
			}
		}
	})
}

func TestOrderOfAreasChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab, recipe := study(t)
		recipe = anyMethod(t, recipe)
		before, err := Index(tab, recipe)
		if err != nil {
			t.Fatal(err)
		}
		order := make([]int, len(tab.Codes))
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "order")
		moved := geo.Table{Codes: tab.Codes}
		for _, c := range tab.Columns {
			m := geo.NewColumn(c.Indicator, len(order))
			for at, old := range order {
				m.Values[at], m.Flags[at] = c.Values[old], c.Flags[old]
			}
			moved.Columns = append(moved.Columns, m)
		}
		after, err := Index(moved, recipe)
		if err != nil {
			t.Fatal(err)
		}
		for at, old := range order {
			if before.Rank.Flags[old] != after.Rank.Flags[at] || before.Rank.Flags[old] == geo.Present &&
				(before.Rank.Values[old] != after.Rank.Values[at] || before.Index.Values[old] != after.Index.Values[at]) {
				t.Fatalf("area %d: index %v rank %v, moved to %d: %v %v", old,
					before.Index.Values[old], before.Rank.Values[old], at, after.Index.Values[at], after.Rank.Values[at])
			}
		}
	})
}
