package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
)

// Options say what to build and where.
type Options struct {
	Project *project.Project
	DataDir string                                // holds hotspotmap.db and releases/
	Code    string                                // version of the program, for the manifest
	Step    func(name string, left time.Duration) // told when each step begins, and how long is left, 0 when unknown; nil for silence
}

// StoreFile and ReleasesDir are where a data folder keeps its store and its releases.
func StoreFile(dataDir string) string   { return filepath.Join(dataDir, "hotspotmap.db") }
func ReleasesDir(dataDir string) string { return filepath.Join(dataDir, "releases") }

// Build takes the project's sources to a published release. An error beside an outcome that names a release is of what was
// left to do once it was published.
func Build(ctx context.Context, o Options) (Outcome, error) {
	if err := os.MkdirAll(o.DataDir, 0o755); err != nil {
		return Outcome{}, fmt.Errorf("make the data folder: %w", err)
	}
	unlock, err := lock(o.DataDir)
	if err != nil {
		return Outcome{}, err
	}
	defer unlock()
	clock := newStopwatch(o.DataDir, o.Step)
	store, err := data.Open(ctx, StoreFile(o.DataDir))
	if err != nil {
		return Outcome{}, err
	}
	defer store.Close()

	found, err := importAll(ctx, o.Project, store, clock.begin)
	if err != nil {
		return found, err
	}
	clock.begin("read the store")
	s, err := readStudy(ctx, o.Project, store)
	if err != nil {
		return found, err
	}
	clock.begin("analyse")
	f, err := analyse(o.Project, s)
	if err != nil {
		return found, err
	}
	found.Issues = append(found.Issues, doubleCounting(o.Project, f)...)
	run, err := keep(ctx, store, o.Project, s, f)
	if err != nil {
		return found, err
	}
	return publish(ctx, o, store, s, f, run, found, clock)
}

// importAll imports the sources and says what became of them, of those that could be read when others could not.
func importAll(ctx context.Context, p *project.Project, store *data.Store, begin func(step string)) (Outcome, error) {
	read, failed := importSources(ctx, p, store, begin)
	found, err := account(ctx, p, store, read)
	return found, errors.Join(failed, err)
}

// publish writes a release and makes it the current one. found is what became of the sources.
func publish(ctx context.Context, o Options, store *data.Store, s study, f findings, run run, found Outcome, clock *stopwatch) (Outcome, error) {
	drawn, err := shapesOf(o, s)
	if err != nil {
		return found, err
	}
	releases := ReleasesDir(o.DataDir)
	writer, err := release.Create(releases)
	if err != nil {
		return found, err
	}
	manifest, tiled, err := fill(ctx, writer, o, store, s, f, run, drawn.Release, clock)
	if err != nil {
		return found, errors.Join(err, writer.Abort())
	}
	clock.begin("publish")
	id, err := writer.Finish(manifest)
	if err != nil {
		return found, errors.Join(err, writer.Abort())
	}
	if err := release.Publish(releases, id); err != nil {
		return found, err
	}
	outcome := Outcome{Release: id, Manifest: manifest, Issues: found.Issues, Sites: found.Sites, Tiles: tiled, Steps: clock.steps()}
	drawn.Release = id
	if err := errors.Join(drawn.write(o.DataDir), clock.keep(o.DataDir)); err != nil {
		return outcome, fmt.Errorf("keep notes for the next build: %w", err)
	}
	if _, err := release.Prune(releases, release.KeepReleases); err != nil {
		return outcome, fmt.Errorf("remove old releases: %w", err)
	}
	return outcome, nil
}

// Check reads every source into a store that is thrown away, so that what is wrong is known before anything is kept.
func Check(ctx context.Context, p *project.Project, step func(string, time.Duration)) (o Outcome, err error) {
	folder, err := os.MkdirTemp("", "hotspotmap-check-")
	if err != nil {
		return o, err
	}
	defer os.RemoveAll(folder)
	clock := newStopwatch(folder, step)
	store, err := data.Open(ctx, StoreFile(folder))
	if err != nil {
		return o, err
	}
	defer store.Close()
	return importAll(ctx, p, store, clock.begin)
}
