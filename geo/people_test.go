package geo

import (
	"math"
	"testing"
)

func TestPopulation(t *testing.T) {
	people := []float64{1500, math.NaN(), 2500}
	for _, c := range []struct {
		name      string
		people    []float64
		positions []int
		want      string
	}{
		{"all known", people, []int{0, 2}, "about 4,000 people"},
		{"some known", people, []int{0, 1, 2}, "about 4,000 people (in the 2 of 3 whose population is known)"},
		{"none of these known", people, []int{1}, ""},
		{"unknown everywhere", nil, []int{0, 1}, ""},
		{"nowhere", people, nil, ""},
	} {
		if got := CountPeople(c.people, c.positions).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
