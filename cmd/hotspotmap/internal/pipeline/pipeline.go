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
	DataDir string            // holds hotspotmap.db and releases/
	Code    string            // version of the program, for the manifest
	Step    func(name string) // told when each step begins; nil for silence
}

// StoreFile and ReleasesDir are where a data folder keeps its store and its releases.
func StoreFile(dataDir string) string   { return filepath.Join(dataDir, "hotspotmap.db") }
func ReleasesDir(dataDir string) string { return filepath.Join(dataDir, "releases") }

// Build takes the project's sources to a published release.
func Build(ctx context.Context, o Options) (Outcome, error) {
	clock := stopwatch{step: o.Step}
	if err := os.MkdirAll(o.DataDir, 0o755); err != nil {
		return Outcome{}, fmt.Errorf("make the data folder: %w", err)
	}
	store, err := data.Open(ctx, StoreFile(o.DataDir))
	if err != nil {
		return Outcome{}, err
	}
	defer store.Close()

	if err := importSources(ctx, o.Project, store, clock.begin); err != nil {
		return Outcome{}, err
	}
	clock.begin("read the store")
	s, err := readStudy(ctx, o.Project, store)
	if err != nil {
		return Outcome{}, err
	}
	clock.begin("analyse")
	f, err := analyse(o.Project, s)
	if err != nil {
		return Outcome{}, err
	}
	run, err := keep(ctx, store, o.Project, s, f)
	if err != nil {
		return Outcome{}, err
	}
	return publish(ctx, o, store, s, f, run, &clock)
}

// publish writes a release and makes it the current one.
func publish(ctx context.Context, o Options, store *data.Store, s study, f findings, run run, clock *stopwatch) (Outcome, error) {
	drawn, err := shapesOf(o, s)
	if err != nil {
		return Outcome{}, err
	}
	releases := ReleasesDir(o.DataDir)
	writer, err := release.Create(releases)
	if err != nil {
		return Outcome{}, err
	}
	manifest, tiled, err := fill(ctx, writer, o, store, s, f, run, drawn.Release, clock)
	if err != nil {
		return Outcome{}, errors.Join(err, writer.Abort())
	}
	clock.begin("publish")
	id, err := writer.Finish(manifest)
	if err != nil {
		return Outcome{}, errors.Join(err, writer.Abort())
	}
	drawn.Release = id
	if err := errors.Join(release.Publish(releases, id), drawn.write(o.DataDir)); err != nil {
		return Outcome{}, err
	}
	if _, err := release.Prune(releases, release.KeepReleases); err != nil {
		return Outcome{}, fmt.Errorf("the release is published, but old ones could not be removed: %w", err)
	}
	return Outcome{Release: id, Manifest: manifest, Issues: s.issues, Tiles: tiled, Steps: clock.steps()}, nil
}

// stopwatch times the steps of a build.
type stopwatch struct {
	step  func(string)
	names []string
	began []time.Time
}

func (s *stopwatch) begin(name string) {
	if s.step != nil {
		s.step(name)
	}
	s.names = append(s.names, name)
	s.began = append(s.began, time.Now())
}

func (s *stopwatch) steps() []Step {
	steps := make([]Step, len(s.names))
	for i, name := range s.names {
		end := time.Now()
		if i+1 < len(s.began) {
			end = s.began[i+1]
		}
		steps[i] = Step{name, end.Sub(s.began[i])}
	}
	return steps
}

// Check reads every source into a store that is thrown away, so that what is wrong is known before anything is kept.
func Check(ctx context.Context, p *project.Project, step func(string)) (o Outcome, err error) {
	folder, err := os.MkdirTemp("", "hotspotmap-check-")
	if err != nil {
		return o, err
	}
	defer os.RemoveAll(folder)
	clock := stopwatch{step: step}
	store, err := data.Open(ctx, StoreFile(folder))
	if err != nil {
		return o, err
	}
	defer store.Close()
	if err := importSources(ctx, p, store, clock.begin); err != nil {
		return o, err
	}
	if o.Manifest.Sources, err = store.Sources(ctx); err != nil {
		return o, err
	}
	o.Issues, err = store.Issues(ctx)
	return o, err
}
