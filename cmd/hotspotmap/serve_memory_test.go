package main

import "testing"

func TestServingLimit(t *testing.T) {
	for live, want := range map[int64]int64{0: 76, 40: 76, 54: 76, 60: 84, 100: 140, 1000: 1400} {
		if got := servingLimit(live << 20); got != want<<20 {
			t.Errorf("%d MB stay: a limit of %d MB: want %d", live, got>>20, want)
		}
	}
}
