package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"hotspotmap/data"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
)

// BenchmarkImportBesideOgr2ogr times reading a file into a new store beside ogr2ogr loading it into a new SpatiaLite file, by
// turns. Both are given the file unpacked. ogr2ogr keeps a row of a CSV as the text it is; ours is one number or flag an area and
// column, by the areas' codes. A project names a few columns.
func BenchmarkImportBesideOgr2ogr(b *testing.B) {
	if _, err := os.Stat(realData); err != nil {
		b.Skip("the real data are not beside this checkout: see docs/examples")
	}
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		b.Skip("ogr2ogr is not installed: make tools")
	}
	small := geo.Geography{ID: "lsoa21", Title: "LSOA", Singular: "LSOA", Plural: "LSOAs", Source: "areas:lsoa21"}
	boundaries := unpacked(b, "national/lsoa21_ew_bsc_wgs84.geojson.gz")
	areas := readAreas(b, boundaries)
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	deprivation := unpacked(b, "national/imd2025_england_lsoa21.csv.gz")
	tenure := unpacked(b, "national/household_tenure21_lsoa21.csv.gz")

	b.Run("boundaries", func(b *testing.B) {
		besideOgr2ogr(b, boundaries, func(*data.Store) {}, func(store *data.Store) {
			putAreas(b, store, small, readAreas(b, boundaries))
		})
	})
	for _, source := range []struct {
		name, file string
		indicators []table.IndicatorSpec
	}{
		{"wide, four columns", deprivation, everyColumn(b, deprivation)[:4]},
		{"wide, every column", deprivation, everyColumn(b, deprivation)},
		{"long, every category", tenure, everyTenure(b, tenure)},
	} {
		b.Run(source.name, func(b *testing.B) {
			withAreas := func(store *data.Store) { putAreas(b, store, small, areas) }
			besideOgr2ogr(b, source.file, withAreas, func(store *data.Store) {
				f, err := os.Open(source.file)
				if err != nil {
					b.Fatal(err)
				}
				defer f.Close()
				spec := table.Spec{Code: "lsoa21_code", Geography: small.ID, Indicators: source.indicators}
				columns, rows, issues, err := table.ReadIndicators(source.file, f, spec, codes)
				if err != nil {
					b.Fatal(err)
				}
				in := data.Import{Source: geo.Source{ID: "table:1", File: source.file, Rows: rows}, Issues: issues}
				if err := store.PutColumns(context.Background(), small.ID, columns, in); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// cost is what a load took: by the clock, and of the processors, which tells more where others use them too.
type cost struct{ wall, cpu time.Duration }

// besideOgr2ogr reports the middle of five turns of each. prepare is not timed; making a store is, as
// ogr2ogr makes its file.
func besideOgr2ogr(b *testing.B, file string, prepare, load func(*data.Store)) {
	const turns = 5
	for b.Loop() {
		var ours, theirs []cost
		for range turns {
			dir := b.TempDir()
			ours = append(ours, timeOurs(b, filepath.Join(dir, "ours.db"), prepare, load))
			theirs = append(theirs, timeTheirs(b, filepath.Join(dir, "theirs.sqlite"), file))
		}
		for _, measured := range []struct {
			unit string
			of   func(cost) time.Duration
		}{
			{"s", func(c cost) time.Duration { return c.wall }},
			{"cpu-s", func(c cost) time.Duration { return c.cpu }},
		} {
			us, them := middle(ours, measured.of), middle(theirs, measured.of)
			b.ReportMetric(us.Seconds(), measured.unit+"-ours")
			b.ReportMetric(them.Seconds(), measured.unit+"-ogr2ogr")
			b.ReportMetric(them.Seconds()/us.Seconds(), measured.unit+"-times-faster")
		}
	}
}

func middle(costs []cost, of func(cost) time.Duration) time.Duration {
	var all []time.Duration
	for _, c := range costs {
		all = append(all, of(c))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func timeTheirs(b *testing.B, path, file string) cost {
	b.Helper()
	start := time.Now()
	command := exec.Command("ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", path, file)
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return cost{time.Since(start), command.ProcessState.UserTime() + command.ProcessState.SystemTime()}
}

func timeOurs(b *testing.B, path string, prepare, load func(*data.Store)) cost {
	b.Helper()
	open := func() *data.Store {
		store, err := data.Open(context.Background(), path)
		if err != nil {
			b.Fatal(err)
		}
		return store
	}
	shut := func(store *data.Store) {
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
	}
	var store *data.Store
	making := timed(func() { store = open() })
	prepare(store)
	shut(store)  // what was prepared goes to the disk now
	runtime.GC() // what preparing left is not the load's to clear
	loading := timed(func() {
		store = open()
		load(store)
		shut(store)
	})
	return cost{making.wall + loading.wall, making.cpu + loading.cpu}
}

// timed measures a piece of work of this process.
func timed(work func()) cost {
	start, before := time.Now(), processorTime()
	work()
	return cost{time.Since(start), processorTime() - before}
}

// processorTime is how long this process has kept processors busy.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func readAreas(b *testing.B, path string) []geo.Area {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	areas, _, _, err := boundary.Read(f, path, boundary.Options{Code: "LSOA21CD", Name: "LSOA21NM"})
	if err != nil {
		b.Fatal(err)
	}
	return areas
}

func putAreas(b *testing.B, store *data.Store, g geo.Geography, areas []geo.Area) {
	b.Helper()
	put := make([]data.Area, len(areas))
	for i, a := range areas {
		put[i] = data.Area{Area: a, AreaM2: 1, Inside: a.Geometry[0][0][0]}
	}
	in := data.Import{Source: geo.Source{ID: g.Source, File: "areas.geojson", Rows: geo.Rows{Read: len(areas), Used: len(areas)}}}
	if err := store.PutAreas(context.Background(), g, put, data.Links{}, in); err != nil {
		b.Fatal(err)
	}
}

// unpacked returns the path of a copy that is not packed.
func unpacked(b *testing.B, name string) string {
	b.Helper()
	f, err := table.Open(filepath.Join(realData, name))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	path := filepath.Join(b.TempDir(), strings.TrimSuffix(filepath.Base(name), ".gz"))
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(out, f); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func everyColumn(b *testing.B, path string) []table.IndicatorSpec {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	header, err := csv.NewReader(f).Read()
	if err != nil {
		b.Fatal(err)
	}
	var specs []table.IndicatorSpec
	for i, name := range header[1:] {
		specs = append(specs, table.IndicatorSpec{Indicator: benchIndicator(i), Column: name})
	}
	return specs
}

// everyTenure makes a share of each of the categories of a long table.
func everyTenure(b *testing.B, path string) []table.IndicatorSpec {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	reader := csv.NewReader(f)
	var specs []table.IndicatorSpec
	const tenures = 8
	for i := range tenures + 1 {
		row, err := reader.Read()
		if err != nil {
			b.Fatal(err)
		}
		if i > 0 {
			specs = append(specs, table.IndicatorSpec{Indicator: benchIndicator(i), Numerators: []string{"n"}, Denominator: "total_households",
				Where: table.Where{"tenure": {row[2]}}})
		}
	}
	return specs
}

func benchIndicator(i int) geo.Indicator {
	return geo.Indicator{ID: fmt.Sprintf("i%d", i), Title: "Indicator", Higher: geo.HigherIsWorse}
}
