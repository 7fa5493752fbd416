package release_test

import (
	"math"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// TestAColumnsBytes is docs/formats.md by hand: the header line, then little-endian int32, flags the four lowest.
func TestAColumnsBytes(t *testing.T) {
	codes := []string{"E01000001", "E01000002", "E01000003", "E01000004", "E01000005", "E01000006"}
	column := geo.Column{
		Indicator: geo.Indicator{ID: "income", Unit: "%", Decimals: 2},
		Values:    []float64{1.25, -0.01, math.NaN(), math.NaN(), math.NaN(), math.NaN()},
		Flags:     []geo.Flag{0, 0, geo.Missing, geo.Suppressed, geo.NotApplicable, geo.Rejected},
	}
	got, err := release.EncodeColumn("lsoa21", codes, column)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"column":"income","geography":"lsoa21","unit":"%","decimals":2,"n":6,"codes":"` + release.CodesHash(codes) + "\"}\n" +
		"\x7d\x00\x00\x00" + "\xff\xff\xff\xff" + "\x00\x00\x00\x80" + "\x01\x00\x00\x80" + "\x02\x00\x00\x80" + "\x03\x00\x00\x80"
	if string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// The hash of "A\nB\n" was taken with sha256sum.
func TestCodesHash(t *testing.T) {
	if got := release.CodesHash([]string{"A", "B"}); got != "daee1cd25194ae95" {
		t.Errorf("got %s", got)
	}
	if release.CodesHash([]string{"AB"}) == release.CodesHash([]string{"A", "B"}) {
		t.Error("codes run together")
	}
}

func TestEncodeColumnRefusesWhatCannotBeRead(t *testing.T) {
	codes := []string{"A"}
	tests := map[string]struct {
		indicator geo.Indicator
		values    []float64
		flags     []geo.Flag
		says      string
	}{
		"too few values":  {geo.Indicator{ID: "x"}, nil, nil, "0 values"},
		"too large":       {geo.Indicator{ID: "x", Decimals: 6}, []float64{3000}, []geo.Flag{0}, "A"},
		"not a number":    {geo.Indicator{ID: "x"}, []float64{math.NaN()}, []geo.Flag{0}, "A"},
		"many decimals":   {geo.Indicator{ID: "x", Decimals: 10}, []float64{1}, []geo.Flag{0}, "10 decimals"},
		"an endless unit": {geo.Indicator{ID: "x", Unit: strings.Repeat("m", 5000)}, []float64{1}, []geo.Flag{0}, "unit"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := release.EncodeColumn("lsoa21", codes, geo.Column{Indicator: test.indicator, Values: test.values, Flags: test.flags})
			if err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "lsoa21") {
				t.Errorf("got %v: want it to say %q", err, test.says)
			}
		})
	}
}
