package score

import (
	"compress/gzip"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"hotspotmap/geo"
)

const imdFile = "../../../shared/realdata/national/imd2025_england_lsoa21.csv.gz"

// TestEnglishIndicesOfDeprivation2025 makes the overall score of every neighbourhood of England from the published ranks in the
// seven domains, and compares it with the published score and rank.
func TestEnglishIndicesOfDeprivation2025(t *testing.T) {
	file, err := os.Open(imdFile)
	if err != nil {
		t.Skipf("the real data are not here: %v", err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unpacked).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	published := func(column string) []float64 {
		values := make([]float64, len(rows)-1)
		for at, name := range rows[0] {
			if name != column {
				continue
			}
			for i, row := range rows[1:] {
				if values[i], err = strconv.ParseFloat(row[at], 64); err != nil {
					t.Fatal(err)
				}
			}
		}
		return values
	}
	recipe := Recipe{Normalise: Exponential, Aggregate: Arithmetic, MinimumPresent: 1, OutOf: 1}
	tab := geo.Table{Geography: "lsoa21", Codes: make([]string, len(rows)-1)}
	for _, domain := range []struct {
		name   string
		weight float64
	}{{"Income", 0.225}, {"Employment", 0.225}, {"Education", 0.135}, {"Health", 0.135}, {"Crime", 0.093}, {"Housing_and_Services", 0.093}, {"Environment", 0.093}} {
		tab.Columns = append(tab.Columns, column(domain.name, geo.HigherIsBetter, 0, published(domain.name+"_rank")...)) // rank 1 is the most deprived
		recipe.Components = append(recipe.Components, Component{ID: domain.name, Weight: domain.weight, Indicators: []Weight{{domain.name, 1}}})
	}
	r, err := Index(tab, recipe)
	if err != nil {
		t.Fatal(err)
	}
	furthest, others, far := 0.0, 0, 0.0
	scores, ranks := published("IMD_score"), published("IMD_rank")
	for i := range tab.Codes {
		furthest = max(furthest, math.Abs(r.Raw.Values[i]-scores[i]))
		if r.Rank.Values[i] != ranks[i] {
			others++
			far = max(far, math.Abs(r.Rank.Values[i]-ranks[i]))
		}
	}
	t.Logf("%d areas: scores within %.6f, %d ranks other than published, by %v at most", len(tab.Codes), furthest, others, far)
	if len(tab.Codes) != 33755 || furthest > 0.001 || others > 4 || far > 1 {
		t.Errorf("%d areas: scores within %.6f, %d ranks other than published, by %v at most; want 33755, 0.001, 4 (two swaps), 1", len(tab.Codes), furthest, others, far)
	}
}
