package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/static"
)

type doctorCommand struct{ projectFlags }

// errUnwell reports that something needs a remedy.
var errUnwell = errors.New("something above needs a remedy")

// Run looks at everything a build and a server need and says of each, in one line, whether it is well and if not what to do.
func (c doctorCommand) Run(ctx context.Context, s streams) error {
	d := doctor{out: s.out}
	p, err := c.load()
	d.say("project file "+c.Project, err, "")
	if err == nil {
		d.sources(p)
		d.say("store", c.storeIsCurrent(ctx, p), "hotspotmap build")
	}
	d.say("current release", c.releaseIsWhole(), "hotspotmap build, or hotspotmap rollback")
	_, _, err = static.Dist()
	d.say("browser files", err, "")
	if d.unwell {
		return errUnwell
	}
	return nil
}

// doctor writes one line for each thing looked at.
type doctor struct {
	out    io.Writer
	unwell bool
}

func (d *doctor) say(what string, err error, remedy string) {
	if err == nil {
		fmt.Fprintf(d.out, "ok    %s\n", what)
		return
	}
	d.unwell = true
	if remedy != "" {
		remedy = " — " + remedy
	}
	fmt.Fprintf(d.out, "ILL   %s: %v%s\n", what, err, remedy)
}

func (d *doctor) sources(p *project.Project) {
	missing := 0
	files := p.Files()
	for _, file := range files {
		if _, err := os.Stat(p.SourcePath(file)); err != nil {
			d.say("source "+file, err, "put it there, or name its folder with --sources")
			missing++
		}
	}
	if missing == 0 {
		d.say(fmt.Sprintf("%d source files", len(files)), nil, "")
	}
}

// storeIsCurrent compares the store with the sources as they are on disk.
func (c doctorCommand) storeIsCurrent(ctx context.Context, p *project.Project) error {
	path := pipeline.StoreFile(c.dataDir())
	if _, err := os.Stat(path); err != nil {
		return err
	}
	store, err := data.Open(ctx, path)
	if err != nil {
		return err
	}
	defer store.Close()
	stale, err := pipeline.Stale(ctx, p, store)
	if err != nil || len(stale) == 0 {
		return err
	}
	return fmt.Errorf("%d of the files it was made from have changed since: %s", len(stale), stale[0])
}

func (c doctorCommand) releaseIsWhole() error {
	releases := pipeline.ReleasesDir(c.dataDir())
	id, err := release.Current(releases)
	if err != nil {
		return err
	}
	return release.Verify(releases, id)
}
