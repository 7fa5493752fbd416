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
	levels, err := levelsOf(p, s, columns)
	if err != nil {
		return build.Report{}, nil, err
	}
	report, err := draw(ctx, w, last, s, levels, info)
	if err != nil {
		return report, nil, err
	}
	areas := release.Tileset{ID: "areas", Title: "Areas", MinZoom: 99, Bounds: info.Bounds}
	hotspots := release.Tileset{ID: "hotspots", Title: "Areas joined with index, hotspots and indicators", MinZoom: 99, Bounds: info.Bounds}
	for i, l := range levels {
		layer := release.Layer{ID: l.Geography, Title: l.Title, MinZoom: l.MinZoom, MaxZoom: l.MaxZoom, Fields: map[string]string{}}
		areas.Layers = append(areas.Layers, layer)
		layer.Fields, layer.LeftOut = join.Types(report.Joined[i].Fields), report.Joined[i].LeftOut
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

// levelsOf are the levels to draw, joined with all their columns, or with as many as a tile has room for.
func levelsOf(p *project.Project, s study, columns map[string][]column) ([]build.Level, error) {
	var levels []build.Level
	for _, band := range p.Tiles.Bands {
		l, err := s.level(band.Geography)
		if err != nil {
			return nil, err
		}
		attributes := attributesOf(l, s, p, columns[l.ID])
		levels = append(levels, build.Level{
			Geography: l.ID, Title: l.Title, Codes: l.codes, MinZoom: band.Zooms[0], MaxZoom: band.Zooms[1],
			Fields: fieldsOf(attributes, nil), Fewer: fewer(attributes),
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
