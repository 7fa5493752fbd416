package geo

import (
	"fmt"
	"math"
)

// Population is the people of some areas, as far as they are known.
type Population struct {
	People float64
	Known  int // areas whose people are known
	Areas  int
}

// CountPeople adds up the people of the areas at some positions. people is NaN where unknown, nil when unknown everywhere.
func CountPeople(people []float64, positions []int) Population {
	p := Population{Areas: len(positions)}
	if people == nil {
		return p
	}
	for _, i := range positions {
		if !math.IsNaN(people[i]) {
			p.People += people[i]
			p.Known++
		}
	}
	return p
}

// String is "about 68,000 people", with how far they are known when that is not everywhere, and empty when nowhere.
func (p Population) String() string {
	switch p.Known {
	case 0:
		return ""
	case p.Areas:
		return About(p.People)
	}
	return fmt.Sprintf("%s (in the %s of %s whose population is known)", About(p.People), Count(p.Known), Count(p.Areas))
}
