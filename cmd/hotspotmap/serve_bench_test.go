package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/tiles"
	"hotspotmap/tiles/pmtiles"
)

const (
	nation       = "../../docs/examples/england-wales/hotspotmap.toml"
	serveTurns   = 8
	heavyAverage = 110_000 // bytes
)

// BenchmarkServeBesideBareHandler serves the tiles of England and Wales to 32 connections of wrk on this machine's own cores, beside a
// handler that has them in memory and does nothing else ("bare"), beside one that also sends the headers that ours sends, so that
// both write the same bytes ("same"), and beside nginx with a file for each, by turns, each in a process of its own. Ratios are those
// of a turn, and of those the middle.
//
// The release is built in a folder for temporary files, and is used again when nothing has changed.
func BenchmarkServeBesideBareHandler(b *testing.B) {
	requireForServing(b, "wrk", "nginx")
	dataDir, serve := buildNation(b), buildProgram(b)
	root := b.TempDir()
	all := unpackTiles(b, dataDir, root)
	ours := func(b *testing.B) served { return startServer(b, benchAddress, all[0].address, serve(dataDir)) }
	b.Run("Start", func(b *testing.B) {
		for b.Loop() {
			reportStart(b, ours)
		}
	})
	for _, walk := range []struct {
		name  string
		tiles []benchTile
		known bool // the client has the tile and asks whether it is still so
	}{
		{"EveryTile", all, false},
		{"HeavyTiles", heaviest(all, heavyAverage), false},
		{"NotModified", all, true},
	} {
		b.Run(walk.name, func(b *testing.B) {
			ours := ours(b)
			headers := learn(b, ours, walk.tiles)
			list := writeWalk(b, walk.tiles, walk.known)
			bare := startBare(b, bareAddress, root, walk.tiles, nil)
			same := startBare(b, sameAddress, root, walk.tiles, headers)
			peer := startNginx(b, root, walk.tiles[0].address)
			for b.Loop() {
				var turns []turn
				for range serveTurns {
					t := turn{ours: ours.walk(b, list), bare: bare.walk(b, list), same: same.walk(b, list)}
					if !walk.known { // nginx has tags of its own
						t.nginx = peer.walk(b, list)
					}
					turns = append(turns, t)
				}
				reportTurns(b, turns)
			}
		})
	}
}

// requireForServing skips a benchmark that lacks the real data or a program.
func requireForServing(b *testing.B, programs ...string) {
	b.Helper()
	if _, err := os.Stat(realData); err != nil {
		b.Skip("the real data are not beside this checkout: see docs/examples")
	}
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			b.Skipf("%s is not installed: it is a package of Debian", program)
		}
	}
}

// buildNation returns a data folder with the nation's release.
func buildNation(b *testing.B) string {
	b.Helper()
	p, err := project.Load(nation)
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(os.TempDir(), "hotspotmap-bench-england-wales")
	if _, err := pipeline.Build(context.Background(), pipeline.Options{Project: p.Resolve(realData), DataDir: dir, Code: "bench"}); err != nil {
		b.Fatal(err)
	}
	return dir
}

// buildProgram returns how to start the program to serve a data folder.
func buildProgram(b *testing.B) (serve func(dataDir string) *exec.Cmd) {
	b.Helper()
	binary := filepath.Join(b.TempDir(), "hotspotmap")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return func(dataDir string) *exec.Cmd {
		return exec.Command(binary, "serve", "-p", nation, "--data", dataDir, "--listen", benchAddress)
	}
}

// benchTile is a tile with its address, and what a server says its tag is.
type benchTile struct {
	address string
	bytes   int
	tag     string
}

// unpackTiles writes every tile of the release, as it is stored, to a file whose path is its address.
func unpackTiles(b *testing.B, dataDir, root string) []benchTile {
	b.Helper()
	releases := pipeline.ReleasesDir(dataDir)
	id, err := release.Current(releases)
	if err != nil {
		b.Fatal(err)
	}
	archives, err := filepath.Glob(filepath.Join(releases, id, "*.pmtiles"))
	if err != nil {
		b.Fatal(err)
	}
	var all []benchTile
	for _, path := range archives {
		archive, err := pmtiles.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		tileset := strings.TrimSuffix(filepath.Base(path), ".pmtiles")
		err = archive.All(func(tile tiles.ID) error {
			content, err := archive.Tile(b.Context(), tile)
			if err != nil {
				return err
			}
			address := fmt.Sprintf("/releases/%s/tiles/%s/%s.mvt", release.Short(id), tileset, tile)
			all = append(all, benchTile{address: address, bytes: len(content)})
			if err := os.MkdirAll(filepath.Dir(root+address), 0o755); err != nil {
				return err
			}
			return os.WriteFile(root+address, content, 0o644)
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := archive.Close(); err != nil {
			b.Fatal(err)
		}
	}
	return all
}

// heaviest are the largest tiles, as many as have this many bytes on average.
func heaviest(all []benchTile, average int) []benchTile {
	sorted := slices.SortedFunc(slices.Values(all), func(a, b benchTile) int { return cmp.Compare(b.bytes, a.bytes) })
	sum := 0
	for i, tile := range sorted {
		if sum += tile.bytes; i > 0 && sum < average*(i+1) {
			return sorted[:i]
		}
	}
	return sorted
}

// writeWalk writes the list that walk.lua asks from.
func writeWalk(b *testing.B, walked []benchTile, known bool) string {
	b.Helper()
	var lines strings.Builder
	for _, tile := range walked {
		if known {
			fmt.Fprintln(&lines, tile.address, tile.tag)
		} else {
			fmt.Fprintln(&lines, tile.address)
		}
	}
	path := filepath.Join(b.TempDir(), "walk")
	if err := os.WriteFile(path, []byte(lines.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// turn is what the servers did one after another.
type turn struct{ ours, bare, same, nginx walked }

func reportTurns(b *testing.B, turns []turn) {
	b.Helper()
	report := func(name string, of func(turn) float64) { b.ReportMetric(median(turns, of), name) }
	report("req/s-ours", func(t turn) float64 { return t.ours.perSecond })
	report("req/s-bare", func(t turn) float64 { return t.bare.perSecond })
	report("req/s-same", func(t turn) float64 { return t.same.perSecond })
	report("req/s-of-bare", func(t turn) float64 { return t.ours.perSecond / t.bare.perSecond })
	report("req/s-of-same", func(t turn) float64 { return t.ours.perSecond / t.same.perSecond })
	report("cpu-µs-ours", func(t turn) float64 { return t.ours.cpuMicros })
	report("cpu-µs-bare", func(t turn) float64 { return t.bare.cpuMicros })
	report("cpu-µs-same", func(t turn) float64 { return t.same.cpuMicros })
	report("cpu-of-bare", func(t turn) float64 { return t.ours.cpuMicros / t.bare.cpuMicros })
	report("cpu-of-same", func(t turn) float64 { return t.ours.cpuMicros / t.same.cpuMicros })
	report("MB-ours", func(t turn) float64 { return t.ours.residentMB })
	report("p99-ms-ours", func(t turn) float64 { return t.ours.p99Millis })
	report("p99-ms-bare", func(t turn) float64 { return t.bare.p99Millis })
	report("p99-ms-same", func(t turn) float64 { return t.same.p99Millis })
	if turns[0].nginx.perSecond > 0 {
		report("req/s-nginx", func(t turn) float64 { return t.nginx.perSecond })
		report("p99-ms-nginx", func(t turn) float64 { return t.nginx.p99Millis })
		report("p99-of-nginx", func(t turn) float64 { return t.ours.p99Millis / t.nginx.p99Millis })
		report("p99-same-of-nginx", func(t turn) float64 { return t.same.p99Millis / t.nginx.p99Millis })
	}
}

// reportStart gives the time from starting the program to its first tile, and what it holds when nobody has asked for more.
func reportStart(b *testing.B, start func(*testing.B) served) {
	b.Helper()
	type started struct{ firstMillis, residentMB float64 }
	var all []started
	for range serveTurns {
		s := start(b)
		time.Sleep(time.Second)
		all = append(all, started{float64(s.firstTile.Microseconds()) / 1000, s.residentMB(b)})
		s.stop()
	}
	b.ReportMetric(median(all, func(s started) float64 { return s.firstMillis }), "ms-first-tile")
	b.ReportMetric(median(all, func(s started) float64 { return s.residentMB }), "MB-idle")
}

func median[T any](all []T, of func(T) float64) float64 {
	values := make([]float64, len(all))
	for i, one := range all {
		values[i] = of(one)
	}
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}
