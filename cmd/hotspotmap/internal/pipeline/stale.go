package pipeline

import (
	"context"
	"slices"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
)

// Stale returns the files that are not those the store was made from: sources, and the project file when the store's run is
// not of it.
func Stale(ctx context.Context, p *project.Project, store *data.Store) ([]string, error) {
	sources, err := store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	var stale []string
	for _, file := range p.Files() {
		digest, err := table.DigestOf(p.SourcePath(file))
		if err != nil {
			return nil, err
		}
		known := false
		for _, s := range sources {
			known = known || s.File == file && s.SHA256 == digest.SHA256
		}
		if !known && !slices.Contains(stale, file) {
			stale = append(stale, file)
		}
	}
	run, found, err := store.Run(ctx)
	if err != nil {
		return nil, err
	}
	id, err := runID(p, sources)
	if err != nil {
		return nil, err
	}
	if !found || run.ID != id {
		stale = append(stale, p.Path)
	}
	return stale, nil
}
