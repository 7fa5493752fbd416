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

// column is a column of the release with what the manifest says about it.
type column struct {
	geo.Column
	info release.ColumnInfo
}

func newColumn(c geo.Column, geography string, role release.Role) column {
	return column{c, release.ColumnInfo{Indicator: c.Indicator, Geography: geography, Role: role}}
}

// smallColumns lists the columns of the small areas: results first, then what they were made from.
func smallColumns(p *project.Project, s study, f findings) []column {
	id := s.small.ID
	columns := []column{
		newColumn(f.score.Index, id, release.RoleIndex),
		newColumn(f.score.Rank, id, release.RoleRank),
		newColumn(f.score.Decile, id, release.RoleDecile),
	}
	if f.within != nil {
		within := newColumn(*f.within, id, release.RoleIndex)
		within.info.Note = "each scaled among its own only: not for comparing one with another"
		columns = append(columns, within)
	}
	for i, c := range f.score.Components {
		component := newColumn(c, id, release.RoleComponent)
		component.info.Component = p.Index.Components[i].ID
		component.info.Weight = p.Index.Components[i].Weight
		columns = append(columns, component)
	}
	testRoles := map[string]release.Role{"hotspot": release.RoleHotspot, "hotspot_z": release.RoleHotspotZ, "hotspot_p": release.RoleHotspotP}
	for _, c := range f.tested {
		columns = append(columns, newColumn(c, id, testRoles[c.Indicator.ID]))
	}
	for i, c := range f.distances {
		distance := newColumn(c, id, release.RoleDistance)
		distance.info.Kind = f.kinds[i].Kind
		columns = append(columns, distance)
	}
	columns = append(columns, newColumn(targetColumn(s, f), id, release.RoleTarget))
	if s.people != nil {
		columns = append(columns, newColumn(peopleColumn(s.people, "people"), id, release.RolePeople))
	}
	for _, c := range s.table.Columns {
		indicator := newColumn(c, id, release.RoleIndicator)
		indicator.info.Component, indicator.info.Weight = placeInIndex(p, c.Indicator.ID)
		columns = append(columns, indicator)
	}
	columns[0].info.Note = f.score.Sentence(s.small.Geography)
	for i := range columns {
		columns[i].describe()
		columns[i].info.Classes = classesOf(columns[i], p.Reach)
	}
	return columns
}

// parentColumns lists the columns of a parent geography: means over its small areas, and the share that are hotspots. Its
// maps are shaded with the small areas' classes, so that one legend serves every zoom.
func parentColumns(s study, f findings, parent level, small []column) []column {
	n := len(parent.areas)
	var columns []column
	add := func(c geo.Column, role release.Role, note string, of []geo.Class) {
		v := newColumn(c, parent.ID, role)
		v.describe()
		v.info.Note = note
		v.info.Classes = recount(of, v.Column)
		columns = append(columns, v)
	}
	how := fmt.Sprintf("mean of its %s", s.small.Plural)
	if s.people != nil {
		how += ", weighted by people"
	}
	for _, c := range small {
		switch c.info.Role {
		case release.RoleIndex:
			if c.Indicator.ID != f.score.Index.Indicator.ID {
				continue // on several scales, it has no mean
			}
			mean := score.PeopleWeightedMean(c.Column, parent.parents, n, s.people)
			add(mean, release.RoleIndex, how, c.info.Classes)
			rank, _ := score.Rank(mean)
			add(rank, release.RoleRank, "by that mean", nil)
		case release.RoleComponent, release.RoleIndicator:
			add(score.PeopleWeightedMean(c.Column, parent.parents, n, s.people), c.info.Role, how, c.info.Classes)
			columns[len(columns)-1].info.Component = c.info.Component
		}
	}
	share, people := hotspotShare(s, f, parent)
	add(share, release.RoleShare, "share of its "+s.small.Plural+" that are hotspots", nil)
	if s.people != nil {
		add(people, release.RolePeople, "sum over its "+s.small.Plural, nil)
	}
	return columns
}

// hotspotShare returns the share of each parent's areas that are hotspots, in per cent, and its people.
func hotspotShare(s study, f findings, parent level) (share, people geo.Column) {
	n := len(parent.areas)
	hot, all, count := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, aid := range parent.parents {
		if aid == 0 {
			continue
		}
		all[aid-1]++
		if f.classes[i] == geo.HotspotArea {
			hot[aid-1]++
		}
		if s.people != nil && !math.IsNaN(s.people[i]) {
			count[aid-1] += s.people[i]
		}
	}
	share = geo.NewColumn(geo.Indicator{ID: "hotspot_share", Title: "Hotspots", Unit: "%", Higher: geo.HigherIsWorse, Decimals: 1}, n)
	for i := range all {
		if all[i] > 0 {
			share.Values[i], share.Flags[i] = math.Round(1000*hot[i]/all[i])/10, geo.Present
		}
	}
	return share, peopleColumn(count, "people")
}

func peopleColumn(people []float64, id string) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: id, Title: "People", Higher: geo.HigherIsWorse}, len(people))
	for i, v := range people {
		if !math.IsNaN(v) {
			c.Values[i], c.Flags[i] = math.Round(v), geo.Present
		}
	}
	return c
}

// targetColumn holds each area's rank among the target areas, 0 for those that are none.
func targetColumn(s study, f findings) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: "target", Title: "Target area", Higher: geo.HigherIsWorse}, len(s.small.codes))
	for i := range c.Values {
		c.Values[i], c.Flags[i] = 0, geo.Present
	}
	for _, t := range f.targets.Targets {
		if i, found := slices.BinarySearch(s.small.codes, t.Code); found {
			c.Values[i] = float64(t.Rank)
		}
	}
	return c
}

// placeInIndex returns the component an indicator belongs to and its weight there.
func placeInIndex(p *project.Project, indicator string) (component string, weight float64) {
	for _, c := range p.Index.Components {
		for _, w := range c.Indicators {
			if w.Indicator == indicator {
				return c.ID, w.Weight
			}
		}
	}
	return "", 0
}

// describe counts a column's values and measures their range and mean.
func (c *column) describe() {
	counts := map[geo.Flag]*int{
		geo.Present: &c.info.Counts.Present, geo.Missing: &c.info.Counts.Missing, geo.Suppressed: &c.info.Counts.Suppressed,
		geo.NotApplicable: &c.info.Counts.NotApplicable, geo.Rejected: &c.info.Counts.Rejected,
	}
	low, high, sum := math.Inf(1), math.Inf(-1), 0.0
	for i, v := range c.Values {
		*counts[c.Flags[i]]++
		if c.Flags[i] == geo.Present {
			low, high, sum = min(low, v), max(high, v), sum+v
		}
	}
	if n := c.info.Counts.Present; n > 0 {
		c.info.Min, c.info.Max = low, high
		c.info.Mean = round(sum/float64(n), c.Indicator.Decimals+1)
	}
}

func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale) / scale
}

func classesOf(c column, reach project.Reach) []geo.Class {
	switch c.info.Role {
	case release.RoleIndex, release.RoleComponent, release.RoleIndicator:
		return score.Classes(c.Column, mapClasses)
	case release.RoleDistance:
		return distanceClasses(c.Column, reach)
	case release.RoleHotspot:
		return recount([]geo.Class{
			{From: -1, To: 0, Label: "Cold spot"},
			{From: 0, To: 1, Label: "Not distinguishable from chance"},
			{From: 1, To: 1, Label: "Hotspot"},
		}, c.Column)
	}
	return nil
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
