package main

import (
	"context"
	"fmt"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
)

type buildCommand struct {
	projectFlags
	Strict bool `help:"Exit with 1 when there are warnings."`
}

// Run builds the project and reports.
func (c buildCommand) Run(ctx context.Context, s streams) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	outcome, err := pipeline.Build(ctx, pipeline.Options{Project: p, DataDir: c.dataDir(), Code: version(), Step: progress(s.err)})
	if err != nil && outcome.Release == "" {
		return fmt.Errorf("%w\nnothing was published; the last release, if there is one, is still being served", err)
	}
	report(s.out, outcome, listedIssues)
	if err != nil {
		return fmt.Errorf("the release is published, but afterwards: %w", err)
	}
	if c.Strict && outcome.Warnings() > 0 {
		return errWarnings
	}
	return nil
}

func (f projectFlags) load() (*project.Project, error) {
	p, err := project.Load(f.Project)
	if err != nil {
		return nil, err
	}
	return p.Resolve(f.Sources), nil
}

type checkCommand struct {
	projectFlags
	Strict bool `help:"Exit with 1 when there are warnings."`
}

// Run reads every source into a store that is thrown away.
func (c checkCommand) Run(ctx context.Context, s streams) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	outcome, err := pipeline.Check(ctx, p, progress(s.err))
	if err != nil {
		return err
	}
	report(s.out, outcome, len(outcome.Issues)) // all of them: the store they are in is thrown away
	if c.Strict && outcome.Warnings() > 0 {
		return errWarnings
	}
	return nil
}
