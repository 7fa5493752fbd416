package pipeline

import (
	"context"
	"fmt"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/tiles/build"
)

// tile writes the three tilesets and describes them.
func tile(ctx context.Context, w *release.Writer, p *project.Project, s study, columns map[string][]column, last string) (build.Report, []release.Tileset, error) {
	var levels []build.Level
	areas := release.Tileset{ID: "areas", Title: "Areas", MinZoom: 99, Bounds: bounds(s.small)}
	hotspots := release.Tileset{ID: "hotspots", Title: "Areas joined with index, hotspots and indicators", MinZoom: 99, Bounds: areas.Bounds}
	for _, band := range p.Tiles.Bands {
		l, err := s.level(band.Geography)
		if err != nil {
			return build.Report{}, nil, err
		}
		attributes := attributesOf(l, s, columns[l.ID])
		levels = append(levels, build.Level{
			Geography: l.ID, Title: l.Title, Codes: l.codes,
			MinZoom: band.Zooms[0], MaxZoom: band.Zooms[1], Attributes: attributes,
		})
		layer := release.Layer{ID: l.ID, Title: l.Title, MinZoom: band.Zooms[0], MaxZoom: band.Zooms[1], Fields: map[string]string{}}
		areas.Layers = append(areas.Layers, layer)
		layer.Fields = fieldTypes(attributes)
		hotspots.Layers = append(hotspots.Layers, layer)
		for _, t := range []*release.Tileset{&areas, &hotspots} {
			t.MinZoom, t.MaxZoom = min(t.MinZoom, layer.MinZoom), max(t.MaxZoom, layer.MaxZoom)
		}
	}
	sites := release.Tileset{ID: "sites", Title: "Sites", MinZoom: areas.MinZoom, MaxZoom: areas.MaxZoom, Bounds: areas.Bounds}
	sites.Layers = []release.Layer{{ID: "sites", Title: "Sites", MinZoom: sites.MinZoom, MaxZoom: sites.MaxZoom, Fields: build.SiteFields(s.sites)}}

	tilesets := []release.Tileset{areas, hotspots, sites}
	info := build.Info{Name: p.Title, Description: p.Notice, Attribution: p.Attribution, Bounds: areas.Bounds}
	report, err := draw(ctx, w, last, s, levels, info)
	if err != nil {
		return report, nil, err
	}
	path, err := w.Path(release.TilesetPath(sites.ID))
	if err != nil {
		return report, nil, err
	}
	points, err := build.Points(ctx, s.sites, sites.MinZoom, sites.MaxZoom, path, info)
	report.Archives = append(report.Archives, points.Archives...)
	report.Warnings = append(report.Warnings, points.Warnings...)
	return report, tilesets, err
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

// attributesOf joins a level's columns to its areas, under their ids.
func attributesOf(l level, s study, columns []column) *build.Attributes {
	fields := []build.Field{
		{Name: "code", Kind: build.String, Strings: l.codes},
		{Name: "name", Kind: build.String, Strings: l.names},
	}
	if l.ID == s.small.ID && len(s.parents) > 0 {
		fields = append(fields, build.Field{Name: s.parents[0].ID, Kind: build.String, Strings: s.parentNames()})
	}
	for _, c := range columns {
		fields = append(fields, build.Field{Name: c.Indicator.ID, Kind: build.Number, Numbers: c.Values, Decimals: c.Indicator.Decimals})
	}
	return &build.Attributes{Fields: fields}
}

func fieldTypes(a *build.Attributes) map[string]string {
	types := map[string]string{}
	for _, f := range a.Fields {
		types[f.Name] = "Number"
		if f.Kind == build.String {
			types[f.Name] = "String"
		}
	}
	return types
}
