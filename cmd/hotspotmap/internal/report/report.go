package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"hotspotmap/geo"
)

// Report is what became of a project's sources.
type Report struct {
	Title   string       // of the project
	Sources []geo.Source // those that could be read
	Sites   []Sites      // of the sources that are lists of sites
	Issues  []geo.Issue
}

// Sites says in what state every row of a list of sites ended: each in one of them, so they add up to the rows read.
type Sites struct {
	Source  string // id: a file may hold several lists
	File    string
	Open    int // placed on the map
	Twice   int // placed on the map too, but it seems to be a site that is already there
	Closed  int // shown as closed, never counted
	LeftOut int // outside the study area, or not chosen by the project
	Refused int // an issue says why
}

// Paths says where a report was written.
type Paths struct{ HTML, CSV string }

// Write writes both files into a folder, which it makes when it is not there.
func (r Report) Write(folder string) (Paths, error) {
	paths := Paths{HTML: filepath.Join(folder, "report.html"), CSV: filepath.Join(folder, "report.csv")}
	r.Issues = Sorted(r.Issues)
	page, err := r.html()
	if err != nil {
		return Paths{}, fmt.Errorf("write the report: %w", err)
	}
	table, err := r.csv()
	if err != nil {
		return Paths{}, fmt.Errorf("write the report: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return Paths{}, fmt.Errorf("make the folder for the report: %w", err)
	}
	if err := errors.Join(replace(paths.HTML, page), replace(paths.CSV, table)); err != nil {
		return Paths{}, fmt.Errorf("write the report: %w", err)
	}
	return paths, nil
}

// replace writes a file beside its place and moves it there, so that nobody reads half a report.
func replace(path string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = bytes.NewReader(content).WriteTo(file)
	err = errors.Join(err, file.Chmod(0o644), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// gravity orders issues, the gravest first.
var gravity = map[geo.Severity]int{geo.SeverityError: 0, geo.SeverityReject: 1, geo.SeverityWarn: 2, geo.SeverityRepair: 3, geo.SeverityReviewed: 4, geo.SeverityInfo: 5}

// Sorted returns issues with the gravest first, and otherwise as they were noticed.
func Sorted(issues []geo.Issue) []geo.Issue {
	return slices.SortedStableFunc(slices.Values(issues), func(a, b geo.Issue) int {
		return cmp.Compare(gravity[a.Severity], gravity[b.Severity])
	})
}

// Faults returns the issues that an error is made of. What is none becomes one, so that no reason is lost.
func Faults(err error) []geo.Issue {
	var issue geo.Issue
	switch joined, several := err.(interface{ Unwrap() []error }); {
	case err == nil:
		return nil
	case several:
		var all []geo.Issue
		for _, e := range joined.Unwrap() {
			all = append(all, Faults(e)...)
		}
		return all
	case !errors.As(err, &issue):
		return []geo.Issue{{Severity: geo.SeverityError, Problem: err.Error()}}
	}
	if inner := errors.Unwrap(err); inner != nil {
		return Faults(inner)
	}
	return []geo.Issue{issue}
}
