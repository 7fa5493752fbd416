package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
)

// BenchmarkBuild times a whole build of each example, by step: from nothing, with nothing changed, and with one table of
// indicators changed. Peak memory is the process's, so it is the largest of what has run so far.
func BenchmarkBuild(b *testing.B) {
	if _, err := os.Stat(realData); err != nil {
		b.Skip("the real data are not beside this checkout: see docs/examples")
	}
	for _, example := range []string{"birmingham", "greater-manchester", "england-wales"} {
		file := filepath.Join("../../docs/examples", example, "hotspotmap.toml")
		b.Run(example+"/fresh", func(b *testing.B) {
			for b.Loop() {
				benchmarkBuild(b, file, b.TempDir())
			}
		})
		dir := b.TempDir()
		b.Run(example+"/unchanged", func(b *testing.B) {
			benchmarkBuild(b, file, dir)
			b.ResetTimer()
			for b.Loop() {
				benchmarkBuild(b, file, dir)
			}
		})
		b.Run(example+"/one-table-changed", func(b *testing.B) {
			changed := changeTitle(b, file)
			files := []string{changed, file}
			for i := 0; b.Loop(); i++ {
				benchmarkBuild(b, files[i%2], dir)
			}
		})
	}
}

func benchmarkBuild(b *testing.B, file, dir string) {
	b.Helper()
	p, err := project.Load(file)
	if err != nil {
		b.Fatal(err)
	}
	outcome, err := pipeline.Build(context.Background(), pipeline.Options{Project: p.Resolve(realData), DataDir: dir, Code: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	imports := 0.0
	for _, s := range outcome.Steps {
		if strings.HasPrefix(s.Name, "import") {
			imports += s.Took.Seconds()
			continue
		}
		b.ReportMetric(s.Took.Seconds(), "s-"+strings.ReplaceAll(s.Name, " ", "-"))
	}
	b.ReportMetric(imports, "s-import")
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err == nil {
		b.ReportMetric(float64(usage.Maxrss)/1024, "MB-peak-so-far") // whatever has run in this process
	}
}

// changeTitle copies a project file with the title of its first indicator changed, so that one table is read anew.
func changeTitle(b *testing.B, file string) string {
	b.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "hotspotmap.toml")
	content = bytes.Replace(content, []byte(`title = "Income deprivation"`), []byte(`title = "Low income"`), 1)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		b.Fatal(err)
	}
	return path
}
