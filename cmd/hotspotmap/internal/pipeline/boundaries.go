package pipeline

import (
	"context"
	"fmt"
	"io"
	"slices"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/topology"
)

// boundaries imports the small areas, repaired as one set, and dissolves every parent from them.
func (im *importer) boundaries(ctx context.Context) error {
	small := im.project.Geographies[0]
	source := origin(geo.Source{ID: areasID(small.ID), File: small.File, Title: small.Title}, small.Origin)
	spec := struct {
		project.Geography
		SnapM      float64
		Neighbours string
	}{small, im.project.Hotspots.SnapM, im.project.Hotspots.Neighbours}
	grid, err := im.newGrid()
	if err != nil {
		return err
	}
	read := readBoundaries
	if small.WKT != "" {
		read = readShapes
	}
	err = im.features(ctx, source, told{Layer: small.Layer, CRS: small.CRS, Table: small.WKT != ""}, []any{spec, grid.sha256}, func(r io.Reader, left told, in data.Import) (err error) {
		small := small
		small.Layer, small.CRS = left.Layer, left.CRS
		var areas []geo.Area
		areas, in.Source.Rows, in.Issues, err = read(r, small, grid)
		if err != nil {
			return err
		}
		in.Issues = append(in.Issues, grid.notes(small.File, left.Converted)...)
		mesh, report, err := topology.Build(areas, topology.Options{SnapM: im.project.Hotspots.SnapM})
		if err != nil {
			return fmt.Errorf("%s: %w", small.File, err)
		}
		in.Issues = append(in.Issues, repairs(small.File, areas, report)...)
		in.Source.Rows.Repaired = min(in.Source.Rows.Repaired+len(report.Repairs), len(areas)) // one area may need both
		links := data.Links{Neighbours: mesh.Neighbours()}
		if im.project.Hotspots.Neighbours == "rook" {
			links.Neighbours = mesh.Rook()
		}
		return im.store.PutAreas(ctx, geography(small, source.ID), measured(areas, mesh), links, in)
	})
	if err != nil {
		return err
	}
	for _, parent := range im.project.Parents() {
		if err := im.parent(ctx, parent); err != nil {
			return err
		}
	}
	return nil
}

// readBoundaries reads the areas of a file of features.
func readBoundaries(r io.Reader, g project.Geography, grid *grid) ([]geo.Area, geo.Rows, []geo.Issue, error) {
	return boundary.Read(r, g.File, boundary.Options{Code: g.Code, Name: g.Name, CRS: g.CRS, Layer: g.Layer, Grid: grid.toLonLat})
}

// readShapes reads the areas of a table with a column of shapes.
func readShapes(r io.Reader, g project.Geography, grid *grid) ([]geo.Area, geo.Rows, []geo.Issue, error) {
	areas := boundary.NewRows(g.File, g.WKT, boundary.Options{Code: g.Code, Name: g.Name, CRS: g.CRS, Grid: grid.toLonLat})
	notes, err := table.ReadShapes(g.File, r, table.ShapesSpec{Code: g.Code, Name: g.Name, WKT: g.WKT}, func(row table.ShapeRow) error {
		if row.Fault != "" {
			areas.Reject(row.Line, row.Fault, row.Remedy)
			return nil
		}
		return areas.Add(row.Line, row.Code, row.Name, row.WKT)
	})
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	found, rows, issues, err := areas.Areas()
	return found, rows, append(notes, issues...), err
}

// parent dissolves one parent geography from the small areas through its lookup.
func (im *importer) parent(ctx context.Context, parent project.Geography) error {
	source := origin(geo.Source{ID: lookupID(parent.ID), File: parent.Lookup.File, Title: parent.Title}, parent.Origin)
	spec := struct {
		project.Geography
		Areas string
	}{parent, im.hashes[areasID(parent.Dissolve)]}
	return im.source(ctx, source, spec, func(file *table.File, in data.Import) error {
		small, err := im.store.Areas(ctx, parent.Dissolve)
		if err != nil {
			return err
		}
		areas := plain(small)
		var lookup table.Lookup
		options := table.LookupSpec{From: parent.Lookup.From, Code: parent.Lookup.Code, Name: parent.Lookup.Name,
			Layout: table.Layout(parent.Lookup.Layout), Geography: parent.Dissolve}
		lookup, in.Source.Rows, in.Issues, err = table.ReadLookup(parent.Lookup.File, file, options, codesOf(areas))
		if err != nil {
			return err
		}
		mesh, _, err := topology.Build(areas, topology.Options{})
		if err != nil {
			return err
		}
		dissolved := make([]geo.Area, len(lookup.Codes))
		for i, code := range lookup.Codes {
			dissolved[i] = geo.Area{Code: code, Name: lookup.Names[i]}
		}
		merged := measured(dissolved, mesh.Dissolve(lookup.Parents, len(dissolved)))
		return im.store.PutAreas(ctx, geography(parent, source.ID), merged, data.Links{Parents: lookup.Parents}, in)
	})
}

// lookupID is the source id of a parent geography's lookup.
func lookupID(geography string) string { return "lookup:" + geography }

// areasID is the source id of a geography's boundary file.
func areasID(geography string) string { return "areas:" + geography }

func geography(g project.Geography, source string) geo.Geography {
	return geo.Geography{ID: g.ID, Title: g.Title, Singular: g.Singular, Plural: g.Plural, Dissolves: g.Dissolve, Source: source}
}

// measured returns areas with the geometry the mesh has for them, and what follows from it.
func measured(areas []geo.Area, mesh *topology.Mesh) []data.Area {
	out := make([]data.Area, len(areas))
	for i, a := range areas {
		aid := uint32(i + 1)
		a.Geometry = mesh.MultiPolygon(aid)
		out[i] = data.Area{Area: a, AreaM2: mesh.AreaM2(aid), Inside: mesh.InsidePoint(aid)}
	}
	return out
}

func plain(areas []data.Area) []geo.Area {
	out := make([]geo.Area, len(areas))
	for i, a := range areas {
		out[i] = a.Area
	}
	return out
}

func codesOf(areas []geo.Area) []string {
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	return codes
}

// mostNamed is how many of the areas that claim the same ground a repair names.
const mostNamed = 3

// repairs says what the topology mended, area by area. An area that is left with nothing because another covers all of it is no repair.
func repairs(file string, areas []geo.Area, report topology.Report) []geo.Issue {
	var issues []geo.Issue
	for _, r := range report.Repairs {
		a := areas[r.AID-1]
		var with []string
		for i, other := range r.With {
			if i == mostNamed {
				with = append(with, geo.Count(len(r.With)-i)+" more")
				break
			}
			with = append(with, areas[other-1].Code)
		}
		issue := geo.Issue{Severity: geo.SeverityRepair, File: file, Row: a.Feature, Value: a.Code,
			Problem: fmt.Sprintf("polygon repaired (%s): its area went from %.0f m² to %.0f m²", r.What(), r.BeforeM2, r.AfterM2)}
		switch {
		case len(with) > 0 && slices.Contains(r.Kinds, topology.Lost):
			issue.Severity = geo.SeverityWarn
			issue.Problem = fmt.Sprintf("covers the same ground as %s, and none is left for it", geo.List(with, "and"))
			issue.Remedy = "draw each area once: remove one of the codes, or give each its own polygon"
		case len(with) > 0:
			issue.Problem += "; ground of it is claimed by " + geo.List(with, "and") + " too"
		}
		issues = append(issues, issue)
	}
	return issues
}
