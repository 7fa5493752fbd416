package access

import (
	"cmp"
	"math"
	"slices"
)

// Equity is how access is shared among people from the least in need to the most.
type Equity struct {
	People    float64 // who are counted: of areas whose people, need and access are all known
	Mean      float64 // access of all of them; NaN when there is nobody
	TenthMean float64 // access of the tenth of them most in need; NaN when there is nobody

	// Concentration is the concentration index of access by need, −1 to 1: above 0 when those more in need have more of it, 0 when need
	// makes no difference. NaN when nobody has any access.
	Concentration float64
}

// NewEquity measures the equity of access, such as the share in reach, of areas with so many people and so much need ([Need].Each); all
// three are NaN where unknown. Everyone in an area counts alike. The concentration index is
//
//	C = 2/μ × Σ wᵢ (hᵢ − μ)(Rᵢ − ½)
//
// where h is access, w the share of people, μ = Σ w h the mean, and R the fractional rank by need per person: the share of people less in
// need plus half of those equally in need. It is the "convenient covariance" of Kakwani, Wagstaff and van Doorslaer, Socioeconomic
// inequalities in health, Journal of Econometrics 77 (1997) 87–103, for grouped data. The tenth most in need takes of the area at its
// edge, and of those equally in need with it, as many as fill it.
func NewEquity(people, need, access []float64) Equity {
	groups := groupsByNeed(people, need, access)
	e := Equity{Mean: math.NaN(), TenthMean: math.NaN(), Concentration: math.NaN()}
	sum := 0.0
	for _, g := range groups {
		e.People += g.people
		sum += g.access
	}
	if e.People == 0 {
		return e
	}
	e.Mean = sum / e.People

	left, sum, below, covariance := e.People/10, 0.0, 0.0, 0.0
	for _, g := range slices.Backward(groups) {
		taken := min(left, g.people)
		sum, left = sum+g.access*taken/g.people, left-taken
	}
	e.TenthMean = sum / (e.People / 10)
	if e.Mean == 0 {
		return e
	}
	for _, g := range groups {
		rank := (below + g.people/2) / e.People
		covariance += (g.access - e.Mean*g.people) / e.People * (rank - 0.5)
		below += g.people
	}
	e.Concentration = 2 * covariance / e.Mean
	return e
}

// group is the people equally in need.
type group struct{ need, people, access float64 } // need per person; access summed over people

// groupsByNeed returns the people of areas where all is known, the least in need first.
func groupsByNeed(people, need, access []float64) []group {
	var each []group
	for i := range people {
		if people[i] > 0 && !math.IsNaN(need[i]) && !math.IsNaN(access[i]) {
			each = append(each, group{need[i] / people[i], people[i], access[i] * people[i]})
		}
	}
	slices.SortFunc(each, func(a, b group) int { // by all they hold, so that sums do not depend on the areas' order
		return cmp.Or(cmp.Compare(a.need, b.need), cmp.Compare(a.people, b.people), cmp.Compare(a.access, b.access))
	})
	var groups []group
	for _, g := range each {
		if last := len(groups) - 1; last >= 0 && g.need-groups[last].need <= 1e-12*g.need {
			groups[last].people += g.people // need per person is a quotient, whose last digits mean nothing
			groups[last].access += g.access
			continue
		}
		groups = append(groups, g)
	}
	return groups
}
