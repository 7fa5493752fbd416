package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
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

// tilesCase is a set of areas to build tiles of.
type tilesCase struct {
	name  string
	turns int                                                // how often each side builds them
	files func(b *testing.B) (boundaries, indicators string) // GeoJSON with the figures as properties, and CSV
}

// tilesCases are real sets and made-up ones, the smallest first but for the number of vertices: the first made-up set has borders as
// fine as the full boundaries that are published, the second as many areas as there are output areas.
func tilesCases() []tilesCase {
	published := func(file, code, title string) func(b *testing.B) (boundaries, indicators string) {
		return func(b *testing.B) (boundaries, indicators string) {
			if _, err := os.Stat(realData); err != nil {
				b.Skip("the real data are not beside this checkout: see docs/examples")
			}
			indicators = unpacked(b, "national/imd2025_england_lsoa21.csv.gz")
			return joinedGeoJSON(b, file, boundary.Options{Code: code, Name: title}, indicators), indicators
		}
	}
	madeUp := func(areas int, vertexKm float64) func(b *testing.B) (boundaries, indicators string) {
		return func(b *testing.B) (boundaries, indicators string) { return syntheticFiles(b, areas, vertexKm) }
	}
	return []tilesCase{
		{"Birmingham", 5, published("birmingham/lsoa21_bsc_wgs84.geojson", "LSOA21CD", "LSOA21NM")},
		{"GreaterManchester", 5, published("greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code", "area_name")},
		{"EnglandAndWales", 7, published("national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD", "LSOA21NM")},
		{"FullBorders", 5, madeUp(33_755, 0.0349)},
		{"OutputAreas", 1, madeUp(188_880, 0.12)},
	}
}

// BenchmarkBuildBesideGeojsonVT times building tiles of zooms 0 to 12 with twelve joined columns, from GeoJSON on disk to
// an archive on disk, beside geojson-vt with vt-pbf, by turns, each in a process of its own. Ours reads the figures from
// their table, writes a second archive without them, and keeps every area at every zoom; theirs finds the figures in the
// GeoJSON. Where tippecanoe is found it has its turns too, told to keep every area as well.
func BenchmarkBuildBesideGeojsonVT(b *testing.B) {
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
	for _, set := range tilesCases() {
		b.Run(set.name, func(b *testing.B) {
			boundaries, indicators := set.files(b)
			for b.Loop() {
				var ours, theirs, third []footprint
				for range set.turns {
					ours = append(ours, buildOurs(b, boundaries, indicators))
					f, kept := runChild(b, exec.Command("node", "--max-old-space-size=8192",
						filepath.Join(peer, "tiles.cjs"), boundaries, filepath.Join(b.TempDir(), "tiles")))
					theirs = append(theirs, f)
					b.Logf("geojson-vt: %s", kept)
					if _, err := exec.LookPath("tippecanoe"); err == nil {
						f, _ := runChild(b, exec.Command("tippecanoe", "-q", "-Z0", "-z12", "--no-feature-limit", "--no-tile-size-limit",
							"--no-tiny-polygon-reduction", "-o", filepath.Join(b.TempDir(), "tiles.mbtiles"), boundaries))
						third = append(third, f)
					}
				}
				reportMiddle(b, "ours", middleOf(ours))
				reportMiddle(b, "geojson-vt", middleOf(theirs))
				var shares []float64 // of a turn's times
				for i := range ours {
					shares = append(shares, ours[i].wall.Seconds()/theirs[i].wall.Seconds())
				}
				b.ReportMetric(median(shares, func(share float64) float64 { return share }), "of-geojson-vt")
				if len(third) > 0 {
					reportMiddle(b, "tippecanoe", middleOf(third))
				}
			}
		})
	}
}

// BenchmarkTilesAsWorkGrows is our side alone, in a table, and fails when more memory is taken than docs/performance.md says. With UPDATE_PLOTS=1 it draws the table for docs/performance.md too.
func BenchmarkTilesAsWorkGrows(b *testing.B) {
	var grown []work
	for _, set := range tilesCases() {
		b.Run(set.name, func(b *testing.B) {
			boundaries, indicators := set.files(b)
			w := work{}
			for _, area := range readAreas(b, boundaries) {
				w.areas++
				for _, polygon := range area.Geometry {
					for _, ring := range polygon {
						w.vertices += len(ring)
					}
				}
			}
			for b.Loop() {
				var turns []footprint
				for range set.turns {
					turns = append(turns, buildOurs(b, boundaries, indicators))
				}
				w.footprint = middleOf(turns)
			}
			reportMiddle(b, "ours", w.footprint)
			if w.peakMB > w.mostMB() {
				b.Errorf("took %.0f MB, more than %.0f", w.peakMB, w.mostMB())
			}
			grown = append(grown, w)
		})
	}
	for _, w := range grown {
		b.Logf("| %s | %s | %.1f s (%.1f) | %.1f µs | %.0f MB | %.0f MB |", geo.Count(w.areas), geo.Count(w.vertices),
			w.wall.Seconds(), w.cpu.Seconds(), float64(w.cpu.Microseconds())/float64(w.vertices), w.peakMB, w.mostMB())
	}
	if os.Getenv("UPDATE_PLOTS") != "" && len(grown) == len(tilesCases()) {
		if err := os.WriteFile("../../docs/images/tiles-cost.svg", plotWork(grown), 0o644); err != nil {
			b.Fatal(err)
		}
	}
}

// work is what building the tiles of some areas cost.
type work struct {
	areas, vertices int // as drawn
	footprint
}

// mostMB is the most memory that a build may take: 80 MB, 8 kB an area and 32 bytes a vertex.
func (w work) mostMB() float64 { return 80 + 8e-3*float64(w.areas) + 32e-6*float64(w.vertices) }

// BenchmarkTilesInChild is our side of BenchmarkBuildBesideGeojsonVT. The figures are read while the mesh is made.
func BenchmarkTilesInChild(b *testing.B) {
	boundaries, indicators, archives := os.Getenv(benchBoundaries), os.Getenv(benchIndicators), os.Getenv(benchArchives)
	if boundaries == "" {
		b.Skip("only run by BenchmarkBuildBesideGeojsonVT")
	}
	defer limitMemory()()
	areas := readAreas(b, boundaries)
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	figures := make(chan []geo.Column, 1)
	go func() {
		defer close(figures) // when reading fails, which b knows of, there are none
		figures <- benchFigures(b, indicators, codes)
	}()
	mesh, _, err := topology.Build(areas, topology.Options{SnapM: 1})
	if err != nil {
		b.Fatal(err)
	}
	fields := []join.Field{{Name: "code", Kind: join.String, Strings: codes}}
	for _, c := range <-figures {
		fields = append(fields, join.Field{Name: c.Indicator.ID, Kind: join.Number, Numbers: c.Values, Decimals: decimals(c.Values)})
	}
	if b.Failed() {
		return
	}
	level := build.Level{Geography: "areas", Mesh: mesh, MinZoom: 0, MaxZoom: 12, Codes: codes, Fields: fields}
	_, err = build.Polygons(context.Background(), []build.Level{level},
		filepath.Join(archives, "areas.pmtiles"), filepath.Join(archives, "hotspots.pmtiles"), build.Info{Name: "bench"})
	if err != nil {
		b.Fatal(err)
	}
}

// decimals returns how many decimals figures are written with: none where all are whole, as ranks and deciles are, else three.
func decimals(values []float64) int {
	if slices.ContainsFunc(values, func(v float64) bool { return v != math.Trunc(v) && !math.IsNaN(v) }) {
		return 3
	}
	return 0
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
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	start := time.Now()
	if err := command.Start(); err != nil {
		b.Fatalf("%v: %v", command.Args, err)
	}
	stop, peak := make(chan struct{}), make(chan float64)
	go func() { peak <- watchPeak(command.Process.Pid, stop) }()
	err := command.Wait()
	took := time.Since(start)
	close(stop)
	f = footprint{cost{took, command.ProcessState.UserTime() + command.ProcessState.SystemTime()}, <-peak}
	if err != nil {
		b.Fatalf("%v: %v\n%s", command.Args, err, out.Bytes())
	}
	return f, out.Bytes()
}

// watchPeak looks at the most memory that a process has had, in MB, until it is told to stop. What the system says of a process when it has
// ended counts what the one that started it had, too.
func watchPeak(pid int, stop <-chan struct{}) float64 {
	const every = 5 * time.Millisecond
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	peak := 0.0
	for {
		select {
		case <-stop:
			return peak
		case <-ticker.C:
			content, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // which goes with the process
			_, line, _ := strings.Cut(string(content), "VmHWM:")
			var kB float64
			if _, err := fmt.Sscan(line, &kB); err == nil {
				peak = max(peak, kB/1024)
			}
		}
	}
}

// middleOf is the middle of several turns, of each cost by itself.
func middleOf(turns []footprint) footprint {
	costs, peaks := make([]cost, len(turns)), make([]float64, len(turns))
	for i, f := range turns {
		costs[i], peaks[i] = f.cost, f.peakMB
	}
	slices.Sort(peaks)
	return footprint{
		cost:   cost{middle(costs, func(c cost) time.Duration { return c.wall }), middle(costs, func(c cost) time.Duration { return c.cpu })},
		peakMB: peaks[len(peaks)/2],
	}
}

func reportMiddle(b *testing.B, who string, f footprint) {
	b.ReportMetric(f.wall.Seconds(), "s-"+who)
	b.ReportMetric(f.cpu.Seconds(), "cpu-s-"+who)
	b.ReportMetric(f.peakMB, "MB-"+who)
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
