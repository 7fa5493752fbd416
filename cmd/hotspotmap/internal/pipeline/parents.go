package pipeline

import (
	"fmt"
	"math"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

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
	for _, c := range small {
		switch c.info.Role {
		case release.RoleIndex:
			if c.info.Preset == "" && c.Indicator.ID != f.score.Index.Indicator.ID {
				continue // on several scales, it has no mean
			}
			mean := score.PeopleWeightedMean(c.Column, parent.parents, n, s.people)
			add(mean, release.RoleIndex, meanNote(s, parent, c.Column), c.info.Classes)
			columns[len(columns)-1].info.Preset = c.info.Preset
			rank, _ := score.Rank(mean)
			if c.info.Preset != "" {
				rank.Indicator = presetRank(c.info.Preset, c.info.Title)
			}
			add(rank, release.RoleRank, "by that mean", nil)
			columns[len(columns)-1].info.Preset = c.info.Preset
		case release.RoleComponent, release.RoleIndicator, release.RoleReach:
			add(score.PeopleWeightedMean(c.Column, parent.parents, n, s.people), c.info.Role, meanNote(s, parent, c.Column), c.info.Classes)
			columns[len(columns)-1].info.Component, columns[len(columns)-1].info.Kind = c.info.Component, c.info.Kind
		case release.RoleTopShare:
			add(robustShare(c.Column, parent), release.RoleShare, "share of its "+s.small.Plural+", of those with an index, that are robust", nil)
		}
	}
	add(hotspotShare(f, parent), release.RoleShare, "share of its "+s.small.Plural+", of those tested, that are hotspots", nil)
	if s.people != nil {
		add(peopleColumn(sumPeople(s.people, parent)), release.RolePeople, "sum over its "+s.small.Plural+unknownPeople(s), nil)
	}
	return columns
}

// meanNote says how a parent's mean was made, and where it speaks for a part only.
func meanNote(s study, parent level, c geo.Column) string {
	note, of := "mean of its "+s.small.Plural, s.small.Plural
	if s.people != nil {
		note, of = note+", weighted by people"+unknownPeople(s), "people"
	}
	partial, least := 0, 1.0
	for _, share := range score.Coverage(c, parent.parents, len(parent.areas), s.people) {
		if share > 0 && share < 1 {
			partial, least = partial+1, min(least, share)
		}
	}
	if partial > 0 {
		note += fmt.Sprintf("; in %s it rests on some of the %s only, %s%% at the least",
			geo.Counted(partial, parent.Singular, parent.Plural), of, geo.Number(math.Floor(100*least), 0))
	}
	return note
}

// unknownPeople is a clause about the small areas that a figure made from people leaves out; empty when there are none.
func unknownPeople(s study) string {
	unknown := 0
	for _, v := range s.people {
		if math.IsNaN(v) {
			unknown++
		}
	}
	if unknown == 0 {
		return ""
	}
	return fmt.Sprintf(" (leaving out %s whose people are not known)", geo.Counted(unknown, s.small.Singular, s.small.Plural))
}

// hotspotShare is the share of each parent's tested areas that are hotspots, in per cent; where none was tested there is none.
func hotspotShare(f findings, parent level) geo.Column {
	tested, _ := geo.Table{Columns: f.tested}.Column("hotspot")
	return shareOf(geo.Indicator{ID: "hotspot_share", Title: "Hotspots"}, tested, func(i int) bool { return f.classes[i] == geo.HotspotArea }, parent)
}

// robustShare is the share of each parent's areas, in per cent, that are among the most at risk whatever the weights.
func robustShare(topShare geo.Column, parent level) geo.Column {
	return shareOf(geo.Indicator{ID: "robust_share", Title: "Robustly among the most at risk"}, topShare,
		func(i int) bool { return score.VerdictOf(topShare.Values[i]) == score.Robust }, parent)
}

// shareOf is the share of each parent's areas that are something, of those that have a value, in per cent.
func shareOf(indicator geo.Indicator, of geo.Column, is func(i int) bool, parent level) geo.Column {
	indicator.Unit, indicator.Higher, indicator.Decimals = "%", geo.HigherIsWorse, 1
	each := geo.NewColumn(indicator, len(of.Values))
	for i, flag := range of.Flags {
		each.Flags[i] = flag
		switch {
		case flag != geo.Present:
		case is(i):
			each.Values[i] = 100
		default:
			each.Values[i] = 0
		}
	}
	return score.PeopleWeightedMean(each, parent.parents, len(parent.areas), nil)
}

// sumPeople adds up the people of each parent's areas, as far as they are known; NaN where none of them are.
func sumPeople(people []float64, parent level) []float64 {
	sums := make([]float64, len(parent.areas))
	for i := range sums {
		sums[i] = math.NaN()
	}
	for i, aid := range parent.parents {
		switch {
		case aid == 0 || math.IsNaN(people[i]):
		case math.IsNaN(sums[aid-1]):
			sums[aid-1] = people[i]
		default:
			sums[aid-1] += people[i]
		}
	}
	return sums
}
