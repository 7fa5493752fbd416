package siting

import (
	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// Study is what the next site is chosen from; slices of areas are in aid order.
type Study struct {
	Geography geo.Geography // its Singular and Plural are used in sentences
	Codes     []string
	Names     []string
	Parents   []string // name of the area's parent in the first parent geography; nil when there is none
	People    []float64
	Need      access.Need
	Points    access.Points
	From      string      // what the distance is measured from: "a point inside each area"
	Kind      access.Kind // what a candidate would become
	Candidate access.Kind // what to call a candidate: "candidate building"
	Hour      *geo.Hour   // at which a candidate would be open; nil when reach is of sites whether open or not

	Sites      []geo.Site // those of the kind that count today
	Candidates []geo.Site // those that could: closed ones, and those not open to the public, are left out and counted

	HoursUnknown int // sites of the kind left out because nobody knows whether they are open at the hour

	WithinM int     // on foot
	Detour  float64 // walking distance = straight line × detour
	AtMost  int     // how many sites to plan for

	Scenarios []Scenario
}

// Scenario is an assumption to choose the one site under again.
type Scenario struct {
	About   string // [AboutDistance] or [AboutWeights]
	Title   string // "600 m"
	WithinM int
	Need    []float64 // by area; nil for the study's own
}

// What a scenario may be about.
const (
	AboutDistance = "distance"
	AboutWeights  = "weights"
)

// part is the share of an area's people that a candidate would bring into reach.
type part struct {
	area  int
	share float64
}

// coverage is who is in reach within some distance, today and with each candidate.
type coverage struct {
	today  []bool    // by point
	adds   [][]int32 // by candidate: the points that it would bring into reach
	shares [][]part  // by candidate: the same by area, in aid order
}

func (s Study) coverage(candidates []geo.Site, withinM int) coverage {
	c := coverage{today: s.Points.Covered(access.Catchments(s.Points, places(s.Sites), withinM, s.Detour))}
	for _, catchment := range access.Catchments(s.Points, places(candidates), withinM, s.Detour) {
		var adds []int32
		for _, point := range catchment {
			if !c.today[point] {
				adds = append(adds, point)
			}
		}
		c.adds, c.shares = append(c.adds, adds), append(c.shares, s.byArea(adds))
	}
	return c
}

// byArea is the share of each area's people that some points, ascending, stand for.
func (s Study) byArea(points []int32) []part {
	var parts []part
	area, counted := 0, -1
	for _, point := range points {
		for int(point) >= s.Points.First[area+1] {
			area++
		}
		if area != counted {
			parts, counted = append(parts, part{area: area}), area
		}
		parts[len(parts)-1].share++
	}
	for i, p := range parts {
		parts[i].share /= float64(s.Points.First[p.area+1] - s.Points.First[p.area])
	}
	return parts
}

// sum adds up an amount by area over parts of areas; an unknown amount counts for nothing.
func sum(parts []part, amounts []float64) float64 {
	total := 0.0
	for _, p := range parts {
		if amount := amounts[p.area]; amount == amount {
			total += amount * p.share
		}
	}
	return total
}

func places(sites []geo.Site) []orb.Point {
	points := make([]orb.Point, len(sites))
	for i, site := range sites {
		points[i] = site.At
	}
	return points
}
