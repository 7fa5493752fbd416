package pipeline

import (
	"context"
	"fmt"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/tiles/build"
	"hotspotmap/tiles/join"
)

// tile writes the three tilesets and describes them.
func tile(ctx context.Context, w *release.Writer, p *project.Project, s study, columns map[string][]column, last string) (build.Report, []release.Tileset, error) {
	info := build.Info{Name: p.Title, Description: p.Notice, Attribution: p.Attribution, Bounds: bounds(s.small)}
	report, levels, err := drawWithinBudget(ctx, w, p, s, columns, last, info)
	if err != nil {
		return report, nil, err
	}
	areas := release.Tileset{ID: "areas", Title: "Areas", MinZoom: 99, Bounds: info.Bounds}
	hotspots := release.Tileset{ID: "hotspots", Title: "Areas joined with index, hotspots and indicators", MinZoom: 99, Bounds: info.Bounds}
	for _, l := range levels {
		layer := release.Layer{ID: l.Geography, Title: l.Title, MinZoom: l.MinZoom, MaxZoom: l.MaxZoom, Fields: map[string]string{}}
		areas.Layers = append(areas.Layers, layer)
		layer.Fields = join.Types(l.Fields)
		hotspots.Layers = append(hotspots.Layers, layer)
		for _, t := range []*release.Tileset{&areas, &hotspots} {
			t.MinZoom, t.MaxZoom = min(t.MinZoom, layer.MinZoom), max(t.MaxZoom, layer.MaxZoom)
		}
	}
	sites := release.Tileset{ID: "sites", Title: "Sites", MinZoom: areas.MinZoom, MaxZoom: areas.MaxZoom, Bounds: info.Bounds}
	sites.Layers = []release.Layer{{ID: "sites", Title: "Sites", MinZoom: sites.MinZoom, MaxZoom: sites.MaxZoom, Fields: build.SiteFields(s.sites)}}
	path, err := w.Path(release.TilesetPath(sites.ID))
	if err != nil {
		return report, nil, err
	}
	points, err := build.Points(ctx, s.sites, sites.MinZoom, sites.MaxZoom, path, info)
	report.Archives = append(report.Archives, points.Archives...)
	return report, []release.Tileset{areas, hotspots, sites}, err
}

// drawWithinBudget draws the areas and joins as many columns to them as the budget of a tile allows. Areas are never given up
// for it, nor are the indicators, which the joined tiles are for: where those alone are too much, the report says so. What is
// left out is in columns/ and in areas.sqlite all the same.
func drawWithinBudget(ctx context.Context, w *release.Writer, p *project.Project, s study, columns map[string][]column, last string, info build.Info) (build.Report, []build.Level, error) {
	levels, err := levelsWith(p, s, columns, everyColumn)
	if err != nil {
		return build.Report{}, nil, err
	}
	report, err := draw(ctx, w, last, s, levels, info)
	if err != nil {
		return report, nil, err
	}
	areas, err := w.Path(release.TilesetPath("areas"))
	if err != nil {
		return report, nil, err
	}
	hotspots := &report.Archives[len(report.Archives)-1]
	for upTo := everyColumn - 1; hotspots.Warning != "" && upTo >= indicatorColumns; upTo-- {
		if levels, err = levelsWith(p, s, columns, upTo); err != nil {
			return report, nil, err
		}
		fewer, err := build.Rejoin(ctx, levels, areas, hotspots.Path, info)
		if err != nil {
			return report, nil, err
		}
		*hotspots = fewer.Archives[0]
	}
	return report, levels, nil
}

// The order in which columns are joined to tiles.
const (
	indicatorColumns = iota // and what was made of them: index, rank, decile, hotspot, target
	reachColumns
	everyColumn // components, presets, the test's z and p and whatever else there is
)

// standing is the place of a column in that order.
func standing(c column) int {
	if c.info.Preset != "" {
		return everyColumn
	}
	switch c.info.Role {
	case release.RoleIndex, release.RoleRank, release.RoleDecile, release.RoleHotspot, release.RoleTarget, release.RoleShare, release.RoleIndicator:
		return indicatorColumns
	case release.RoleDistance, release.RolePeople:
		return reachColumns
	}
	return everyColumn
}

// levelsWith are the levels to draw, joined with the columns up to a standing.
func levelsWith(p *project.Project, s study, columns map[string][]column, upTo int) ([]build.Level, error) {
	var levels []build.Level
	for _, band := range p.Tiles.Bands {
		l, err := s.level(band.Geography)
		if err != nil {
			return nil, err
		}
		var joined []column
		for _, c := range columns[l.ID] {
			if standing(c) <= upTo {
				joined = append(joined, c)
			}
		}
		levels = append(levels, build.Level{
			Geography: l.ID, Title: l.Title, Codes: l.codes,
			MinZoom: band.Zooms[0], MaxZoom: band.Zooms[1], Fields: fieldsOf(l, s, joined),
		})
	}
	return levels, nil
}

// level finds a geography of the study.
func (s study) level(id string) (level, error) {
	if id == s.small.ID {
		return s.small, nil
	}
	for _, l := range s.parents {
		if l.ID == id {
			return l, nil
		}
	}
	return level{}, fmt.Errorf("geography %q is not in the study", id)
}

// fieldsOf are what is joined to a level's areas: its columns, under their ids.
func fieldsOf(l level, s study, columns []column) []join.Field {
	fields := []join.Field{
		{Name: "code", Kind: join.String, Strings: l.codes},
		{Name: "name", Kind: join.String, Strings: l.names},
	}
	if l.ID == s.small.ID && len(s.parents) > 0 {
		fields = append(fields, join.Field{Name: s.parents[0].ID, Kind: join.String, Strings: s.parentNames()})
	}
	for _, c := range columns {
		fields = append(fields, join.Field{Name: c.Indicator.ID, Kind: join.Number, Numbers: c.Values, Decimals: c.Indicator.Decimals})
	}
	return fields
}
