package access

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/locate"
)

// Distances returns, for each kind, the column distance_<kind>: whole metres from each area to the nearest usable site of the
// kind, the median over its points, which of an even number is the lower of the two in the middle. nearest[k][i] is the position in sites
// of the site that the point in the middle is that far from, -1 when there is none.
func Distances(p Points, sites []geo.Site, kinds []Kind) (columns []geo.Column, nearest [][]int) {
	for _, kind := range kinds {
		column, positions := distances(p, sites, kind)
		columns, nearest = append(columns, column), append(nearest, positions)
	}
	return columns, nearest
}

func distances(p Points, sites []geo.Site, kind Kind) (geo.Column, []int) {
	usable := kind.usable(sites)
	column := geo.NewColumn(geo.Indicator{
		ID:     "distance_" + kind.Kind,
		Title:  "Distance to the nearest " + kind.title(),
		Unit:   "m",
		Higher: geo.HigherIsWorse,
	}, p.Areas())
	positions := make([]int, p.Areas())
	index := locate.NewNearest(placesOf(sites, usable))
	var all []link
	for area := range positions {
		positions[area] = -1
		if len(usable) == 0 {
			column.Flags[area] = geo.NotApplicable
			continue
		}
		all = all[:0]
		for _, at := range p.Of(area) {
			site, straightM := index.To(at)
			all = append(all, link{math.Round(straightM), usable[site]})
		}
		if len(all) == 0 {
			continue // nothing to measure from
		}
		slices.SortFunc(all, func(a, b link) int { return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(a.site, b.site)) })
		middle := all[(len(all)-1)/2]
		positions[area] = middle.site
		column.Values[area], column.Flags[area] = middle.metres, geo.Present
	}
	return column, positions
}

// link is a straight line, in whole metres, to a site.
type link struct {
	metres float64
	site   int
}

// placesOf returns where the sites at some positions are.
func placesOf(sites []geo.Site, positions []int) []orb.Point {
	places := make([]orb.Point, len(positions))
	for i, position := range positions {
		places[i] = sites[position].At
	}
	return places
}
