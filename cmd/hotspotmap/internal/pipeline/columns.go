package pipeline

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

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
	if f.score.Raw != nil {
		raw := newColumn(*f.score.Raw, id, release.RoleRaw)
		raw.info.ID, raw.info.Title = "index_raw", "Raw score of the index"
		columns = append(columns, raw)
	}
	columns = append(columns, columnsOfStability(f, id)...)
	for _, preset := range f.presets {
		columns = append(columns, preset.columns(s.small.Geography)...)
	}
	if f.within != nil {
		within := newColumn(f.within.Index, id, release.RoleIndex)
		within.info.Note = "each on a scale of its own: to compare within one, not between them" + flatNote(f.within.Flat)
		columns = append(columns, within)
	}
	for i, c := range f.score.Components {
		component := newColumn(c, id, release.RoleComponent)
		component.info.Component = p.Index.Components[i].ID
		component.info.Weight = p.Index.Components[i].Weight
		columns = append(columns, component)
	}
	for _, c := range f.tested {
		columns = append(columns, newColumn(c, id, release.Role(c.Indicator.ID))) // each has a role of its own, by the same name
	}
	columns = append(columns, columnsOfReach(s, f)...)
	columns = append(columns, newColumn(targetColumn(s, f), id, release.RoleTarget))
	if s.people != nil {
		columns = append(columns, newColumn(peopleColumn(s.people), id, release.RolePeople))
	}
	for _, c := range s.table.Columns {
		indicator := newColumn(c, id, release.RoleIndicator)
		indicator.info.Component, indicator.info.Weight = placeInIndex(p, c.Indicator.ID)
		indicator.info.Converted, indicator.info.Note = converted(p, s, c.Indicator.ID)
		describeShrunk(p, &indicator.info)
		columns = append(columns, indicator)
	}
	for _, c := range p.Conversions {
		for k, role := range []release.Role{release.RoleConversion, release.RoleConversionFrom, release.RoleConversionTo} {
			columns = append(columns, newColumn(s.changes[c.ID][k], id, role))
		}
	}
	columns[0].info.Note = f.score.Sentence(s.small.Geography)
	for i := range columns {
		columns[i].describe()
		columns[i].info.Classes = classesOf(columns[i], p)
	}
	return columns
}

func peopleColumn(people []float64) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: peopleID, Title: "People", Higher: geo.HigherIsWorse}, len(people))
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

// flatNote says in how many groups an indicator could not tell the areas apart.
func flatNote(flat []score.Flat) string {
	indicators := map[string]bool{}
	for _, f := range flat {
		indicators[f.Indicator] = true
	}
	if len(indicators) == 0 {
		return ""
	}
	ids := slices.Sorted(maps.Keys(indicators))
	return fmt.Sprintf("; where all have the same value of an indicator (%s), each scores the middle, 5", geo.List(ids, "or"))
}

// converted returns the column that says how each value of an indicator was converted, and how that was done; empty for one that was not.
func converted(p *project.Project, s study, indicator string) (column, note string) {
	for _, t := range p.Tables {
		for _, v := range t.Indicators {
			if c, older := p.Conversion(t.Codes); older && v.ID == indicator {
				return convertedID(c.ID), convertedNote(p, c, v.Counts, s.changes[c.ID][0])
			}
		}
	}
	return "", ""
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
