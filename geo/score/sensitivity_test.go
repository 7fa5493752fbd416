package score

import (
	"math"
	"reflect"
	"testing"

	"hotspotmap/geo"
)

// The function of Ishigami and Homma (1990), whose indices are known: sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each x from −π to π.
func TestIshigami(t *testing.T) {
	const a, b = 7, 0.1
	ishigami := func() func([]float64) float64 {
		return func(u []float64) float64 {
			x := func(i int) float64 { return math.Pi * (2*u[i] - 1) }
			return math.Sin(x(0)) + a*math.Pow(math.Sin(x(1)), 2) + b*math.Pow(x(2), 4)*math.Sin(x(0))
		}
	}
	pi4, pi8 := math.Pow(math.Pi, 4), math.Pow(math.Pi, 8)
	v1 := 0.5 * math.Pow(1+b*pi4/5, 2)
	v2, v13 := a*a/8.0, b*b*pi8*8/225
	v := v1 + v2 + v13
	effects := Sobol(3, 1<<16, 1, ishigami)
	for i, want := range []struct{ first, total float64 }{{v1 / v, (v1 + v13) / v}, {v2 / v, v2 / v}, {0, v13 / v}} {
		e := effects[i]
		if math.Abs(e.First-want.first) > 0.01 || math.Abs(e.Total-want.total) > 0.01 {
			t.Errorf("x%d: first %.4f, total %.4f; want %.4f, %.4f", i+1, e.First, e.Total, want.first, want.total)
		}
		if math.Abs(e.First-want.first) > 4*e.FirstError || math.Abs(e.Total-want.total) > 4*e.TotalError+1e-12 {
			t.Errorf("x%d: first %.4f ± %.4f, total %.4f ± %.4f; want %.4f, %.4f", i+1, e.First, e.FirstError, e.Total, e.TotalError, want.first, want.total)
		}
	}
}

func TestSobolOfAConstant(t *testing.T) {
	effects := Sobol(2, 16, 1, func() func([]float64) float64 { return func([]float64) float64 { return 3 } })
	if !reflect.DeepEqual(effects, make([]Effect, 2)) {
		t.Errorf("%v, want nothing", effects)
	}
}

// An input that is all there is to the ranking has all of the effect, and one that is the same everywhere has none.
func TestDrive(t *testing.T) {
	tab, recipe := made(120, 3, 6)
	recipe.Components = []Component{
		{ID: "x", Weight: 3, Indicators: []Weight{{"i0", 1}}},
		{ID: "y", Weight: 3, Indicators: []Weight{{"i1", 1}}},
		{ID: "unused", Weight: 0, Indicators: []Weight{{"i2", 1}}},
	}
	d, err := Drive(tab, recipe, Uncertainty{Draws: 1, Seed: 3, Spread: 0.3}, 128)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, driver := range d.Drivers {
		ids = append(ids, driver.Component)
		if driver.Total < -1e-9 || driver.Total > 1.5 || math.IsNaN(driver.First) {
			t.Errorf("%+v", driver)
		}
	}
	if !reflect.DeepEqual(ids, []string{"x", "y", ""}) || d.Samples != 128 || d.Areas == 0 {
		t.Errorf("%v of %d areas, %d samples", ids, d.Areas, d.Samples)
	}
	again, err := Drive(tab, recipe, Uncertainty{Draws: 1, Seed: 3, Spread: 0.3}, 128)
	if err != nil || !reflect.DeepEqual(d, again) {
		t.Error("the same seed gave another result")
	}
}

func TestDriveTakesASampleOfMany(t *testing.T) {
	tab, recipe := made(2*mostSampled+1, 3, 6)
	d, err := Drive(tab, recipe, Uncertainty{Draws: 1, Seed: 3, Spread: 0.3}, 2)
	if err != nil || d.Areas != mostSampled {
		t.Errorf("%d areas, %v", d.Areas, err)
	}
}

func TestOneAtATime(t *testing.T) {
	tab := table(
		column("a", geo.HigherIsWorse, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
		column("b", geo.HigherIsWorse, 0, 10, 2, 3, 4, 5, 6, 7, 8, 9, 1),
		column("c", geo.HigherIsWorse, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
	recipe := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 1, Components: []Component{
		{ID: "one", Weight: 2, Indicators: []Weight{{"a", 3}, {"b", 1}}},
		{ID: "two", Weight: 1, Indicators: []Weight{{"c", 1}}},
	}}
	found, err := OneAtATime(tab, recipe, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []Change{
		{WithoutComponent: "one"}, {WithoutComponent: "two"}, {WithoutIndicator: "a"}, {WithoutIndicator: "b"},
		{Normalise: ZScore}, {Normalise: PercentileRank}, {Normalise: Exponential}, {Aggregate: Geometric}, {EqualComponents: true}, {EqualIndicators: true},
	}
	for i, a := range found {
		if a.Change != want[i] || a.Areas != 10 {
			t.Errorf("%d: %+v, want %+v", i, a, want[i])
		}
	}
	// By the recipe, b has a sixth of the weight: the last area scores 10 × 5/6 = 8.33, behind the 8.89 of the one before it, and the
	// first 10 × 1/6 = 1.67, ahead of the 1.11 of the one after it. Without component "one", c alone ranks them.
	base, err := Index(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, base.Rank, 9, 10, 8, 7, 6, 5, 4, 3, 1, 2)
	if without := found[0]; without.Left != 1 || without.Shift != 4.0/10 || !(without.Spearman < 1) {
		t.Errorf("%+v, want 1 to leave, and 4 areas to move by a place", without)
	}
	if len(found) != len(want) {
		t.Errorf("%d alternatives, want %d", len(found), len(want))
	}
}

// Of a single indicator nothing can be left out, and no weight be otherwise.
func TestOneAtATimeOfOneIndicator(t *testing.T) {
	found, err := OneAtATime(table(column("a", geo.HigherIsWorse, 0, 1, 2, 3)), equal("a"), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range found {
		if a.Change.WithoutComponent != "" || a.Change.WithoutIndicator != "" || a.Shift != 0 || a.Left != 0 || a.Spearman != 1 {
			t.Errorf("%+v", a)
		}
	}
}
