package build

import (
	"fmt"
	"strings"

	"hotspotmap/tiles"
)

// Report says what a build wrote.
type Report struct {
	Archives []Archive // areas then hotspots, or sites
	Zooms    []Zoom    // by level, then zoom
	Joined   []Joined  // by level
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
	// ShapesGzipBytes is what the tile takes without attributes; 0 where that is not known.
	ShapesGzipBytes int
}

// String says how large the tile is, and why.
func (t Tile) String() string {
	s := fmt.Sprintf("%v: %d features, %d kB, %d kB as gzip", t.ID, t.Features, kB(t.RawBytes), kB(t.GzipBytes))
	if t.ShapesGzipBytes > 0 {
		s += fmt.Sprintf(", of which %d kB are shapes", kB(t.ShapesGzipBytes))
	}
	return s
}

func kB(bytes int) int { return (bytes + 500) / 1000 }

// Zoom counts what one level shows at one zoom.
type Zoom struct {
	Geography string
	Zoom      int
	Areas     int // distinct ids in the tiles
	Tiles     int
}

func newReport(archives []*archive, zooms []Zoom, joined []Joined) Report {
	r := Report{Zooms: zooms, Joined: joined}
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
	return fmt.Sprintf("tiles over the budget of %d kB or %d kB as gzip: %s", kB(budgetRawBytes), kB(budgetGzipBytes), strings.Join(named, "; "))
}
