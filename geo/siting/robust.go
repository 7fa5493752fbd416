package siting

import "hotspotmap/geo"

// checks chooses the one site again under each scenario. usual is who is in reach otherwise, and first the position of the one chosen then.
func (s Study) checks(candidates []geo.Site, usual coverage, first int) []geo.SitingCheck {
	checks := []geo.SitingCheck{}
	for _, scenario := range s.Scenarios {
		need := scenario.Need
		if need == nil {
			need = s.Need.Each
		}
		c := usual
		if scenario.WithinM != s.WithinM {
			c = s.coverage(candidates, scenario.WithinM)
		}
		check := geo.SitingCheck{About: scenario.About, Title: scenario.Title}
		gains := gainsOf(c.shares, need)
		best := highest(gains, first)
		if gains[best] > 0 {
			check.Site, check.Name = candidates[best].ID, candidates[best].Name
		}
		check.Rank = 1
		for _, gain := range gains {
			if gain > gains[first] {
				check.Rank++
			}
		}
		checks = append(checks, check)
	}
	return checks
}

// gainsOf is the need that each candidate would bring into reach, to one decimal as everywhere.
func gainsOf(shares [][]part, need []float64) []float64 {
	gains := make([]float64, len(shares))
	for candidate, parts := range shares {
		gains[candidate] = tenths(sum(parts, need))
	}
	return gains
}

// highest is the position of the most; of equals the one preferred, or else the first.
func highest(values []float64, preferred int) int {
	best := preferred
	for i, v := range values {
		if v > values[best] {
			best = i
		}
	}
	return best
}
