package table

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

func TestNumber(t *testing.T) {
	own := map[string]geo.Flag{"~": geo.NotApplicable, "-999": geo.Missing}
	tests := []struct {
		cell     string
		value    float64
		decimals int
		flag     geo.Flag
	}{
		{"12", 12, 0, geo.Present},
		{" -0.50 ", -0.5, 2, geo.Present},
		{"+3", 3, 0, geo.Present},
		{".5", 0.5, 1, geo.Present},
		{"1e3", 1000, 1, geo.Present},
		{"1,234", 1234, 0, geo.Present},
		{"1,234,567.8", 1234567.8, 1, geo.Present},
		{"-12,345", -12345, 0, geo.Present},
		{"", 0, 0, geo.Missing},
		{"NA", 0, 0, geo.Missing},
		{"#N/A", 0, 0, geo.Missing},
		{"..", 0, 0, geo.Missing},
		{"-", 0, 0, geo.Missing},
		{":", 0, 0, geo.Missing},
		{"[x]", 0, 0, geo.Missing},
		{"NaN", 0, 0, geo.Missing},
		{"[c]", 0, 0, geo.Suppressed},
		{"C", 0, 0, geo.Suppressed},
		{"*", 0, 0, geo.Suppressed},
		{"<5", 0, 0, geo.Suppressed},
		{"< 10", 0, 0, geo.Suppressed},
		{"[z]", 0, 0, geo.NotApplicable},
		{"z", 0, 0, geo.NotApplicable},
		{"~", 0, 0, geo.NotApplicable},
		{"-999", 0, 0, geo.Missing},
		{"-999.0", 0, 0, geo.Missing},
		{"1,23", 0, 0, geo.Rejected},
		{"0,123", 0, 0, geo.Rejected},
		{"12,34.5", 0, 0, geo.Rejected},
		{",123", 0, 0, geo.Rejected},
		{"1.234,5", 0, 0, geo.Rejected},
		{"12 %", 0, 0, geo.Rejected},
		{"0x1F", 0, 0, geo.Rejected},
		{"1_000", 0, 0, geo.Rejected},
		{"Inf", 0, 0, geo.Rejected},
		{"1e999", 0, 0, geo.Rejected},
		{"1.2.3", 0, 0, geo.Rejected},
		{"--", 0, 0, geo.Rejected},
		{"<x", 0, 0, geo.Rejected},
		{"high", 0, 0, geo.Rejected},
	}
	for _, test := range tests {
		t.Run(test.cell, func(t *testing.T) {
			value, decimals, flag := number(test.cell, own)
			if value != test.value || flag != test.flag || flag == geo.Present && decimals != test.decimals {
				t.Errorf("number(%q) = %v, %d, %v; want %v, %d, %v", test.cell, value, decimals, flag, test.value, test.decimals, test.flag)
			}
		})
	}
}

func TestShortNumbersAreReadAsStrconvReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`-?[0-9]{0,9}\.?[0-9]{0,9}`).Draw(t, "cell")
		value, decimals, ok := short(s)
		want, err := strconv.ParseFloat(s, 64)
		if !ok {
			if digits := len(strings.Trim(s, "-")) - strings.Count(s, "."); err == nil && digits <= 15 {
				t.Fatalf("%q is a number", s)
			}
			return
		}
		if _, after, _ := strings.Cut(s, "."); err != nil || value != want || math.Signbit(value) != math.Signbit(want) || decimals != len(after) {
			t.Fatalf("%q is %v with %d decimals, strconv says %v, %v", s, value, decimals, want, err)
		}
	})
}
