package score

import (
	"reflect"
	"testing"

	"hotspotmap/geo"
)

func TestReport(t *testing.T) {
	square := geo.Geography{ID: "square", Singular: "square", Plural: "squares"}
	named := func(c geo.Column, title string) geo.Column {
		c.Indicator.Title = title
		return c
	}
	tab := table(
		named(column("a", geo.HigherIsWorse, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "Need"),
		named(column("b", geo.HigherIsBetter, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1), "Speed"),
		column("c", geo.HigherIsWorse, 0, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1))
	recipe := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: 1, Components: []Component{
		{ID: "x", Title: "Want", Weight: 2, Indicators: []Weight{{"a", 3}, {"b", 1}}},
		{ID: "y", Title: "Other", Weight: 1, Indicators: []Weight{{"c", 1}}},
	}}
	draws, s, err := Report(square, tab, recipe, Uncertainty{Draws: 100, Seed: 1, Spread: 0.1, Top: 2})
	if err != nil {
		t.Fatal(err)
	}
	if want := "Of 10 squares with an index, 2 are among the 2 most at risk in at least 95% of 100 draws of the weights (robust); " +
		"1 is in some of them (depends on the weights), and 7 in none (never)."; s.Sentence != want {
		t.Errorf("%s\nwant %s", s.Sentence, want)
	}
	if want := []string{"“Need” and “Speed” say nearly the same (Pearson 1.00, Spearman 1.00): they move almost together, with 67% of the weight of the index on the two."}; !reflect.DeepEqual(s.Warnings, want) {
		t.Errorf("warnings %q", s.Warnings)
	}
	var changes, inputs []string
	for _, a := range s.Alternatives {
		changes = append(changes, a.Change)
	}
	for _, d := range s.Drivers.Inputs {
		inputs = append(inputs, d.Input)
	}
	if want := []string{"Without the component “Want”", "Without the component “Other”", "Without “Need”", "Without “Speed”",
		"Z-scores instead of min–max", "Percentile ranks instead of min–max", "Exponential ranks instead of min–max", "Geometric instead of arithmetic means",
		"All components with the same weight", "All indicators with the same weight"}; !reflect.DeepEqual(changes, want) {
		t.Errorf("alternatives %q", changes)
	}
	if want := []string{"Weight of “Want”", "Weight of “Other”", "How indicators are put on one scale"}; !reflect.DeepEqual(inputs, want) {
		t.Errorf("drivers %q", inputs)
	}
	if len(s.Correlations) != 3 || draws.Scored != 10 || s.Top != 2 {
		t.Errorf("%d correlations, %d areas, top %d", len(s.Correlations), draws.Scored, s.Top)
	}
}

func TestReportOfNothing(t *testing.T) {
	tab := table(column("a", geo.HigherIsWorse, 0, 1, 2, nan, nan), column("b", geo.HigherIsWorse, 0, nan, nan, 1, 2))
	_, s, err := Report(geo.Geography{ID: "ward", Singular: "ward", Plural: "wards"}, tab, equal("a", "b"), usual)
	if err != nil || s.Sentence != "None of the wards has an index, so there is no ranking to depend on anything." || s.Scored != 0 {
		t.Errorf("%q, %v", s.Sentence, err)
	}
}
