package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"runtime"
	"time"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/server"
	"hotspotmap/static"
)

// releaseCheck is how often a server looks for a new release.
const releaseCheck = time.Second

// listenFlags say where to listen and how the address looks from outside.
type listenFlags struct {
	Listen    string `default:"localhost:8080" env:"HOTSPOTMAP_LISTEN" placeholder:"ADDR" help:"Address to listen on (${default})."`
	PublicURL string `env:"HOTSPOTMAP_PUBLIC_URL" placeholder:"URL" help:"The address visitors use, for absolute links."`
}

type serveCommand struct {
	projectFlags
	listenFlags
}

// Run serves the current release until the context ends.
func (c serveCommand) Run(ctx context.Context, s streams) error {
	log := slog.New(slog.NewTextHandler(s.err, nil))
	frameAncestors, err := c.frameAncestors()
	if err != nil {
		return err
	}
	releases := release.NewHolder(pipeline.ReleasesDir(c.dataDir()), log)
	defer releases.Close()
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(atOnce(runtime.NumCPU(), runtime.GOMAXPROCS(0)))
	}
	opened := make(chan error, 1)
	go func() { opened <- releases.Refresh() }() // a large one takes a while, but for its tiles
	assets, names, err := static.Dist()
	if errors.Is(err, static.ErrNotBuilt) {
		log.Warn(err.Error())
	} else if err != nil {
		return err
	}
	web, err := server.New(server.Options{
		Releases: releases, Assets: assets, AssetNames: names, Pages: static.Pages(),
		PublicURL: c.PublicURL, FrameAncestors: frameAncestors, Logger: log,
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w — choose another address with --listen", err)
	}
	serving, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(serving, listener) }()
	if err := <-opened; err != nil {
		stop()
		return errors.Join(fmt.Errorf("%w — build one first: hotspotmap build -p %s", err, c.Project), <-ended)
	}
	fmt.Fprintf(s.out, "The map is at http://%s/ (Ctrl+C ends)\n", listener.Addr())
	go releases.Watch(serving, releaseCheck)
	go limitServing(serving)
	return <-ended
}

// leastAtOnce is how many requests a server works on at once, though there be fewer processors.
const leastAtOnce = 8

// atOnce returns how many requests to work on at once with so many processors, where Go itself would do set. On few processors it is more
// than there are: the operating system divides their time every few milliseconds, where Go takes one from a long answer after ten, so
// that tiles would wait behind two of those. A container's quota, which makes Go do fewer, stays as it is.
func atOnce(processors, set int) int {
	if set < processors {
		return set
	}
	return max(set, leastAtOnce)
}

// frameAncestors are who the project lets embed the map. Serving needs no project file: without one, anyone may.
func (c serveCommand) frameAncestors() ([]string, error) {
	p, err := project.Load(c.Project)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return p.Embed.FrameAncestors, nil
}
