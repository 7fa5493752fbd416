package vintage

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// district is any lookup whose every old area became something, with its new areas in code order.
func district(t *rapid.T) (links []Link, codes []string) {
	seen := map[string]bool{}
	for old := range rapid.IntRange(1, 8).Draw(t, "old areas") {
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			link := Link{string(rune('A' + old)), string(rune('a' + rapid.IntRange(0, 11).Draw(t, "part")))}
			links = append(links, link)
			seen[link.To] = true
		}
	}
	for code := range seen {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return links, codes
}

func draw(t *rapid.T, label string, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(rapid.IntRange(0, 100_000).Draw(t, label))
	}
	return values
}

func TestConversionsKeepTheirPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		links, codes := district(t)
		c, err := New(links, codes)
		if err != nil {
			t.Fatal(err)
		}
		people := People{draw(t, "old people", len(c.From())), draw(t, "new people", len(c.To()))}
		decimals := rapid.IntRange(0, 3).Draw(t, "decimals")
		old := draw(t, "counts", len(c.From()))
		for i := range old {
			old[i] /= math.Pow10(decimals)
		}

		counts, err := c.Counts(columnOf(decimals, old...), people)
		if err != nil {
			t.Fatal(err)
		}
		if before, after := units(old, decimals), units(counts.Values, decimals); before != after {
			t.Fatalf("%d units became %d", before, after)
		}

		same := slices.Repeat(old[:1], len(old))
		rates, err := c.Rates(columnOf(decimals, same...), people)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range rates.Values {
			if v != same[0] {
				t.Fatalf("%v everywhere became %v", same[0], v)
			}
		}

		shuffled := rapid.Permutation(append(links, links[0])).Draw(t, "shuffled") // a row that stands there twice says nothing new
		other, err := New(shuffled, codes)
		if err != nil {
			t.Fatal(err)
		}
		again, err := other.Counts(columnOf(decimals, old...), people)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(counts, again, cmpopts.EquateNaNs()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// units adds up values in their last decimal.
func units(values []float64, decimals int) (sum int64) {
	for _, v := range values {
		stored, err := geo.Store(v, geo.Present, decimals)
		if err != nil {
			panic(err)
		}
		sum += int64(stored)
	}
	return sum
}
