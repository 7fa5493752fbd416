package score

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Two areas of a parent, worked by hand: 2 of 10 and 60 of 100, together 62 of 110.
//
//	z₁ = ln(2.5/8.5) = −1.223775, s₁² = 11·12/(10·3·9) = 0.488889
//	z₂ = ln(60.5/40.5) = 0.401341, s₂² = 101·102/(100·61·41) = 0.041192
//	Z  = ln(62.5/48.5) = 0.253603
//	t² = (1.477378² + 0.147739²)/1 = 2.204473
//	w₁ = 2.204473/(2.204473 + 0.488889) = 0.818484, w₂ = 0.981657
//	z₁* = −0.955607 → 0.277759;  z₂* = 0.398631 → 0.598359
func TestShrinkByHand(t *testing.T) {
	got := Shrink([]float64{2, 60}, []float64{10, 100}, []uint32{1, 1})
	for i, want := range []float64{0.277759, 0.598359} {
		if math.Abs(got[i]-want) > 1e-6 {
			t.Errorf("area %d: %v, want %v", i, got[i], want)
		}
	}
}

func TestShrinkOfOddCounts(t *testing.T) {
	for _, c := range []struct {
		name        string
		numerator   []float64
		denominator []float64
		parents     []uint32
		want        []float64
	}{
		{"no parent", []float64{1, 3}, []float64{4, 4}, []uint32{0, 0}, []float64{0.25, 0.75}},
		{"alone in its parent", []float64{1, 3}, []float64{4, 4}, []uint32{1, 2}, []float64{0.25, 0.75}},
		{"nobody", []float64{0, 1}, []float64{0, 4}, []uint32{1, 1}, []float64{nan, 0.25}},
		{"no counts", []float64{nan, 1}, []float64{3, 4}, []uint32{1, 1}, []float64{nan, 0.25}},
		{"no denominator", []float64{1, 1}, []float64{nan, 4}, []uint32{1, 1}, []float64{nan, 0.25}},
		{"more than all", []float64{5, 1}, []float64{4, 4}, []uint32{1, 1}, []float64{nan, 0.25}},
		{"less than none", []float64{-1, 1}, []float64{4, 4}, []uint32{1, 1}, []float64{nan, 0.25}},
	} {
		if got := Shrink(c.numerator, c.denominator, c.parents); !slices.EqualFunc(got, c.want, same) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	// None of anybody, and all of everybody: still shares, and between the area's own and the parent's.
	for i, v := range Shrink([]float64{0, 50, 9}, []float64{9, 100, 9}, []uint32{1, 1, 1}) {
		if !(v > 0 && v < 1) {
			t.Errorf("area %d: %v", i, v)
		}
	}
}

// What rests on more people moves less, and no rate passes its parent's.
func TestShrinkProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "areas")
		numerator, denominator, parents := make([]float64, n), make([]float64, n), make([]uint32, n)
		var r, all float64
		for i := range n {
			denominator[i] = float64(rapid.IntRange(1, 500).Draw(t, "denominator"))
			numerator[i] = float64(rapid.IntRange(0, int(denominator[i])).Draw(t, "numerator"))
			parents[i] = 1
			r, all = r+numerator[i], all+denominator[i]
		}
		whole := 1 / (1 + math.Exp(-logit(r, all)))
		for i, v := range Shrink(numerator, denominator, parents) {
			own := 1 / (1 + math.Exp(-logit(numerator[i], denominator[i])))
			if v < min(own, whole)-1e-12 || v > max(own, whole)+1e-12 {
				t.Fatalf("area %d: %v is not between its own %v and the parent's %v", i, v, own, whole)
			}
		}
	})
}
