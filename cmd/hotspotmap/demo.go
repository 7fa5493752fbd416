package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"hotspotmap/data/demo"
)

type demoCommand struct {
	Dir       string `placeholder:"DIR" env:"HOTSPOTMAP_DEMO_DIR" help:"Where the synthetic files, the store and the release are kept (hotspotmap-demo in the user's cache folder)."`
	BuildOnly bool   `help:"Build, and do not serve."`
	listenFlags
}

// Run makes the synthetic district, takes it through the same build as any other project, and serves it.
func (c demoCommand) Run(ctx context.Context, s streams) error {
	dir := c.Dir
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return fmt.Errorf("find a folder for the demo: %w — name one with --dir", err)
		}
		dir = filepath.Join(cache, "hotspotmap-demo")
	}
	if err := demo.Write(dir); err != nil {
		return err
	}
	project := projectFlags{Project: filepath.Join(dir, "hotspotmap.toml"), Data: filepath.Join(dir, "hotspotmap-data")}
	if err := (buildCommand{projectFlags: project}).Run(ctx, s); err != nil {
		return err
	}
	if c.BuildOnly {
		return nil
	}
	return serveCommand{projectFlags: project, listenFlags: c.listenFlags}.Run(ctx, s)
}
