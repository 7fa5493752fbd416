package score

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"hotspotmap/geo"
)

// column makes a column from values, NaN for missing.
func column(id string, higher geo.Direction, decimals int, values ...float64) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: id, Higher: higher, Decimals: decimals}, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			c.Values[i], c.Flags[i] = v, geo.Present
		}
	}
	return c
}

func table(columns ...geo.Column) geo.Table {
	return geo.Table{Geography: "lsoa21", Codes: make([]string, len(columns[0].Values)), Columns: columns}
}

// equal is a recipe of one component with equal weights.
func equal(indicators ...string) Recipe {
	c := Component{ID: "all", Weight: 1}
	for _, id := range indicators {
		c.Indicators = append(c.Indicators, Weight{id, 1})
	}
	return Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 1, Components: []Component{c}}
}

var nan = math.NaN()

// deri is a case in the form of the Digital Exclusion Risk Index, small enough to do on paper:
//
//	              A    B    C      D       scores
//	over 65      10   20   30     15        0   5  10   2.5     weight 5
//	over 75       2    6   10     10        0   5  10  10       weight 5
//	  demography                            0   5  10   6.25    weight 3
//	speed        40   80   60     40       10   0   5  10       weight 3 (higher is better)
//	  broadband                            10   0   5  10       weight 3
//	credit      100  300  200    100        0  10   5   0       weight 2
//	no quals      0    5   20     10        0 2.5  10   5       weight 4
//	  deprivation                           0   5  25/3 10/3    weight 3
//	index: 10/3, 10/3, 70/9, 235/36
func deri() (geo.Table, Recipe) {
	t := table(
		column("over_65", geo.HigherIsWorse, 1, 10, 20, 30, 15),
		column("over_75", geo.HigherIsWorse, 1, 2, 6, 10, 10),
		column("speed", geo.HigherIsBetter, 0, 40, 80, 60, 40),
		column("credit", geo.HigherIsWorse, 0, 100, 300, 200, 100),
		column("no_quals", geo.HigherIsWorse, 2, 0, 5, 20, 10))
	return t, Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 1, Components: []Component{
		{ID: "demography", Title: "Demography", Weight: 3, Indicators: []Weight{{"over_65", 5}, {"over_75", 5}}},
		{ID: "broadband", Title: "Broadband", Weight: 3, Indicators: []Weight{{"speed", 3}}},
		{ID: "deprivation", Title: "Deprivation", Weight: 3, Indicators: []Weight{{"credit", 2}, {"no_quals", 4}}},
	}}
}

func TestWorkedByHand(t *testing.T) {
	r, err := Index(deri())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id   string
		got  geo.Column
		want []float64
	}{
		{"index", r.Index, []float64{3.333, 3.333, 7.778, 6.528}},
		{"component_demography", r.Components[0], []float64{0, 5, 10, 6.25}},
		{"component_broadband", r.Components[1], []float64{10, 0, 5, 10}},
		{"component_deprivation", r.Components[2], []float64{0, 5, 8.333, 3.333}},
		{"rank", r.Rank, []float64{3, 3, 1, 2}},
		{"decile", r.Decile, []float64{5, 5, 10, 8}},
	} {
		if c.got.Indicator.ID != c.id || !reflect.DeepEqual(c.got.Values, c.want) || c.got.Present() != 4 {
			t.Errorf("%s %v %v, want %s %v", c.got.Indicator.ID, c.got.Values, c.got.Flags, c.id, c.want)
		}
	}
	if !reflect.DeepEqual(r.Absent, make([]int, 4)) || r.Flat != nil || r.Raw != nil {
		t.Errorf("absent %v, flat %v, raw %v: none expected", r.Absent, r.Flat, r.Raw)
	}
}

func TestAbsence(t *testing.T) {
	a := column("a", geo.HigherIsWorse, 0, 0, 10, nan, nan, 5)
	b := column("b", geo.HigherIsWorse, 0, 0, 10, 4, nan, nan)
	c := column("c", geo.HigherIsWorse, 0, 0, 10, 6, 8, nan)
	a.Flags[3], b.Flags[3], a.Flags[2] = geo.Suppressed, geo.Suppressed, geo.Suppressed
	for _, test := range []struct {
		name    string
		minimum float64
		want    []float64
		flags   []geo.Flag
	}{
		{"all needed", 1, []float64{0, 10, nan, nan, nan}, []geo.Flag{geo.Present, geo.Present, geo.Suppressed, geo.Suppressed, geo.Missing}},
		{"two thirds needed", 0.6, []float64{0, 10, 5, nan, nan}, []geo.Flag{geo.Present, geo.Present, geo.Present, geo.Suppressed, geo.Missing}},
		{"one needed", 0.01, []float64{0, 10, 5, 8, 5}, make([]geo.Flag, 5)},
	} {
		t.Run(test.name, func(t *testing.T) {
			recipe := equal("a", "b", "c")
			recipe.MinimumPresent = test.minimum
			r, err := Index(table(a, b, c), recipe)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range test.want {
				if got := r.Index.Values[i]; got != want && !(math.IsNaN(got) && math.IsNaN(want)) || r.Index.Flags[i] != test.flags[i] || r.Rank.Flags[i] != test.flags[i] {
					t.Errorf("area %d: %v %v, want %v %v", i, got, r.Index.Flags[i], want, test.flags[i])
				}
			}
			if want := []int{0, 0, 1, 2, 2}; !reflect.DeepEqual(r.Absent, want) {
				t.Errorf("absent %v, want %v", r.Absent, want)
			}
		})
	}
}

// A component that rests on too little is missing, and what it had does not count towards the index either.
func TestAbsenceInComponents(t *testing.T) {
	tab := table(column("a", geo.HigherIsWorse, 0, 0, 10, 2), column("b", geo.HigherIsWorse, 0, 0, 10, nan),
		column("c", geo.HigherIsWorse, 0, 0, 10, nan), column("d", geo.HigherIsWorse, 0, 0, 10, 8))
	recipe := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 0.5, Components: []Component{
		{ID: "abc", Weight: 1, Indicators: []Weight{{"a", 1}, {"b", 1}, {"c", 1}}},
		{ID: "d", Weight: 1, Indicators: []Weight{{"d", 1}}},
	}}
	r, err := Index(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(r.Components[0].Values[2]) || r.Index.Values[2] != 8 || r.Absent[2] != 2 {
		t.Errorf("component %v index %v absent %v, want NaN 8 2", r.Components[0].Values[2], r.Index.Values[2], r.Absent[2])
	}
}

func TestWithoutWeightNothingIsAbsent(t *testing.T) {
	recipe := equal("a", "b")
	recipe.Components[0].Indicators[1].Weight = 0
	r, err := Index(table(column("a", geo.HigherIsWorse, 0, 1, 3, 2), column("b", geo.HigherIsWorse, 0, nan, 1, 2)), recipe)
	if err != nil || r.Absent[0] != 0 || !reflect.DeepEqual(r.Index.Values, []float64{0, 10, 5}) {
		t.Errorf("index %v, absent %v, error %v", r.Index.Values, r.Absent, err)
	}
}

func TestWithinGroups(t *testing.T) {
	recipe := equal("a")
	recipe.Within = []uint32{7, 7, 7, 2, 2, 9}
	r, err := Index(table(column("a", geo.HigherIsWorse, 0, 0, 50, 100, 3, 3, 4)), recipe)
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{0, 5, 10, 5, 5, 5}; !reflect.DeepEqual(r.Index.Values, want) {
		t.Errorf("index %v, want %v", r.Index.Values, want)
	}
	if want := []Flat{{"a", 2, 3}, {"a", 9, 4}}; !reflect.DeepEqual(r.Flat, want) {
		t.Errorf("flat %v, want %v", r.Flat, want)
	}
}

// What the browser cannot see, the index does not use: 0.04 and 0 are the same at one decimal.
func TestValuesAreReadAsStored(t *testing.T) {
	r, err := Index(table(column("a", geo.HigherIsWorse, 1, 0.04, 0, 1)), equal("a"))
	if err != nil || !reflect.DeepEqual(r.Index.Values, []float64{0, 0, 10}) || !reflect.DeepEqual(r.Rank.Values, []float64{2, 2, 1}) {
		t.Errorf("index %v, rank %v, error %v", r.Index.Values, r.Rank.Values, err)
	}
}

func TestRefused(t *testing.T) {
	good := column("a", geo.HigherIsWorse, 0, 1, 2, 3)
	with := func(change func(*Recipe)) Recipe {
		r := equal("a")
		change(&r)
		return r
	}
	grouped := equal("a")
	grouped.Within = []uint32{1, 1, 2}
	for _, c := range []struct {
		name   string
		column geo.Column
		recipe Recipe
		want   string
	}{
		{"constant", column("a", geo.HigherIsWorse, 0, 4, 4, nan), equal("a"), `indicator "a": all of the 2 areas with a value have the same one`},
		{"constant as stored", column("a", geo.HigherIsWorse, 0, 4.1, 3.9, nan), equal("a"), `all of the 2 areas`},
		{"constant in every group", column("a", geo.HigherIsWorse, 0, 4, 4, 9), grouped, `same value throughout every group`},
		{"all missing", column("a", geo.HigherIsWorse, 0, nan, nan), equal("a"), `indicator "a": none of the 2 areas has a value`},
		{"one area", column("a", geo.HigherIsWorse, 0, 4), equal("a"), `indicator "a": the only area with a value has nothing to be compared with`},
		{"too large", column("a", geo.HigherIsWorse, 3, 1, 2, 3e7), equal("a"), `indicator "a": value 3e+07 does not fit in 3 decimals`},
		{"infinite", column("a", geo.HigherIsWorse, 3, 1, 2, math.Inf(1)), equal("a"), `indicator "a": value +Inf does not fit`},
		{"unknown indicator", good, equal("b"), `indicator "b": there is no such indicator`},
		{"twice", good, equal("a", "a"), `indicator "a": it is in the index twice`},
		{"no components", good, with(func(r *Recipe) { r.Components = nil }), "no component has a weight"},
		{"component weights all zero", good, with(func(r *Recipe) { r.Components[0].Weight = 0 }), "no component has a weight"},
		{"indicator weights all zero", good, with(func(r *Recipe) { r.Components[0].Indicators[0].Weight = 0 }), `component "all": its indicators have no weight`},
		{"negative weight", good, with(func(r *Recipe) { r.Components[0].Indicators[0].Weight = -1 }), `indicator "a": its weight is -1`},
		{"weight not a number", good, with(func(r *Recipe) { r.Components[0].Weight = nan }), `component "all": its weight is NaN`},
		{"unknown normalisation", good, with(func(r *Recipe) { r.Normalise = "logit" }), `normalise = "logit" is not known — write "minmax", "zscore", "rank" or "imd"`},
		{"geometric mean of z-scores", good, with(func(r *Recipe) { r.Normalise, r.Aggregate = ZScore, Geometric }), `a geometric mean of "zscore" scores has no meaning`},
		{"out of, but no raw score", good, with(func(r *Recipe) { r.OutOf = 1 }), `out_of = 1, but only "imd"`},
		{"out of nothing like the weights", good, with(func(r *Recipe) { r.Normalise, r.OutOf = Exponential, 0.1 }), "out_of = 0.1 is not what the weights are shares of"},
		{"out of less than nothing", good, with(func(r *Recipe) { r.Normalise, r.OutOf = Exponential, -1 }), "out_of = -1 is not what the weights are shares of"},
		{"unknown aggregation", good, with(func(r *Recipe) { r.Aggregate = "" }), `aggregate = ""`},
		{"minimum too large", good, with(func(r *Recipe) { r.MinimumPresent = 60 }), "minimum_present = 60"},
		{"minimum of nothing", good, with(func(r *Recipe) { r.MinimumPresent = 0 }), "minimum_present = 0"},
		{"groups of other areas", good, with(func(r *Recipe) { r.Within = []uint32{1} }), "1 groups are given for 3 areas"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Index(table(c.column), c.recipe)
			var named *Error
			if !errors.As(err, &named) || named.Remedy == "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q and a remedy", err, c.want)
			}
		})
	}
}
