package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"hotspotmap/cmd/hotspotmap/internal/export"
	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
)

type exportCommand struct {
	projectFlags
	To        string `placeholder:"FORMAT" help:"gpkg, geojson, topojson, csv, pmtiles, mbtiles, fgb, shp or evidence (as the name of OUT tells)."`
	Geography string `placeholder:"ID" help:"Which geography to write, or sites, to a format that holds one (the small areas)."`
	Tileset   string `placeholder:"ID" help:"Which tileset to write: areas, hotspots or sites (hotspots)."`
	Tolerance string `placeholder:"METRES" help:"How far a border may stray, in TopoJSON (0)."`
	Force     bool   `help:"Replace what is there."`
	Out       string `arg:"" help:"The file to write, such as map.gpkg; a name that ends in / for a folder with an evidence pack."`
}

// Run writes the current release for another tool.
func (c exportCommand) Run(ctx context.Context, s streams) error {
	format, err := export.FindFormat(c.To, c.Out)
	if err != nil {
		return err
	}
	releases := pipeline.ReleasesDir(c.dataDir())
	id, err := release.Current(releases)
	if errors.Is(err, release.ErrNoRelease) {
		return fmt.Errorf("export: there is no release in %s — run hotspotmap build first, or name the folder with --data", c.dataDir())
	}
	if err != nil {
		return err
	}
	r, err := release.Open(releases, id)
	if err != nil {
		return err
	}
	defer r.Close()
	options := export.Options{Release: r, Folder: filepath.Join(releases, id), Format: format, Out: c.Out,
		Geography: c.Geography, Tileset: c.Tileset, Tolerance: c.Tolerance, Force: c.Force}
	if tell := progress(s.err); tell != nil {
		options.Step = func(step string) { tell(step, 0) }
	}
	outcome, err := export.Write(ctx, options)
	if err != nil {
		return err
	}
	for _, note := range outcome.Notes {
		fmt.Fprintln(s.out, "note:", note)
	}
	fmt.Fprintf(s.out, "%s: %s, %s; %s, from release %s\n", c.Out, format.Title, strings.Join(outcome.What, ", "), size(outcome.Bytes), r.Short())
	return nil
}

// size writes a number of bytes as file managers do.
func size(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
