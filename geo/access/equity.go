package access

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
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

// EquityOf says how evenly a column of reach, at a limit, or of capacity, at limit 0, is shared among people by need.
func EquityOf(s Study, kind Kind, limitM int, column geo.Column) geo.Equity {
	e := NewEquity(s.People, s.Need.Each, column.Values)
	out := geo.Equity{Kind: kind.Kind, LimitM: limitM, Column: column.Indicator.ID, People: e.People}
	if !math.IsNaN(e.Mean) {
		out.Mean, out.TenthMean = round4(e.Mean), round4(e.TenthMean)
	}
	if math.IsNaN(e.Concentration) {
		out.Sentence = fmt.Sprintf("Nobody is known to have a %s in reach, so there is nothing to share.", kind.Singular)
		return out
	}
	concentration := round4(e.Concentration)
	out.Concentration = &concentration
	what := fmt.Sprintf("Of the tenth of people most in need, %s%% are within %s m of a %s on foot, against %s%% of all people",
		geo.Number(e.TenthMean, 1), geo.Count(limitM), kind.Singular, geo.Number(e.Mean, 1))
	if limitM == 0 {
		what = fmt.Sprintf("Around the tenth of people most in need there are %s %s for 1,000 people in need, against %s around all people",
			geo.Number(e.TenthMean, 2), column.Indicator.Unit, geo.Number(e.Mean, 2))
	}
	leans := "need makes no difference to it"
	switch {
	case concentration != 0 && math.Abs(concentration) < slight:
		leans = "need makes hardly any difference to it"
	case concentration > 0:
		leans = "it leans towards those more in need"
	case concentration < 0:
		leans = "it leans towards those less in need"
	}
	out.Sentence = fmt.Sprintf("%s; the concentration index is %s: %s.", what, signed(concentration), leans)
	return out
}

// slight is the concentration index up to which nothing is made of its sign.
const slight = 0.05

// round4 keeps four decimals, which is more than anyone should read.
func round4(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// signed writes an index with its sign: "+0.031", "−0.120".
func signed(v float64) string {
	if v > 0 {
		return "+" + geo.Number(v, 3)
	}
	return geo.Number(v, 3)
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
