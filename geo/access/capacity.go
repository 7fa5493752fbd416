package access

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// FloatingCatchments is the outcome of [FloatingCatchment].
type FloatingCatchments struct {
	PerHead []float64 // by area: supply for each person in need, 0 where no site is in reach; NaN for an area without points
	Ratio   []float64 // by site: supply for each person in need around it; NaN where its supply is not known or nobody in need is near
	Unused  float64   // supply of sites with nobody in need near
	None    float64   // need of the points that nothing is supplied to
}

// FloatingCatchment measures capacity by the enhanced two-step floating catchment area method (Luo and Qi, An enhanced two-step floating
// catchment area (E2SFCA) method, Health & Place 15 (2009) 1100–1107). First, what each site supplies is divided by those in need around it,
// weighted by the band of walking distance they live in:
//
//	Rⱼ = Sⱼ ÷ Σₖ Dₖ w(dₖⱼ)
//
// Then each point adds up the ratios of the sites around it, by the same weights: A = Σⱼ Rⱼ w(dⱼ). An area has the mean of its points, so
// that areas' capacities, times their need, add up to the supply of the sites that somebody in need is near. need is by area and supply by
// site, both NaN where unknown; bands are ascending.
func FloatingCatchment(p Points, need []float64, sites []orb.Point, supply []float64, bands []geo.Band, detour float64) FloatingCatchments {
	demand := p.Parts(need)
	around := make([]float64, len(sites))
	type tie struct {
		point, site int
		weight      float64
	}
	var ties []tie
	if len(bands) > 0 {
		eachInReach(p, sites, bands[len(bands)-1].UpToM, detour, func(point, site int, straightM float64) {
			for _, b := range bands {
				if InReach(straightM, b.UpToM, detour) {
					ties = append(ties, tie{point, site, b.Weight})
					around[site] += demand[point] * b.Weight
					return
				}
			}
		})
	}
	out := FloatingCatchments{Ratio: make([]float64, len(sites)), PerHead: make([]float64, p.Areas())}
	for j := range sites {
		switch {
		case math.IsNaN(supply[j]):
			out.Ratio[j] = math.NaN()
		case around[j] > 0:
			out.Ratio[j] = supply[j] / around[j]
		default:
			out.Ratio[j] = math.NaN()
			out.Unused += supply[j]
		}
	}
	perPoint := make([]float64, len(p.At))
	for _, t := range ties {
		if ratio := out.Ratio[t.site]; !math.IsNaN(ratio) {
			perPoint[t.point] += ratio * t.weight
		}
	}
	for area := range out.PerHead {
		sum := 0.0
		for i := p.First[area]; i < p.First[area+1]; i++ {
			sum += perPoint[i]
			if perPoint[i] == 0 {
				out.None += demand[i]
			}
		}
		out.PerHead[area] = sum / float64(p.First[area+1]-p.First[area]) // 0/0 for an area without points
	}
	return out
}

// Supply says what the sites of a kind offer.
type Supply struct {
	Kind  Kind
	Fact  string // key of the fact that holds a number; with the opening hours, it is hours a week
	Title string // "Public computers"
	Unit  string // "computers"
}

// of reads what a site supplies; NaN when it does not say.
func (s Supply) of(site geo.Site) float64 {
	if s.Fact == geo.HoursFact {
		if hours := site.Hours(); hours != nil {
			return hours.AWeek()
		}
		return math.NaN()
	}
	for _, f := range site.Facts {
		if f.Key == s.Fact {
			v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(f.Value), ",", ""), 64)
			if err == nil && v >= 0 && !math.IsInf(v, 1) {
				return v
			}
		}
	}
	return math.NaN()
}

// Capacity returns the column capacity_<kind>, what a kind of site supplies for each 1,000 people in need, and what can be said of it.
// Without need, or sites that say what they supply, it is not applicable.
func Capacity(s Study, p Points, supply Supply, bands []geo.Band) (geo.Column, geo.Capacity) {
	column := geo.NewColumn(geo.Indicator{
		ID:       "capacity_" + supply.Kind.Kind,
		Title:    supply.Title + " for 1,000 people in need",
		Unit:     supply.Unit,
		Higher:   geo.HigherIsBetter,
		Decimals: 2,
	}, p.Areas())
	usable := supply.Kind.usable(s.Sites)
	c := geo.Capacity{Kind: supply.Kind.Kind, Column: column.Indicator.ID, Title: supply.Title, Unit: supply.Unit, Sites: len(usable), Bands: bands}
	amounts := make([]float64, len(usable))
	for i, position := range usable {
		amounts[i] = supply.of(s.Sites[position])
		if !math.IsNaN(amounts[i]) {
			c.Known++
			c.Supply += amounts[i]
		}
	}
	if c.Known == 0 || s.Need.Total == 0 {
		for area := range column.Flags {
			column.Flags[area] = geo.NotApplicable
		}
		c.Sentence = s.noCapacity(c, supply)
		return column, c
	}
	found := FloatingCatchment(p, s.Need.Each, placesOf(s.Sites, usable), amounts, bands, s.Detour)
	for area, v := range found.PerHead {
		if math.IsNaN(v) {
			continue
		}
		column.Values[area], column.Flags[area] = column.Indicator.Round(1000*v), geo.Present
	}
	c.Unused, c.None, c.Mean = hundredths(found.Unused), hundredths(found.None), round4(1000*(c.Supply-found.Unused)/s.Need.Total)
	c.Sentence = s.capacitySentence(c, supply)
	return column, c
}

func (s Study) noCapacity(c geo.Capacity, supply Supply) string {
	if c.Known == 0 {
		return fmt.Sprintf("%s: none of %s says how many, so capacity is not known.", supply.Title, supply.Kind.Counted(c.Sites))
	}
	return fmt.Sprintf("%s: nobody is known to be in need, so there is nothing to divide them by.", supply.Title)
}

// capacitySentence is "Public computers: 412 in 35 of 37 libraries, 0.8 for 1,000 people in need. About 90,000 of 512,000 people in need
// have none within 2,400 m on foot."
func (s Study) capacitySentence(c geo.Capacity, supply Supply) string {
	where := supply.Kind.Counted(c.Sites)
	if c.Known < c.Sites {
		where = fmt.Sprintf("%s of %s, as the others do not say", geo.Count(c.Known), where)
	}
	sentence := fmt.Sprintf("%s: %s in %s; %s for 1,000 people in need.", supply.Title, amount(c.Supply), where, geo.Number(c.Mean, 2))
	if c.Unused > 0 {
		sentence += fmt.Sprintf(" %s of them are where nobody in need lives near.", amount(c.Unused))
	}
	return sentence + fmt.Sprintf(" %s have none within %s m on foot.", geo.Capital(partOf(c.None, s.Need.Total, "people in need")), geo.Count(c.Bands[len(c.Bands)-1].UpToM))
}

// amount writes a whole number as one, and any other with a decimal.
func amount(v float64) string {
	if v == math.Trunc(v) {
		return geo.Number(v, 0)
	}
	return geo.Number(v, 1)
}
