package access

import (
	"math"
	"testing"

	"hotspotmap/geo"
)

func TestNeed(t *testing.T) {
	nan := math.NaN()
	people := []float64{1500, 1000, nan, 800, 700, 600}
	measure := func(id string, higher geo.Direction, values ...float64) geo.Column {
		c := geo.NewColumn(geo.Indicator{ID: id, Higher: higher}, len(values))
		for i, v := range values {
			if !math.IsNaN(v) {
				c.Values[i], c.Flags[i] = v, geo.Present
			}
		}
		return c
	}
	for _, c := range []struct {
		name    string
		people  []float64
		measure geo.Column
		full    float64
		want    []float64
		total   float64
		of      string
	}{
		{"the index", people, measure("index", geo.HigherIsWorse, 6, 10, 5, 0, nan, 2.5), 10, []float64{900, 1000, nan, 0, nan, 150}, 2050, "people × index ÷ 10"},
		{"a share", people, measure("offline", geo.HigherIsWorse, 20, 100, 5, 0, 50, 50), 100, []float64{300, 1000, nan, 0, 350, 300}, 1950, "people × offline ÷ 100"},
		{"a share of those who have it", people, measure("online", geo.HigherIsBetter, 80, 0, 5, 100, 50, 50), 100, []float64{300, 1000, nan, 0, 350, 300}, 1950, "people × (100 − online) ÷ 100"},
		{"off the scale", people, measure("offline", geo.HigherIsWorse, -1, 101, 5, 0, 50, 50), 100, []float64{nan, nan, nan, 0, 350, 300}, 650, "people × offline ÷ 100"},
		{"people unknown", nil, measure("index", geo.HigherIsWorse, 6, 10), 10, []float64{nan, nan}, 0, "people × index ÷ 10"},
		{"a column without values", people, measure("index", geo.HigherIsWorse, nan, nan, nan, nan, nan, nan), 10, []float64{nan, nan, nan, nan, nan, nan}, 0, "people × index ÷ 10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := NeedOf(c.people, c.measure, c.full)
			unknown := 0
			for i, want := range c.want {
				if math.IsNaN(want) {
					unknown++
				}
				if math.IsNaN(got.Each[i]) != math.IsNaN(want) || math.Abs(got.Each[i]-want) > 1e-9 {
					t.Errorf("area %d: %v, want %v", i, got.Each[i], want)
				}
			}
			if got.Unknown != unknown || math.Abs(got.Total-c.total) > 1e-9 || got.Of != c.of || got.Known() != (unknown < len(c.want)) {
				t.Errorf("%+v, want a total of %v, %d unknown, %q", got, c.total, unknown, c.of)
			}
		})
	}
}
