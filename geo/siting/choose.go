package siting

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// leftListed is how many areas that a plan leaves out of reach are listed.
const leftListed = 10

// Choose works out where one more site helps most, and the best plans for more than one.
func Choose(s Study) (geo.Siting, error) {
	if err := s.check(); err != nil {
		return geo.Siting{}, err
	}
	s.People = known(s.People, s.Need.Each)
	candidates := s.usable()
	cover := s.coverage(candidates, s.WithinM)
	result := geo.Siting{
		Geography: s.Geography.ID, Kind: s.Kind.Kind, WithinM: s.WithinM, Detour: s.Detour, From: s.From, NeedOf: s.Need.Of,
		Sites: len(s.Sites), Unknown: s.Need.Unknown, AtMost: s.AtMost,
		Total:      s.reached(s.byArea(marked(make([]bool, len(s.Points.At)), false))),
		Before:     s.reached(s.byArea(marked(cover.today, true))),
		Evenness:   s.evenness(cover.today),
		Candidates: []geo.Candidate{}, Plans: []geo.SitingPlan{}, Checks: []geo.SitingCheck{},
	}
	if s.Hour != nil {
		result.Hour = s.Hour.String()
	}
	order := s.rank(candidates, cover, &result)
	need := s.Points.Parts(s.Need.Each)
	for k := 1; k <= s.AtMost; k++ {
		var best Solution
		if k == 1 && len(order) > 0 && result.Candidates[0].Gain.Need > 0 {
			gain := result.Candidates[0].Gain.Need
			best = Solution{Candidates: order[:1], Gain: gain, Bound: gain}
		} else if k > 1 {
			best = Maximal(Cover{Need: need, Covers: cover.adds}, k, 0)
		}
		if len(best.Candidates) < k {
			break // one more would add nobody
		}
		result.Plans = append(result.Plans, s.plan(candidates, cover, best))
	}
	if len(result.Plans) > 0 {
		result.Checks = s.checks(candidates, cover, order[0])
	}
	s.describe(&result)
	return result, nil
}

// check refuses a study that asks for what cannot be worked out.
func (s Study) check() error {
	switch {
	case s.WithinM <= 0:
		return fmt.Errorf("siting: within_m = %d — write a walking distance in metres, such as 800", s.WithinM)
	case !(s.Detour >= 1 && !math.IsInf(s.Detour, 1)):
		return fmt.Errorf("siting: detour = %g — write a factor of 1 or more", s.Detour)
	case s.AtMost <= 0:
		return fmt.Errorf("siting: at_most = %d — write how many sites to plan for, 1 or more", s.AtMost)
	}
	return nil
}

// known is people where need is known too, so that both are about the same areas.
func known(people, need []float64) []float64 {
	out := make([]float64, len(need))
	for area := range out {
		out[area] = math.NaN()
		if people != nil && !math.IsNaN(need[area]) {
			out[area] = people[area]
		}
	}
	return out
}

// usable is the candidates that could be sites: not closed, and open to the public. Each has a name to call it by.
func (s Study) usable() []geo.Site {
	var out []geo.Site
	for _, c := range s.Candidates {
		if !c.Closed && c.Access != geo.Restricted {
			out = append(out, c)
		}
	}
	for i, name := range s.called(out) {
		out[i].Name = name
	}
	return out
}

// rank lists the candidates, the one that brings most people in need into reach first and of equals the one with most people, and
// returns their positions in that order.
func (s Study) rank(candidates []geo.Site, c coverage, result *geo.Siting) []int {
	gains := make([]geo.InReach, len(candidates))
	order := make([]int, len(candidates))
	for i := range candidates {
		gains[i], order[i] = s.reached(c.shares[i]), i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(gains[b].Need, gains[a].Need), cmp.Compare(gains[b].People, gains[a].People))
	})
	rank := 0
	for place, i := range order {
		if place == 0 || gains[i].Need < gains[order[place-1]].Need {
			rank = place + 1
		}
		site := candidates[i]
		listed := geo.Candidate{Rank: rank, Site: site.ID, Name: site.Name, Gain: gains[i]}
		if site.AID > 0 {
			listed.Area = s.Codes[site.AID-1]
		}
		result.Candidates = append(result.Candidates, listed)
	}
	return order
}

// plan puts a solution in terms of sites, areas and people.
func (s Study) plan(candidates []geo.Site, c coverage, best Solution) geo.SitingPlan {
	after := slices.Clone(c.today)
	added := make([]bool, len(after))
	plan := geo.SitingPlan{Gains: []geo.SitingArea{}, LeftMost: []geo.SitingArea{}, Proven: best.Proven()}
	chosen := slices.Clone(best.Candidates)
	slices.SortStableFunc(chosen, func(a, b int) int { return cmp.Compare(sum(c.shares[b], s.Need.Each), sum(c.shares[a], s.Need.Each)) })
	for _, candidate := range chosen {
		plan.Sites = append(plan.Sites, candidates[candidate].ID)
		plan.Names = append(plan.Names, candidates[candidate].Name)
		for _, point := range c.adds[candidate] {
			after[point], added[point] = true, true
		}
	}
	gains := s.byArea(marked(added, true))
	plan.Gain, plan.Gains = s.reached(gains), s.areas(gains)
	plan.Bound = plan.Gain.Need
	if !plan.Proven {
		plan.Bound = math.Ceil(best.Bound*10) / 10
	}
	plan.Evenness = s.evenness(after)
	left := s.byArea(marked(after, false))
	plan.Left, plan.LeftMost = s.reached(left), s.areas(left)
	plan.LeftMost = plan.LeftMost[:min(leftListed, len(plan.LeftMost))]
	plan.Sentence = s.planSentence(plan)
	return plan
}

// areas lists parts of areas that hold people in need, most first.
func (s Study) areas(parts []part) []geo.SitingArea {
	listed := []geo.SitingArea{}
	for _, p := range parts {
		reached := s.reached([]part{p})
		if reached.Need == 0 {
			continue
		}
		area := geo.SitingArea{Code: s.Codes[p.area], Name: s.Names[p.area], People: reached.People, Need: reached.Need}
		if s.Parents != nil {
			area.Parent = s.Parents[p.area]
		}
		listed = append(listed, area)
	}
	slices.SortStableFunc(listed, func(a, b geo.SitingArea) int { return cmp.Compare(b.Need, a.Need) })
	return listed
}

// reached counts the people of parts of areas, to one decimal, and the areas whose need is known.
func (s Study) reached(parts []part) geo.InReach {
	r := geo.InReach{People: tenths(sum(parts, s.People)), Need: tenths(sum(parts, s.Need.Each))}
	for _, p := range parts {
		if !math.IsNaN(s.Need.Each[p.area]) {
			r.Areas++
		}
	}
	return r
}

// evenness is that of some points being in reach; nil when nobody's need is known.
func (s Study) evenness(covered []bool) *geo.Evenness {
	equity := access.NewEquity(s.People, s.Need.Each, s.Points.Share(covered))
	if equity.People == 0 {
		return nil
	}
	e := geo.Evenness{Mean: tenths(equity.Mean), TenthMean: tenths(equity.TenthMean)}
	if c := math.Round(1000*equity.Concentration) / 1000; !math.IsNaN(c) {
		e.Concentration = &c
	}
	return &e
}

func tenths(v float64) float64 { return math.Round(v*10) / 10 }

// marked lists the points that are, or those that are not.
func marked(points []bool, as bool) []int32 {
	var positions []int32
	for i, is := range points {
		if is == as {
			positions = append(positions, int32(i))
		}
	}
	return positions
}
