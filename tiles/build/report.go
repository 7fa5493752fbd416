package build

import (
	"fmt"
	"path/filepath"
	"strings"

	"hotspotmap/tiles"
)

// A tile within the budget is drawn at once on a slow connection and a slow telephone.
const (
	budgetRawBytes  = 500_000
	budgetGzipBytes = 150_000
)

// Report says what a build wrote.
type Report struct {
	Archives []Archive // areas then hotspots, or sites
	Zooms    []Zoom    // by level, then zoom
}

// Archive is one file written.
type Archive struct {
	Path     string
	Tiles    int    // addressed
	Contents int    // distinct
	Bytes    int64  // of the file
	Largest  Tile   // by gzip bytes
	Warning  string // names the tiles over budget; empty when there are none
}

// Warnings are those of the archives that have one.
func (r Report) Warnings() []string {
	var warnings []string
	for _, a := range r.Archives {
		if a.Warning != "" {
			warnings = append(warnings, a.Warning)
		}
	}
	return warnings
}

// Tile is the size of one tile.
type Tile struct {
	ID        tiles.ID
	RawBytes  int
	GzipBytes int
	Features  int
}

// String says how large the tile is.
func (t Tile) String() string {
	return fmt.Sprintf("%v: %d features, %d kB, %d kB as gzip", t.ID, t.Features, (t.RawBytes+500)/1000, (t.GzipBytes+500)/1000)
}

// Zoom counts what one level shows at one zoom.
type Zoom struct {
	Geography string
	Zoom      int
	Areas     int // distinct ids in the tiles
	Tiles     int
}

func newReport(archives []*archive, zooms []Zoom) Report {
	r := Report{Zooms: zooms}
	for _, a := range archives {
		report := a.report
		if len(a.over) > 0 {
			report.Warning = a.warning()
		}
		r.Archives = append(r.Archives, report)
	}
	return r
}

// warning names the tiles over budget, at most ten.
func (a *archive) warning() string {
	const most = 10
	var named []string
	for _, t := range a.over[:min(most, len(a.over))] {
		named = append(named, t.String())
	}
	if len(a.over) > most {
		named = append(named, fmt.Sprintf("and %d more", len(a.over)-most))
	}
	return fmt.Sprintf("%s: tiles over the budget of %d kB or %d kB as gzip: %s. Join fewer columns, or begin the level at a deeper zoom",
		filepath.Base(a.report.Path), budgetRawBytes/1000, budgetGzipBytes/1000, strings.Join(named, "; "))
}
