package pipeline

import (
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles/build"
)

// Outcome is what a build did.
type Outcome struct {
	Release  string // id
	Manifest release.Manifest
	Issues   []geo.Issue // what was noticed in the sources
	Tiles    build.Report
	Steps    []Step
}

// Warnings counts what --strict does not forgive: rows rejected, things to look at, tiles over budget.
func (o Outcome) Warnings() int {
	n := len(o.Tiles.Warnings)
	for _, issue := range o.Issues {
		if issue.Severity == geo.SeverityReject || issue.Severity == geo.SeverityWarn {
			n++
		}
	}
	return n
}
