package pipeline

import (
	"hotspotmap/cmd/hotspotmap/internal/report"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles/build"
)

// Outcome is what a build did. Of one that failed it has the sources that were read, and what was noticed in them.
type Outcome struct {
	Release  string // id; "" when none was published
	Manifest release.Manifest
	Issues   []geo.Issue    // what was noticed in the sources
	Sites    []report.Sites // in what state each row of the lists of sites ended
	Tiles    build.Report
	Steps    []Step
}

// Warnings counts what --strict does not forgive: rows rejected, things to look at, tiles over budget.
func (o Outcome) Warnings() int {
	n := len(o.Tiles.Warnings())
	for _, issue := range o.Issues {
		if issue.Severity == geo.SeverityReject || issue.Severity == geo.SeverityWarn {
			n++
		}
	}
	return n
}
