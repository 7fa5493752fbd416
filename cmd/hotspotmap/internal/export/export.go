package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// Options say what to write and where.
type Options struct {
	Release   *release.Release
	Folder    string // of the release
	Format    Format
	Out       string
	Geography string            // of formats that hold one, or "sites"; empty for the small areas
	Tileset   string            // of formats that hold one; empty for the hotspots
	Tolerance string            // metres a border may stray, of formats that can simplify; empty for 0
	Force     bool              // replace what is there
	Step      func(step string) // told what is being done; may be nil
}

// Outcome is what was written.
type Outcome struct {
	Bytes int64
	What  []string // "lsoa21 (659 areas)"
	Notes []string // what the format could not hold
}

// Write writes a release in a format.
func Write(ctx context.Context, o Options) (Outcome, error) {
	j, err := newJob(o)
	if err != nil {
		return Outcome{}, fmt.Errorf("export %s: %w", o.Out, err)
	}
	place := placeFile
	if o.Format.suffix == "/" {
		place = placeFolder
	}
	err = place(o.Out, o.Force, func(path string) error { return o.Format.write(ctx, j, path) })
	if err != nil {
		return Outcome{}, fmt.Errorf("export %s: %w", o.Out, err)
	}
	bytes, err := sizeOf(o.Out)
	return Outcome{Bytes: bytes, What: j.what, Notes: j.notes}, err
}

// job is one export under way.
type job struct {
	release    *release.Release
	folder     string
	geography  string
	tileset    string
	toleranceM float64
	step       func(string)
	what       []string
	notes      []string
}

func newJob(o Options) (*job, error) {
	j := &job{release: o.Release, folder: o.Folder, geography: o.Geography, tileset: o.Tileset, step: o.Step}
	for _, given := range []struct{ option, value string }{
		{takesGeography, o.Geography}, {takesTileset, o.Tileset}, {takesTolerance, o.Tolerance},
	} {
		if given.value == "" {
			continue
		}
		if err := o.Format.refuse(given.option); err != nil {
			return nil, err
		}
	}
	if o.Tolerance != "" {
		var err error
		if j.toleranceM, err = parseTolerance(o.Tolerance); err != nil {
			return nil, err
		}
	}
	if j.geography == "" {
		j.geography = o.Release.Manifest().SmallAreas
	}
	if j.tileset == "" {
		j.tileset = "hotspots"
	}
	if j.step == nil {
		j.step = func(string) {}
	}
	if m := o.Release.Manifest(); o.Format.mute && m.Notice+m.Attribution != "" {
		j.notes = append(j.notes, "the file has no place to say it, so say it beside it: "+strings.TrimSpace(m.Notice+" "+m.Attribution))
	}
	return j, nil
}

// wrote notes what has been written.
func (j *job) wrote(l layer) {
	noun := geo.Noun(l.rows, "area", "areas")
	if l.points != nil {
		noun = geo.Noun(l.rows, "site", "sites")
	}
	j.what = append(j.what, fmt.Sprintf("%s (%s %s)", l.id, geo.Count(l.rows), noun))
}

// sizeOf adds up the bytes of a file, or of all files in a folder.
func sizeOf(path string) (int64, error) {
	var total int64
	err := filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	if errors.Is(err, os.ErrNotExist) {
		return 0, fmt.Errorf("%s was written and has gone", path)
	}
	return total, err
}
