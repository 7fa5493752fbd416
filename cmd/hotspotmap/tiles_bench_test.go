package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/topology"
	"hotspotmap/tiles/build"
	"hotspotmap/tiles/join"
)

// What a child of BenchmarkBuildBesideGeojsonVT is told in its environment.
const (
	benchBoundaries = "HOTSPOTMAP_BENCH_BOUNDARIES" // GeoJSON
	benchIndicators = "HOTSPOTMAP_BENCH_INDICATORS" // CSV
	benchArchives   = "HOTSPOTMAP_BENCH_ARCHIVES"   // folder
)

// benchColumns is how many columns are joined to the areas: their code and eleven figures.
const benchColumns = 12

// BenchmarkBuildBesideGeojsonVT times building tiles of zooms 0 to 12 with twelve joined columns, from GeoJSON on disk to
// an archive on disk, beside geojson-vt with vt-pbf, by turns, each in a process of its own. Ours reads the figures from
// their table, writes a second archive without them, and keeps every area at every zoom; theirs finds the figures in the
// GeoJSON.
func BenchmarkBuildBesideGeojsonVT(b *testing.B) {
	if _, err := os.Stat(realData); err != nil {
		b.Skip("the real data are not beside this checkout: see docs/examples")
	}
	peer := b.TempDir()
	install := exec.Command("npm", "install", "--prefix", peer, "--no-audit", "--no-fund", "geojson-vt@5.0.3", "vt-pbf@3.1.3")
	if out, err := install.CombinedOutput(); err != nil {
		b.Skipf("geojson-vt cannot be installed: %v\n%s", err, out)
	}
	script, err := os.ReadFile("testdata/geojson-vt.cjs")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(peer, "tiles.cjs"), script, 0o600); err != nil {
		b.Fatal(err)
	}
	indicators := unpacked(b, "national/imd2025_england_lsoa21.csv.gz")
	for _, place := range []struct {
		name, file, code, title string
		turns                   int
	}{
		{"GreaterManchester", "greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code", "area_name", 5},
		{"EnglandAndWales", "national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD", "LSOA21NM", 3},
	} {
		b.Run(place.name, func(b *testing.B) {
			boundaries := joinedGeoJSON(b, place.file, boundary.Options{Code: place.code, Name: place.title}, indicators)
			for b.Loop() {
				var ours, theirs []footprint
				for range place.turns {
					ours = append(ours, buildOurs(b, boundaries, indicators))
					f, kept := runChild(b, exec.Command("node", "--max-old-space-size=8192",
						filepath.Join(peer, "tiles.cjs"), boundaries, filepath.Join(b.TempDir(), "tiles")))
					theirs = append(theirs, f)
					b.Logf("geojson-vt: %s", kept)
				}
				reportMiddle(b, "ours", ours)
				reportMiddle(b, "geojson-vt", theirs)
			}
		})
	}
}

// BenchmarkTilesInChild is our side of BenchmarkBuildBesideGeojsonVT.
func BenchmarkTilesInChild(b *testing.B) {
	boundaries, indicators, archives := os.Getenv(benchBoundaries), os.Getenv(benchIndicators), os.Getenv(benchArchives)
	if boundaries == "" {
		b.Skip("only run by BenchmarkBuildBesideGeojsonVT")
	}
	areas := readAreas(b, boundaries)
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	mesh, _, err := topology.Build(areas, topology.Options{SnapM: 1})
	if err != nil {
		b.Fatal(err)
	}
	fields := []join.Field{{Name: "code", Kind: join.String, Strings: codes}}
	for _, c := range benchFigures(b, indicators, codes) {
		fields = append(fields, join.Field{Name: c.Indicator.ID, Kind: join.Number, Numbers: c.Values, Decimals: 3})
	}
	level := build.Level{Geography: "areas", Mesh: mesh, MinZoom: 0, MaxZoom: 12, Codes: codes, Fields: fields}
	_, err = build.Polygons(context.Background(), []build.Level{level},
		filepath.Join(archives, "areas.pmtiles"), filepath.Join(archives, "hotspots.pmtiles"), build.Info{Name: "bench"})
	if err != nil {
		b.Fatal(err)
	}
}

func buildOurs(b *testing.B, boundaries, indicators string) footprint {
	b.Helper()
	command := exec.Command(os.Args[0], "-test.run", "^$", "-test.bench", "^BenchmarkTilesInChild$", "-test.benchtime", "1x")
	command.Env = append(os.Environ(), benchBoundaries+"="+boundaries, benchIndicators+"="+indicators, benchArchives+"="+b.TempDir())
	f, _ := runChild(b, command)
	return f
}

// footprint is what a process cost.
type footprint struct {
	cost
	peakMB float64
}

func runChild(b *testing.B, command *exec.Cmd) (f footprint, printed []byte) {
	b.Helper()
	start := time.Now()
	printed, err := command.CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %v\n%s", command.Args, err, printed)
	}
	state := command.ProcessState
	f = footprint{cost: cost{time.Since(start), state.UserTime() + state.SystemTime()}}
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		f.peakMB = float64(usage.Maxrss) / 1024
	}
	return f, printed
}

// reportMiddle gives the middle of several turns.
func reportMiddle(b *testing.B, who string, turns []footprint) {
	costs, peaks := make([]cost, len(turns)), make([]float64, len(turns))
	for i, f := range turns {
		costs[i], peaks[i] = f.cost, f.peakMB
	}
	slices.Sort(peaks)
	b.ReportMetric(middle(costs, func(c cost) time.Duration { return c.wall }).Seconds(), "s-"+who)
	b.ReportMetric(middle(costs, func(c cost) time.Duration { return c.cpu }).Seconds(), "cpu-s-"+who)
	b.ReportMetric(peaks[len(peaks)/2], "MB-"+who)
}

// benchFigures reads the figures that are joined.
func benchFigures(b *testing.B, indicators string, codes []string) []geo.Column {
	b.Helper()
	f, err := os.Open(indicators)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	spec := table.Spec{Code: "lsoa21_code", Geography: "lsoa21", Indicators: everyColumn(b, indicators)[:benchColumns-1]}
	columns, _, _, err := table.ReadIndicators(indicators, f, spec, codes)
	if err != nil {
		b.Fatal(err)
	}
	return columns
}

// joinedGeoJSON returns the path of a copy of boundaries with the figures as properties.
func joinedGeoJSON(b *testing.B, name string, opts boundary.Options, indicators string) string {
	b.Helper()
	source, err := table.Open(filepath.Join(realData, name))
	if err != nil {
		b.Fatal(err)
	}
	defer source.Close()
	areas, _, _, err := boundary.Read(source, name, opts)
	if err != nil {
		b.Fatal(err)
	}
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	columns := benchFigures(b, indicators, codes)
	path := filepath.Join(b.TempDir(), "joined.geojson")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out := bufio.NewWriter(file)
	separator := `{"type":"FeatureCollection","features":[`
	for i, a := range areas {
		properties := map[string]any{"LSOA21CD": a.Code, "LSOA21NM": a.Name}
		for _, c := range columns {
			if c.Flags[i] == geo.Present {
				properties[c.Indicator.ID] = c.Values[i]
			}
		}
		text, err := json.Marshal(map[string]any{
			"type": "Feature", "properties": properties,
			"geometry": map[string]any{"type": "MultiPolygon", "coordinates": a.Geometry},
		})
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(out, "%s\n%s", separator, text)
		separator = ","
	}
	fmt.Fprintln(out, "]}")
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}
