package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// listedIssues is how many issues of a source the terminal shows; the store keeps them all.
const listedIssues = 12

// report prints what a build did: every source's rows, what was noticed, the results in a sentence, the time it took.
func report(w io.Writer, o pipeline.Outcome) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "read\tused\tunmatched\trejected\trepaired\t  source\t")
	for _, s := range o.Manifest.Sources {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t  %s\t\n", geo.Count(s.Rows.Read), geo.Count(s.Rows.Used),
			geo.Count(s.Rows.Unmatched), geo.Count(s.Rows.Rejected), geo.Count(s.Rows.Repaired), s.ID+" "+s.File)
	}
	table.Flush()
	for i, issue := range o.Issues {
		if i == listedIssues {
			fmt.Fprintf(w, "… and %s more: SELECT * FROM issue in the store\n", geo.Count(len(o.Issues)-i))
			break
		}
		fmt.Fprintf(w, "%s: %s\n", issue.Severity, issue.Error())
	}
	for _, warning := range o.Tiles.Warnings {
		fmt.Fprintln(w, "warning:", warning)
	}
	if o.Manifest.Headline != "" {
		fmt.Fprintf(w, "\n%s\n", o.Manifest.Headline)
	}
	if o.Release != "" {
		fmt.Fprintf(w, "\nRelease %s: %s\n", release.Short(o.Release), timings(o.Steps))
	}
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
func progress(w io.Writer) func(step string) {
	file, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(step string) { fmt.Fprintf(file, "· %s\n", step) }
}
