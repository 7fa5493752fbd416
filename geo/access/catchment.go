package access

import (
	"math"

	"github.com/paulmach/orb"

	"hotspotmap/geo/locate"
)

// WalkM is the walking distance for a straight line over the ground, in metres to the millimetre.
func WalkM(straightM, detour float64) float64 {
	return math.Round(straightM*detour*1000) / 1000
}

// InReach reports whether a straight line, taken in whole metres, is within a walking distance.
func InReach(straightM float64, limitM int, detour float64) bool {
	return WalkM(math.Round(straightM), detour) <= float64(limitM)
}

// Catchments lists, for each site, the points within a walking distance of it: positions in p.At, ascending.
func Catchments(p Points, sites []orb.Point, limitM int, detour float64) [][]int32 {
	catchments := make([][]int32, len(sites))
	eachInReach(p, sites, limitM, detour, func(point, site int, _ float64) {
		catchments[site] = append(catchments[site], int32(point))
	})
	return catchments
}

// eachInReach calls found for every point, in order, and every site within a walking distance of it, with the straight line.
func eachInReach(p Points, sites []orb.Point, limitM int, detour float64, found func(point, site int, straightM float64)) {
	index := locate.NewNearest(sites)
	for i, at := range p.At {
		index.Within(at, float64(limitM)/detour+1, func(site int, straightM float64) { // a metre more: the whole metre decides
			if InReach(straightM, limitM, detour) {
				found(i, site, straightM)
			}
		})
	}
}

// Covered marks the points that lie in any of some catchments.
func (p Points) Covered(catchments [][]int32) []bool {
	covered := make([]bool, len(p.At))
	for _, points := range catchments {
		for _, i := range points {
			covered[i] = true
		}
	}
	return covered
}

// Share is the share of each area's people in reach, in per cent to two decimals, which is how a release holds it: that of its points
// which are covered. NaN for an area without points.
func (p Points) Share(covered []bool) []float64 {
	shares := make([]float64, p.Areas())
	for area := range shares {
		in := 0
		for _, c := range covered[p.First[area]:p.First[area+1]] {
			if c {
				in++
			}
		}
		shares[area] = percent(in, p.First[area+1]-p.First[area])
	}
	return shares
}

// percent is 0/0, which is NaN, where there is nothing to take a share of.
func percent(n, of int) float64 { return math.Round(1e4*float64(n)/float64(of)) / 100 }
