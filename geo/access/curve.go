package access

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/locate"
)

// The walking distances of a coverage curve: every 200 m, to 3,200 m.
const curveStepM, curveEndM = 200, 3200

// CurveOf says how many people live within each walking distance of a usable site of a kind. There is none where people, or sites, are not
// known.
func CurveOf(s Study, p Points, kind Kind) (geo.Curve, bool) {
	usable := placesOf(s.Sites, kind.usable(s.Sites))
	if len(usable) == 0 || s.People == nil {
		return geo.Curve{}, false
	}
	walks := make([]float64, len(p.At))
	index := locate.NewNearest(usable)
	for i, at := range p.At {
		_, straightM := index.To(at)
		walks[i] = WalkM(math.Round(straightM), s.Detour)
	}
	c := geo.Curve{Kind: kind.Kind}
	people, need := measurable(s.People, p), 0.0
	if s.Need.Known() {
		need = measurable(s.Need.Each, p)
	}
	covered := make([]bool, len(walks))
	for limitM := curveStepM; limitM <= curveEndM; limitM += curveStepM {
		for i, walk := range walks {
			covered[i] = walk <= float64(limitM)
		}
		shares := p.Share(covered)
		c.Metres = append(c.Metres, limitM)
		c.People = append(c.People, percentOf(Within(s.People, shares), people))
		if need > 0 {
			c.Need = append(c.Need, percentOf(Within(s.Need.Each, shares), need))
		}
	}
	parts := p.Parts(s.People)
	c.HalfM, c.NineTenthsM = quantile(walks, parts, 0.5), quantile(walks, parts, 0.9)
	c.Sentence = fmt.Sprintf("Half of all people live within %s m on foot of the nearest open public %s, and nine in ten within %s m.",
		geo.Count(c.HalfM), kind.Singular, geo.Count(c.NineTenthsM))
	return c, people > 0
}

// measurable adds up an amount over the areas that have points.
func measurable(amounts []float64, p Points) float64 {
	sum := 0.0
	for area, v := range amounts {
		if p.First[area+1] > p.First[area] && !math.IsNaN(v) {
			sum += v
		}
	}
	return sum
}

func percentOf(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return math.Round(1000*part/whole) / 10
}

// quantile is the shortest walk, in whole metres, within which a share of some weights lies.
func quantile(walks, weights []float64, share float64) int {
	order := make([]int, len(walks))
	total := 0.0
	for i := range order {
		order[i] = i
		total += weights[i]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(walks[a], walks[b]) })
	sum := 0.0
	for _, i := range order {
		if sum += weights[i]; sum >= share*total*(1-1e-12) {
			return int(math.Ceil(walks[i]))
		}
	}
	return 0
}
