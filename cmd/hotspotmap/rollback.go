package main

import (
	"fmt"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
)

type rollbackCommand struct{ projectFlags }

// Run makes the release before the current one current again.
func (c rollbackCommand) Run(s streams) error {
	id, err := release.Rollback(pipeline.ReleasesDir(c.dataDir()))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "Release %s is current again. A running server takes it up within a second.\n", release.Short(id))
	return nil
}
