package pipeline

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
	"hotspotmap/geo/score"
)

// mapClasses is how many classes the map shades.
const mapClasses = 5

// classesOf are the classes a column is mapped in; nil for one that is not mapped.
func classesOf(c column, p *project.Project) []geo.Class {
	switch c.info.Role {
	case release.RoleIndex, release.RoleComponent, release.RoleIndicator, release.RoleCapacity:
		return score.Classes(c.Column, mapClasses)
	case release.RoleConversion:
		return changeClasses(c.Column)
	case release.RoleDistance:
		return distanceClasses(c.Column, p.Reach)
	case release.RoleTopShare:
		return topShareClasses(c.Column)
	case release.RoleReach:
		return shareClasses(c.Column)
	case release.RoleHotspot, release.RoleHotspotBin, release.RoleLISA:
		return testClasses(c, p.Hotspots.FDR)
	}
	return nil
}

// shareClasses part those of whom nobody, fewer than half, at least half or all are in reach.
func shareClasses(c geo.Column) []geo.Class {
	if c.Present() == 0 {
		return nil
	}
	least := math.Pow10(-c.Indicator.Decimals)
	return recount([]geo.Class{
		{From: 0, To: least, Label: "None"},
		{From: least, To: 50, Label: "Fewer than half"},
		{From: 50, To: 100, Label: "At least half"},
		{From: 100, To: 100, Label: "All"},
	}, c)
}

// distanceClasses are bounded by the walking distances that count as within reach.
func distanceClasses(c geo.Column, reach project.Reach) []geo.Class {
	if c.Present() == 0 {
		return nil
	}
	furthest := 0.0
	for i, v := range c.Values {
		if c.Flags[i] == geo.Present {
			furthest = max(furthest, v)
		}
	}
	var classes []geo.Class
	from, before := 0.0, 0
	for _, limit := range reach.Metres {
		beyond := firstBeyond(limit, reach.Detour)
		label := fmt.Sprintf("%s to %s m on foot", geo.Count(before), geo.Count(limit))
		if before == 0 {
			label = fmt.Sprintf("Within %s m on foot", geo.Count(limit))
		}
		classes = append(classes, geo.Class{From: from, To: beyond, Label: label})
		from, before = beyond, limit
	}
	classes = append(classes, geo.Class{From: from, To: max(furthest, from), Label: fmt.Sprintf("More than %s m on foot", geo.Count(before))})
	return recount(classes, c)
}

// firstBeyond is the shortest straight line, in whole metres, whose walking distance is more than the limit.
func firstBeyond(limitM int, detour float64) float64 {
	straight := math.Floor(float64(limitM) / detour)
	for access.WalkM(straight, detour) <= float64(limitM) {
		straight++
	}
	return straight
}

// recount returns classes with the counts of another column.
func recount(classes []geo.Class, c geo.Column) []geo.Class {
	out := slices.Clone(classes)
	for i := range out {
		out[i].Count = 0
	}
	for i, v := range c.Values {
		if c.Flags[i] != geo.Present {
			continue
		}
		for k := len(out) - 1; k >= 0; k-- {
			if v >= out[k].From {
				out[k].Count++
				break
			}
		}
	}
	return out
}
