package main

import "testing"

func TestAtOnce(t *testing.T) {
	for _, c := range []struct{ processors, set, want int }{
		{1, 1, 8}, {2, 2, 8}, {8, 8, 8}, {64, 64, 64},
		{64, 4, 4}, {4, 2, 2}, // a quota
	} {
		if got := atOnce(c.processors, c.set); got != c.want {
			t.Errorf("%d requests at once on %d processors of which %d may be used: want %d", got, c.processors, c.set, c.want)
		}
	}
}
