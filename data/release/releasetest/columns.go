package releasetest

import (
	"math"
	"slices"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// columns are one of each role that pages offer. income has every flag; index grows southwards and eastwards, by 1 an
// area, and by a hundredth for each edition, so that no two editions agree on any value.
func columns(edition int) []column {
	shift := float64(edition) / 100
	index := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9.5}
	shifted := make([]float64, len(index))
	for i, v := range index {
		shifted[i] = v + shift
	}
	income := whole(geo.Indicator{
		ID: "income", Title: "Low income", Unit: "%", Higher: geo.HigherIsWorse, Decimals: 1, Period: "2025", Source: "table:1",
	}, 12.5, -1.5, 0, 0, 0, 0, 30, 40, 50.5)
	for i, flag := range []geo.Flag{geo.Missing, geo.Suppressed, geo.NotApplicable, geo.Rejected} {
		income.Values[2+i], income.Flags[2+i] = math.NaN(), flag
	}
	derived := func(id, title, unit string, decimals int, values ...float64) geo.Column {
		return whole(geo.Indicator{ID: id, Title: title, Unit: unit, Higher: geo.HigherIsWorse, Decimals: decimals}, values...)
	}
	made := []column{
		{SmallAreas, release.RoleIndex, "", derived("index", "Exclusion index", "", 2, shifted...)},
		{SmallAreas, release.RoleRank, "", derived("rank", "Rank", "", 0, 9, 8, 7, 6, 5, 4, 3, 2, 1)},
		{SmallAreas, release.RoleDecile, "", derived("decile", "Decile", "", 0, 1, 2, 3, 4, 5, 6, 7, 9, 10)},
		{SmallAreas, release.RoleIndicator, "", income},
		{SmallAreas, release.RoleHotspot, "", derived("hotspot", "Hotspot", "", 0, -1, 0, 0, 0, 0, 0, 0, 1, 1)},
		{SmallAreas, release.RoleDistance, "library", derived("distance_library", "Distance to the nearest library", "m", 0,
			2500, 2100, 2500, 1200, 0, 1200, 2500, 2100, 2500)},
		{SmallAreas, release.RoleReach, "library", whole(geo.Indicator{
			ID: "reach_library_1600", Title: "People within 1,600 m of a library", Unit: "%", Higher: geo.HigherIsBetter, Decimals: 2,
		}, 0, 0, 0, 100, 100, 100, 0, 0, 0)},
		{SmallAreas, release.RoleTarget, "", derived("target", "Target area", "", 0, 0, 0, 0, 0, 0, 0, 0, 2, 1)},
		{SmallAreas, release.RolePeople, "", derived("people", "People", "", 0, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900)},
		{Wards, release.RoleIndex, "", derived("index", "Exclusion index", "", 2, 2+shift, 5+shift, 8.17+shift)},
		{Wards, release.RoleShare, "", derived("hotspot_share", "Share that are hotspots", "%", 1, 0, 0, 66.7)},
		{Wards, release.RoleShare, "", derived("robust_share", "Robustly among the most at risk", "%", 1, 0, 0, 33.3)},
		{Wards, release.RolePeople, "", derived("people", "People", "", 0, 3600, 4500, 5400)},
	}
	return append(made, stabilityColumns()...)
}

type column struct {
	geography string
	role      release.Role
	kind      string
	geo.Column
}

// whole is a column without gaps.
func whole(indicator geo.Indicator, values ...float64) geo.Column {
	return geo.Column{Indicator: indicator, Values: slices.Clone(values), Flags: make([]geo.Flag, len(values))}
}

// info is what the manifest says of a column: two classes of equal width for those that a map shows.
func (c column) info() release.ColumnInfo {
	info := release.ColumnInfo{
		Indicator: c.Indicator, Geography: c.geography, Role: c.role, Kind: c.kind, Min: math.Inf(1), Max: math.Inf(-1),
		Counts: release.Counts{Present: c.Present()},
	}
	sum := 0.0
	for i, flag := range c.Flags {
		switch flag {
		case geo.Missing:
			info.Counts.Missing++
		case geo.Suppressed:
			info.Counts.Suppressed++
		case geo.NotApplicable:
			info.Counts.NotApplicable++
		case geo.Rejected:
			info.Counts.Rejected++
		default:
			info.Min, info.Max = min(info.Min, c.Values[i]), max(info.Max, c.Values[i])
			sum += c.Values[i]
		}
	}
	info.Mean = sum / float64(info.Counts.Present)
	middle := (info.Min + info.Max) / 2
	switch c.role {
	case release.RoleIndex, release.RoleIndicator, release.RoleDistance, release.RoleTopShare:
		info.Classes = []geo.Class{{From: info.Min, To: middle, Label: "lower half"}, {From: middle, To: info.Max, Label: "upper half"}}
		for i, flag := range c.Flags {
			if flag != geo.Present {
				continue
			}
			if c.Values[i] < middle {
				info.Classes[0].Count++
			} else {
				info.Classes[1].Count++
			}
		}
	}
	return info
}
