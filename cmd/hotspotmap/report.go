package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/cmd/hotspotmap/internal/report"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles/build"
)

// listedIssues is how many issues a build shows; the report has them all.
const listedIssues = 12

// printOutcome prints what a build did: every source's rows, the gravest of what was noticed, the results in a sentence, the
// time it took.
func printOutcome(w io.Writer, o pipeline.Outcome, most int) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "read\tused\tunmatched\trejected\trepaired\t  source\t")
	for _, s := range o.Manifest.Sources {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t  %s\t\n", geo.Count(s.Rows.Read), geo.Count(s.Rows.Used),
			geo.Count(s.Rows.Unmatched), geo.Count(s.Rows.Rejected), geo.Count(s.Rows.Repaired), s.ID+" "+s.File)
	}
	table.Flush()
	for i, issue := range report.Sorted(o.Issues) {
		if i == most {
			fmt.Fprintf(w, "… and %s more, in the report\n", geo.Count(len(o.Issues)-i))
			break
		}
		fmt.Fprintf(w, "%s: %s\n", issue.Severity, issue.Error())
	}
	for _, issue := range tileIssues(o.Tiles) {
		fmt.Fprintf(w, "%s: %s\n", issue.Severity, issue.Error())
	}
	if o.Manifest.Headline != "" {
		fmt.Fprintf(w, "\n%s\n", o.Manifest.Headline)
	}
	if o.Release != "" {
		fmt.Fprintf(w, "\nRelease %s: %s; %d of %d sources unchanged since the last build\n", release.Short(o.Release), timings(o.Steps),
			len(o.Manifest.Sources)-imports(o.Steps), len(o.Manifest.Sources))
	}
}

// writeReport writes everything that was noticed in the sources, and what the failure was if there was one, into a folder.
func writeReport(folder, title string, o pipeline.Outcome, failed error) (report.Paths, error) {
	r := report.Report{Title: title, Sources: o.Manifest.Sources, Sites: o.Sites}
	r.Issues = slices.Concat(report.Faults(failed), o.Issues, tileIssues(o.Tiles))
	return r.Write(folder)
}

// tileIssues say what was left out of tiles to keep them small, which tile of each archive is the largest, and which are too large.
func tileIssues(r build.Report) []geo.Issue {
	var issues []geo.Issue
	for _, j := range r.Joined {
		if j.LeftOut != "" {
			issues = append(issues, geo.Issue{Severity: geo.SeverityInfo, File: "hotspots.pmtiles", Problem: j.Geography + ": " + strings.TrimSuffix(j.LeftOut, "."),
				Remedy: "ask for any column at any zoom with ?columns=; all are in columns/ and in areas.sqlite"})
		}
	}
	for _, a := range r.Archives {
		if a.Tiles > 0 {
			issues = append(issues, geo.Issue{Severity: geo.SeverityInfo, File: filepath.Base(a.Path), Problem: fmt.Sprintf("the largest tile is %v", a.Largest)})
		}
		if a.Warning != "" {
			issues = append(issues, geo.Issue{Severity: geo.SeverityWarn, File: filepath.Base(a.Path), Problem: a.Warning, Remedy: "begin the level at a deeper zoom"})
		}
	}
	return issues
}

func imports(steps []pipeline.Step) int {
	n := 0
	for _, s := range steps {
		if strings.HasPrefix(s.Name, "import ") {
			n++
		}
	}
	return n
}

func timings(steps []pipeline.Step) string {
	var total time.Duration
	parts := make([]string, len(steps))
	for i, s := range steps {
		total += s.Took
		parts[i] = fmt.Sprintf("%s %.2f s", s.Name, s.Took.Seconds())
	}
	return fmt.Sprintf("%.2f s (%s)", total.Seconds(), strings.Join(parts, ", "))
}

// progress tells each step on a terminal, and nothing when the output goes elsewhere.
func progress(w io.Writer) func(step string, left time.Duration) {
	file, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(step string, left time.Duration) {
		if left >= time.Second {
			step += fmt.Sprintf(" (about %d s left)", int(left.Seconds()+0.5))
		}
		fmt.Fprintf(file, "· %s\n", step)
	}
}
