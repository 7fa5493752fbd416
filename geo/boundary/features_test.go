package boundary

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// many is enough features for several batches.
const many = 3 * batchBytes / 150

func manySquares() []string {
	features := make([]string, many)
	for i := range features {
		features[i] = square(fmt.Sprintf("Z%05d", i), -1.9, 52.4)
	}
	return features
}

func TestReadManyFeatures(t *testing.T) {
	areas, rows, issues, err := read(collection(manySquares()...), options)
	if err != nil || len(areas) != many || rows.Read != many || len(issues) > 0 {
		t.Fatalf("%d areas, rows %+v, issues %v, error %v", len(areas), rows, issues, err)
	}
	for i, area := range areas {
		if want := fmt.Sprintf("Z%05d", i); area.Code != want || area.Feature != i+1 {
			t.Fatalf("area %d is %s of feature %d, want %s", i+1, area.Code, area.Feature, want)
		}
	}
}

// Whatever is wrong with a file, it is its first fault that is told of, however many features are parsed at once.
func TestReadManyFeaturesFirstFault(t *testing.T) {
	const at = many / 2 // position of the fault
	for name, test := range map[string]struct {
		features func(features []string) []string
		want     string
	}{
		"not a feature": {
			func(f []string) []string { f[at] = `{"type":"Point"}`; return f },
			fmt.Sprintf("after feature %d: there is something else where a feature belongs", at),
		},
		"a bracket too few": {
			func(f []string) []string { f[at] = strings.Replace(f[at], "]", "", 1); return f },
			fmt.Sprintf("after feature %d: brackets do not match", at),
		},
		"a property that is not UTF-8, and then no feature": {
			func(f []string) []string { f[at], f[at+1] = square("\xff", 0, 50), `7`; return f },
			fmt.Sprintf("feature %d", at+1),
		},
		"the same code twice": {
			func(f []string) []string { f[at] = f[3]; return f },
			fmt.Sprintf("is the code of feature 4 (Area Z00003) and of feature %d", at+1),
		},
		"cut short": {
			func(f []string) []string { f[many-1] = f[many-1][:40]; return f },
			fmt.Sprintf("ends too early, after feature %d", many-1),
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, _, err := read(collection(test.features(manySquares())...), options)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

// Numbers are those that strconv reads, to the last bit.
func TestNumber(t *testing.T) {
	whole := rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})`)
	decimals := rapid.StringMatching(`(\.[0-9]{1,20})?`)
	exponent := rapid.StringMatching(`(|[eE][-+]?[0-9]{1,2})`)
	rapid.Check(t, func(t *rapid.T) {
		text := whole.Draw(t, "whole") + decimals.Draw(t, "decimals")
		if rapid.IntRange(0, 9).Draw(t, "plain") == 0 {
			text += exponent.Draw(t, "exponent")
		}
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		s := scanner{text: []byte(text)}
		if got := s.number(); math.Float64bits(got) != math.Float64bits(want) || s.end() != nil {
			t.Fatalf("%s is %v, want %v; %v", text, got, want, s.fault)
		}
	})
}
