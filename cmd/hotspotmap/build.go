package main

import (
	"context"
	"errors"
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
	defer limitMemory()()
	p, err := c.load()
	if err != nil {
		return err
	}
	outcome, err := pipeline.Build(ctx, pipeline.Options{Project: p, DataDir: c.dataDir(), Code: version(), Step: progress(s.err)})
	if err != nil && outcome.Release == "" {
		err = fmt.Errorf("%w\nnothing was published; the last release, if there is one, is still being served", err)
	} else {
		printOutcome(s.out, outcome, listedIssues)
		if err != nil {
			err = fmt.Errorf("the release is published, but afterwards: %w", err)
		}
	}
	if err := c.keepReport(ctx, s, p, outcome, err); err != nil {
		return err
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

// keepReport writes the report into the data folder, whether the run failed or not, and says where. It returns the failure.
func (f projectFlags) keepReport(ctx context.Context, s streams, p *project.Project, o pipeline.Outcome, failed error) error {
	if ctx.Err() != nil {
		return failed // stopped half-way: that says nothing of the sources
	}
	paths, err := writeReport(f.dataDir(), p.Title, o, failed)
	if err != nil {
		return errors.Join(failed, err)
	}
	if failed != nil {
		return fmt.Errorf("%w\nwhat became of every source is in %s and %s", failed, paths.HTML, paths.CSV)
	}
	fmt.Fprintf(s.out, "\nReport: %s and %s\n", paths.HTML, paths.CSV)
	return nil
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
	if err == nil {
		printOutcome(s.out, outcome, listedIssues)
	}
	if err := c.keepReport(ctx, s, p, outcome, err); err != nil {
		return err
	}
	if c.Strict && outcome.Warnings() > 0 {
		return errWarnings
	}
	return nil
}
