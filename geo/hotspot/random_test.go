package hotspot

import (
	"math"
	"testing"
)

// The first numbers of SplitMix64 seeded with 1234567, as its reference implementation prints them.
func TestStreamIsSplitMix64(t *testing.T) {
	s := stream(1234567)
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := s.next(); got != want {
			t.Errorf("number %d is %d, want %d", i+1, got, want)
		}
	}
}

// Numbers of neighbouring streams, and each of a stream, are as likely as one another: Pearson's chi-squared with 9 degrees of
// freedom is below 27.9 in 999 of 1,000 cases.
func TestBelowIsEven(t *testing.T) {
	for name, draw := range map[string]func(i int) int{
		"across streams": func(i int) int { s := newStream(1, forOne, uint64(i)); return s.below(10) },
		"within one":     func() func(int) int { s := newStream(1, forAll, 2); return func(int) int { return s.below(10) } }(),
	} {
		const draws = 100_000
		var counts [10]int
		for i := range draws {
			counts[draw(i)]++
		}
		squared := 0.0
		for _, c := range counts {
			squared += math.Pow(float64(c)-draws/10, 2) / (draws / 10)
		}
		if squared > 27.9 {
			t.Errorf("%s: chi-squared %.1f of %v", name, squared, counts)
		}
	}
}
