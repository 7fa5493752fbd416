package pipeline

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/geo"
)

func TestCoveredBy(t *testing.T) {
	codes := []string{"E01", "E02", "S01", "W01"}
	for _, test := range []struct {
		name       string
		beginnings []string
		want       []string
		fault      string
	}{
		{"everything", nil, codes, ""},
		{"one country", []string{"E"}, []string{"E01", "E02"}, ""},
		{"two, in code order", []string{"W", "E"}, []string{"E01", "E02", "W01"}, ""},
		{"a whole code", []string{"E02"}, []string{"E02"}, ""},
		{"a misspelt one beside a good one", []string{"E", "w"}, nil, `begins with "w"`},
	} {
		got, err := coveredBy(test.beginnings, codes)
		if !slices.Equal(got, test.want) || (err != nil) != (test.fault != "") || err != nil && !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: %v, %v; want %v, %q", test.name, got, err, test.want, test.fault)
		}
	}
}

func TestSpread(t *testing.T) {
	nan := math.NaN()
	c := geo.Column{Indicator: geo.Indicator{ID: "need"}, Values: []float64{7, nan}, Flags: []geo.Flag{geo.Present, geo.Suppressed}}
	got := spread([]geo.Column{c}, []string{"E01", "E02"}, []string{"A01", "E01", "E02", "W01"})
	want := []geo.Column{{Indicator: c.Indicator, Values: []float64{nan, 7, nan, nan},
		Flags: []geo.Flag{geo.NotApplicable, geo.Present, geo.Suppressed, geo.NotApplicable}}}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}
