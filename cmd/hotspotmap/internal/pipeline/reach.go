package pipeline

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// findReach measures distances, reach, gaps, capacity and equity, over the area and over the week.
func findReach(p *project.Project, s study, f *findings) {
	f.kinds = kindsOf(p)
	if len(p.Reach.Together) > 0 {
		f.kinds = append(f.kinds, together(p.Reach.Together, f.kinds))
	}
	var without int
	f.points, without = pointsOf(p, s)
	f.need = needOf(p, s, *f)
	f.distances, f.nearest = access.Distances(f.points, s.sites, f.kinds)
	f.reach = access.Reach(f.points, s.sites, f.kinds, p.Reach.Metres, p.Reach.Detour)
	measured := access.Study{
		Geography: s.small.Geography, Kinds: f.kinds, Distances: f.distances, Reach: f.reach, Sites: s.sites,
		LimitsM: p.Reach.Metres, Detour: p.Reach.Detour, From: measuredFrom(p, s, without), People: s.people, Need: f.need,
	}
	if len(s.parents) > 0 {
		first := s.parents[0]
		measured.Parents, measured.ParentCodes, measured.ParentNames = first.parents, first.codes, first.names
	}
	f.gaps = access.Gaps(measured)
	f.week = geo.Week{
		Geography: s.small.ID, From: measured.From, Points: len(f.points.At), Without: without, Detour: p.Reach.Detour,
		Reach: access.Week(measured, f.points),
	}
	for _, kind := range f.kinds {
		if curve, ok := access.CurveOf(measured, f.points, kind); ok {
			f.week.Curves = append(f.week.Curves, curve)
		}
	}
	for _, v := range s.people {
		if !math.IsNaN(v) {
			f.week.People += v
		}
	}
	if f.need.Known() {
		f.week.Need, f.week.OfNeed, f.week.NeedUnknown = f.need.Of, round(f.need.Total, 2), f.need.Unknown
		f.findShares(p, measured)
	}
}

// findShares measures how much there is for those in need, and how evenly it and reach are shared.
func (f *findings) findShares(p *project.Project, measured access.Study) {
	for k, kind := range f.kinds {
		for l, limitM := range p.Reach.Metres {
			if column := f.reach[k][l]; column.Present() > 0 {
				f.week.Equity = append(f.week.Equity, access.EquityOf(measured, kind, limitM, column))
			}
		}
		offered, ok := capacityOf(p, kind.Kind)
		if !ok {
			continue
		}
		column, c := access.Capacity(measured, f.points, access.Supply{Kind: kind, Fact: offered.Fact, Title: offered.Title, Unit: offered.Unit}, bandsOf(p))
		f.capacity, f.week.Capacity = append(f.capacity, column), append(f.week.Capacity, c)
		if column.Present() > 0 {
			f.week.Equity = append(f.week.Equity, access.EquityOf(measured, kind, 0, column))
		}
	}
}

// capacityOf returns what the sites of a kind offer, and whether the project says.
func capacityOf(p *project.Project, kind string) (project.Capacity, bool) {
	for _, s := range p.Sites {
		if s.Kind == kind && s.Capacity != (project.Capacity{}) {
			return s.Capacity, true
		}
	}
	return project.Capacity{}, false
}

func bandsOf(p *project.Project) []geo.Band {
	bands := make([]geo.Band, len(p.Reach.Bands))
	for i, b := range p.Reach.Bands {
		bands[i] = geo.Band{UpToM: b.UpToM, Weight: b.Weight}
	}
	return bands
}

// together is any of some kinds, in the order given.
func together(ids []string, kinds []access.Kind) access.Kind {
	var of []access.Kind
	for _, id := range ids {
		for _, k := range kinds {
			if k.Kind == id {
				of = append(of, k)
			}
		}
	}
	return access.Together(project.AnyKind, of)
}

// anyKind is what the release says of the kinds measured together; nil when there are none.
func anyKind(f findings) *release.AnyKind {
	for _, k := range f.kinds {
		if k.Of != nil {
			return &release.AnyKind{Kind: k.Kind, Singular: k.Singular, Of: k.Of}
		}
	}
	return nil
}

// pointsOf are where people are taken to live. without counts the areas that have no postcode, when those were asked for.
func pointsOf(p *project.Project, s study) (points access.Points, without int) {
	if p.Reach.From == project.FromInside {
		return access.Inside(s.small.inside()), 0
	}
	at, aids := make([]orb.Point, len(s.postcodes)), make([]uint32, len(s.postcodes))
	for i, postcode := range s.postcodes {
		at[i], aids[i] = postcode.At, postcode.AID
	}
	return access.Placed(s.small.inside(), at, aids)
}

// measuredFrom says what distances are measured from.
func measuredFrom(p *project.Project, s study, without int) string {
	inside := "a point inside each " + s.small.Singular
	switch {
	case p.Reach.From == project.FromInside:
		return inside
	case without == 0:
		return fmt.Sprintf("the middle one (the median) of each %s’s postcodes", s.small.Singular)
	case without == len(s.small.codes):
		return inside + ", as none has a postcode"
	}
	return fmt.Sprintf("the middle one (the median) of each %s’s postcodes, or a point inside it for %s without any",
		s.small.Singular, geo.Counted(without, s.small.Singular, s.small.Plural))
}

// needOf weights people by what the project takes for need: the index, 0 to 10, or a share in per cent.
func needOf(p *project.Project, s study, f findings) access.Need {
	if share, ok := s.table.Column(p.Reach.Need); ok && p.Reach.Need != project.NeedIndex {
		return access.NeedOf(s.people, share, 100)
	}
	return access.NeedOf(s.people, f.score.Index, 10)
}

// columnsOfReach are the distances, shares in reach and capacities of the small areas.
func columnsOfReach(s study, f findings) []column {
	var columns []column
	add := func(c geo.Column, role release.Role, kind access.Kind, note string) {
		v := newColumn(c, s.small.ID, role)
		v.info.Kind, v.info.Note = kind.Kind, note
		columns = append(columns, v)
	}
	from := "measured from " + f.week.From
	for k, kind := range f.kinds {
		add(f.distances[k], release.RoleDistance, kind, from)
	}
	for k, kind := range f.kinds {
		for _, c := range f.reach[k] {
			add(c, release.RoleReach, kind, sharesFrom(s, f))
		}
	}
	for i, c := range f.capacity {
		add(c, release.RoleCapacity, access.Kind{Kind: f.week.Capacity[i].Kind}, "enhanced two-step floating catchment area; need is "+f.need.Of)
	}
	return columns
}

// sharesFrom says what a share of people in reach is a share of.
func sharesFrom(s study, f findings) string {
	if f.week.Points == len(s.small.codes) {
		return "all or none of its people, by a point inside"
	}
	return "people are taken to be spread evenly over its postcodes"
}
