package access

import (
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/locate"
)

// Distances returns, for each kind, the column distance_<kind>: whole metres from each point to the nearest usable site
// of the kind. nearest[k][i] is that site's position in sites, -1 when there is none.
func Distances(at []orb.Point, sites []geo.Site, kinds []string) (columns []geo.Column, nearest [][]int) {
	for _, kind := range kinds {
		column, positions := distances(at, sites, kind)
		columns, nearest = append(columns, column), append(nearest, positions)
	}
	return columns, nearest
}

func distances(at []orb.Point, sites []geo.Site, kind string) (geo.Column, []int) {
	usable := usableOf(sites, kind)
	points := make([]orb.Point, len(usable))
	for i, position := range usable {
		points[i] = sites[position].At
	}
	column := geo.NewColumn(geo.Indicator{
		ID:     "distance_" + kind,
		Title:  "Distance to the nearest " + strings.ReplaceAll(kind, "_", " "),
		Unit:   "m",
		Higher: geo.HigherIsWorse,
	}, len(at))
	positions := make([]int, len(at))
	index := locate.NewNearest(points)
	for area, p := range at {
		i, distanceM := index.To(p)
		switch {
		case len(usable) == 0:
			positions[area] = -1
			column.Flags[area] = geo.NotApplicable
		case i < 0:
			positions[area] = -1 // the area has no point to measure from
		default:
			positions[area] = usable[i]
			column.Values[area], column.Flags[area] = column.Indicator.Round(distanceM), geo.Present
		}
	}
	return column, positions
}

// usableOf returns the positions of the usable sites of a kind.
func usableOf(sites []geo.Site, kind string) []int {
	var positions []int
	for i, s := range sites {
		if s.Kind == kind && s.Usable() {
			positions = append(positions, i)
		}
	}
	return positions
}
