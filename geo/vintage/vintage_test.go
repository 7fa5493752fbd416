package vintage

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/geo"
)

// The old district had six areas: A stayed, B was split in three, C and D were merged, and E gave a part of its ground to F.
//
//	A → a    B → b1, b2, b3    C, D → cd    E → e, ef    F → ef
var fixture = []Link{
	{"A", "a"}, {"B", "b1"}, {"B", "b2"}, {"B", "b3"}, {"C", "cd"}, {"D", "cd"}, {"E", "e"}, {"E", "ef"}, {"F", "ef"},
}

var newCodes = []string{"a", "b1", "b2", "b3", "cd", "e", "ef"}

func conversion(t testing.TB, links []Link, codes []string) *Conversion {
	t.Helper()
	c, err := New(links, codes)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var nan = math.NaN()

// columnOf has a missing value for each NaN.
func columnOf(decimals int, values ...float64) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: "x", Decimals: decimals}, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			c.Values[i], c.Flags[i] = v, geo.Present
		}
	}
	return c
}

func want(t *testing.T, got Result, values []float64, unweighted int) {
	t.Helper()
	if diff := cmp.Diff(values, got.Values, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
	if got.Unweighted != unweighted {
		t.Errorf("%d areas without weights, want %d", got.Unweighted, unweighted)
	}
	for i, v := range got.Values {
		if math.IsNaN(v) == (got.Flags[i] == geo.Present) {
			t.Errorf("%s: %v is %v", newCodes[i], v, got.Flags[i])
		}
	}
}

func TestChanges(t *testing.T) {
	c := conversion(t, fixture, newCodes)
	var got []string
	for _, change := range c.Changes() {
		got = append(got, change.String())
	}
	if diff := cmp.Diff([]string{"unchanged", "split 1→3", "split 1→3", "split 1→3", "merged 2→1", "complex 2→2", "complex 2→2"}, got); diff != "" {
		t.Error(diff)
	}
}

// Two wards are counted by the older areas A and B, and by C to F: what became of those became of the wards.
func TestChain(t *testing.T) {
	wards := []Link{{"V", "A"}, {"V", "B"}, {"W", "C"}, {"W", "D"}, {"W", "E"}, {"W", "F"}}
	got := Chain(wards, fixture)
	want := []Link{{"V", "a"}, {"V", "b1"}, {"V", "b2"}, {"V", "b3"}, {"W", "cd"}, {"W", "e"}, {"W", "ef"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	changes := conversion(t, got, newCodes).Changes()
	if changes[0] != (Change{1, 4}) || changes[6] != (Change{1, 3}) {
		t.Errorf("the changes are %v", changes)
	}
}

// Asking for a part of the district asks for all its old areas became: who shares a count must be known.
func TestNewOfSome(t *testing.T) {
	c := conversion(t, fixture, []string{"b2", "ef"})
	if diff := cmp.Diff([]string{"B", "E", "F"}, c.From()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"b1", "b2", "b3", "e", "ef"}, c.To()); diff != "" {
		t.Error(diff)
	}
	got, err := c.Counts(columnOf(0, 100, 10, 7), People{To: []float64{1, 3, 6, 9, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{30, 8}, got.Values); diff != "" {
		t.Error(diff)
	}
}

func TestNewRefuses(t *testing.T) {
	_, err := New(fixture, []string{"a", "z1", "z2"})
	if err == nil || err.Error() != "nothing became 2 areas, such as z1" {
		t.Errorf("the error is %v", err)
	}
}

// The people of the new areas, in the order of newCodes: B's parts have 100, 100 and 300, E's parts 60 and 40.
var newPeople = []float64{1000, 100, 100, 300, 900, 60, 40}

func TestCounts(t *testing.T) {
	tests := []struct {
		name       string
		decimals   int
		old        []float64 // of A to F
		people     []float64
		want       []float64
		unweighted int
	}{
		// 11 of B in 1:1:3 is 2.2, 2.2, 6.6: two, two and six, and the one left goes to the largest remainder.
		// 5 of E in 60:40 is 3 and 2; ef has F's 4 beside.
		{"whole numbers", 0, []float64{8, 11, 2, 3, 5, 4}, newPeople, []float64{8, 2, 2, 7, 5, 3, 6}, 0},
		// 0.1 is one unit, for the largest of the parts.
		{"one decimal", 1, []float64{8, 0.1, 2.5, 3, 5, 4}, newPeople, []float64{8, 0, 0, 0.1, 5.5, 3, 6}, 0},
		{"below nought", 0, []float64{8, -11, 2, 3, 5, 4}, newPeople, []float64{8, -2, -2, -7, 5, 3, 6}, 0},
		{"an equal remainder goes to the first", 0, []float64{8, 10, 2, 3, 5, 4}, []float64{9, 1, 1, 1, 9, 1, 1}, []float64{8, 4, 3, 3, 5, 3, 6}, 0},
		{"nobody lives there", 0, []float64{8, 10, 2, 3, 5, 4}, []float64{0, 0, 0, 0, 0, 0, 0}, []float64{8, 4, 3, 3, 5, 3, 6}, 0},
		{"an unknown part makes the sum unknown", 0, []float64{8, nan, nan, 3, 5, nan}, newPeople, []float64{8, nan, nan, nan, nan, 3, nan}, 0},
		{"the people of a part are not known", 0, []float64{8, 11, 2, 3, 5, 4}, []float64{nan, 100, nan, 300, nan, 60, 40}, []float64{8, nan, nan, nan, 5, 3, 6}, 3},
		{"people are not known", 0, []float64{8, 11, 2, 3, 5, 4}, nil, []float64{8, nan, nan, nan, 5, nan, nan}, 5},
	}
	c := conversion(t, fixture, newCodes)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := c.Counts(columnOf(test.decimals, test.old...), People{To: test.people})
			if err != nil {
				t.Fatal(err)
			}
			want(t, got, test.want, test.unweighted)
		})
	}
}

func TestRates(t *testing.T) {
	// Of E's 200 people 40 in 100 went to ef, 80; F brought 120. So ef has (80 × 10 + 120 × 20) ÷ 200 = 16.
	// C has 100 and D 300: (100 × 4 + 300 × 8) ÷ 400 = 7.
	old := []float64{1, 2, 4, 8, 10, 20}
	oldPeople := []float64{9, 9, 100, 300, 200, 120}
	tests := []struct {
		name       string
		old        []float64
		people     People
		want       []float64
		unweighted int
	}{
		{"weighted", old, People{oldPeople, newPeople}, []float64{1, 2, 2, 2, 7, 10, 16}, 0},
		{"people of the old areas only: parts weigh the same", old, People{From: oldPeople}, []float64{1, 2, 2, 2, 7, 10, 15.5}, 0},
		{"people are not known", old, People{}, []float64{1, 2, 2, 2, 6, 10, 15}, 2},
		{"nor of one", old, People{[]float64{9, 9, nan, 300, 200, 120}, newPeople}, []float64{1, 2, 2, 2, 6, 10, 16}, 1},
		{"an unknown part makes the mean unknown", []float64{1, nan, 4, nan, 10, 20}, People{oldPeople, newPeople}, []float64{1, nan, nan, nan, nan, 10, 16}, 0},
	}
	c := conversion(t, fixture, newCodes)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := c.Rates(columnOf(1, test.old...), test.people)
			if err != nil {
				t.Fatal(err)
			}
			want(t, got, test.want, test.unweighted)
		})
	}
}

// Why a value is not there is kept: of several reasons, the first area's.
func TestReasonsAreKept(t *testing.T) {
	column := columnOf(0, 1, nan, nan, nan, 5, 6)
	column.Flags[1], column.Flags[2], column.Flags[3] = geo.Suppressed, geo.NotApplicable, geo.Suppressed
	c := conversion(t, fixture, newCodes)
	people := People{To: newPeople}
	counts, err := c.Counts(column, people)
	if err != nil {
		t.Fatal(err)
	}
	rates, err := c.Rates(column, people)
	if err != nil {
		t.Fatal(err)
	}
	const p, s, n = geo.Present, geo.Suppressed, geo.NotApplicable
	for _, got := range []Result{counts, rates} {
		if !slices.Equal(got.Flags, []geo.Flag{p, s, s, s, n, p, p}) {
			t.Errorf("flags are %v", got.Flags)
		}
	}
}

// A sum may be too large to store though its parts are not.
func TestTooLarge(t *testing.T) {
	c := conversion(t, fixture, newCodes)
	if _, err := c.Counts(columnOf(0, 0, 0, 2e9, 2e9, 0, 0), People{To: newPeople}); err == nil || err.Error() != "cd: value 4e+09 does not fit in 0 decimals" {
		t.Errorf("the error is %v", err)
	}
}
