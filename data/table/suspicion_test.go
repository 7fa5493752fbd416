package table

import (
	"fmt"
	"testing"

	"hotspotmap/geo"
)

func TestSuspicions(t *testing.T) {
	// series is 30 values that begin with those given and go on from 10 in steps of 1, all times a factor.
	series := func(factor float64, first ...float64) []float64 {
		values := first
		for i := len(first); i < 30; i++ {
			values = append(values, factor*float64(10+i))
		}
		return values
	}
	tests := []struct {
		name, unit string
		values     []float64
		want       []string
	}{
		{"nothing", "%", series(1), nil},
		{"small percentages", "%", series(0.05, 0.2, 0.4, 0.6), nil},
		{"outside", "%", series(1, -1, 100.5), []string{`:2: value "-1": 2 values are outside 0 to 100 %, such as Z00 (-1), Z01 (100.5) — correct them, or write another unit`}},
		{"outside, in another unit", "score", series(1, -1, 100), nil},
		{"percentages among fractions", "share", series(0.01, 25, 30),
			[]string{`: 28 values are from 0 to 1 and 2 are of about a hundred times that: fractions and percentages seem to be mixed — write all of them as percentages`}},
		{"a fraction among percentages", "%", series(1, 0.25),
			[]string{`: 1 value is from 0 to 1 and 29 are of about a hundred times that: fractions and percentages seem to be mixed — write all of them as percentages`}},
		{"one far above", "", series(1, 500),
			[]string{`:2: value "500": one value, 500 of Z00, lies so far from the others that they share 6 % of the scale — check it; in an index scaled from least to most it hides what sets the others apart`}},
		{"one far below", "", series(1, -500),
			[]string{`:2: value "-500": one value, -500 of Z00, lies so far from the others that they share 5 % of the scale — check it; in an index scaled from least to most it hides what sets the others apart`}},
		{"too few to tell", "", []float64{1, 2, 500}, nil},
		{"a stand-in below", "%", []float64{-999, 2, -999}, []string{`:2: value "-999": stands for no value, it seems, in 2 areas such as Z00, and is counted as one — if it stands for no value, say so: flags = { "-999" = "missing" }`}},
		{"a stand-in among scores", "score", series(0.1, -9999, -3.9), []string{`:2: value "-9999": stands for no value, it seems, in 1 area such as Z00, and is counted as one — if it stands for no value, say so: flags = { "-9999" = "missing" }`}},
		{"a stand-in above", "", []float64{3, 999999, 12}, []string{`:3: value "999999": stands for no value, it seems, in 1 area such as Z01, and is counted as one — if it stands for no value, say so: flags = { "999999" = "missing" }`}},
		{"nothing but a stand-in", "", []float64{-999, -999}, []string{`:2: value "-999": stands for no value, it seems, in 2 areas such as Z00, and is counted as one — if it stands for no value, say so: flags = { "-999" = "missing" }`}},
		{"nines among figures like them", "", []float64{999, 850, 1203}, nil},
		{"the most, but not by far", "", []float64{999, 350, 203}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			column := geo.NewColumn(geo.Indicator{Unit: test.unit}, len(test.values))
			var codes []string
			var lines []int
			for i, v := range test.values {
				column.Values[i], column.Flags[i] = v, geo.Present
				codes, lines = append(codes, fmt.Sprintf("Z%02d", i)), append(lines, i+2)
			}
			wantIssues(t, suspicions(column, codes, lines), test.want...)
		})
	}
}
