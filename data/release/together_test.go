package release

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTogetherChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOf(rapid.String()).Draw(t, "names")
		if got := together(names); !slices.Equal(got, names) {
			t.Errorf("%q: want %q", got, names)
		}
		counts := rapid.SliceOf(rapid.Ptr(rapid.Int64(), true)).Draw(t, "counts")
		got := peopleTogether(counts)
		if !slices.EqualFunc(got, counts, func(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }) {
			t.Errorf("%v: want %v", got, counts)
		}
		var postcodes []PostcodeKey
		for i, name := range names {
			postcodes = append(postcodes, PostcodeKey{Postcode: name, AID: uint32(i), Lon: 1, Lat: 2})
		}
		if got := postcodesTogether(postcodes); !slices.Equal(got, postcodes) {
			t.Errorf("%v: want %v", got, postcodes)
		}
	})
}
