package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/tiles"
)

// What BenchmarkJoinsBesidePostGIS asks for: tiles of zooms 9 to 12, and one of zoom 5 that has most of England.
const (
	joinGeography = "lsoa21"
	joinMinZoom   = 9
	joinMaxZoom   = 12
	joinTiles     = 64  // of each zoom
	joinChoices   = 200 // of columns, for each tile
	joinTurns     = 3
	joinServer    = "127.0.0.1:18083" // where our server listens
)

var joinHeavy = tiles.ID{Z: 5, X: 15, Y: 10}

// BenchmarkJoinsBesidePostGIS joins columns to the small areas of England and Wales on request, beside PostGIS with the same areas and
// columns, by turns. Ours answers 32 connections of wrk over HTTP; PostGIS answers pgbench, as it would a server that had yet to pack
// and send the tile, and such servers when they are found. Ratios are those of a turn, and of those the middle.
//
// The release, which has small areas from zoom 5, is built in a folder for temporary files, and is used again when nothing has changed.
func BenchmarkJoinsBesidePostGIS(b *testing.B) {
	if _, err := os.Stat(realData); err != nil {
		b.Skip("the real data are not beside this checkout: see docs/examples")
	}
	if _, err := exec.LookPath("wrk"); err != nil {
		b.Skip("wrk is not installed: it is a package of Debian")
	}
	j := joins{peer: startPostGIS(b)}
	j.projectFile, j.dataDir = buildFromZoom5(b)
	rel := openRelease(b, j.dataDir)
	defer rel.Close()
	areas, _ := rel.Areas(joinGeography)
	j.asked = chooseJoinTiles(areas)
	j.peer.load(b, rel, append(slices.Clip(j.asked), joinHeavy))
	b.Run("SameContent", j.sameContent)
	b.Run("Walk", j.walk)
	b.Run("Cold/1-at-once", func(b *testing.B) { j.cold(b, 1) })
	b.Run("Cold/8-at-once", func(b *testing.B) { j.cold(b, 8) })
	b.Run("Zoom5", j.zoom5)
	b.Run("Servers", j.servers)
}

// joins is what BenchmarkJoinsBesidePostGIS compares: PostGIS, which knows the tiles that are asked for by their positions, from 1,
// with joinHeavy as the last; and our server of the same areas.
type joins struct {
	peer                 postgis
	projectFile, dataDir string
	asked                []tiles.ID
}

// start starts our server, and waits until it has read all of the release. It has joined only a tile of other areas.
func (j joins) start(b *testing.B) served {
	b.Helper()
	command := selfCommand("serve", "-p", j.projectFile, "--data", j.dataDir, "--listen", joinServer)
	return startServer(b, joinServer, joinAddress(tiles.ID{Z: 4, X: 7, Y: 5}, joinChosen), command)
}

// sameContent holds tiles of the last zoom to those of PostGIS.
func (j joins) sameContent(b *testing.B) {
	ours := j.start(b)
	for i, id := range j.asked {
		if id.Z == joinMaxZoom {
			compareContent(b, id, fetch(b, ours, id, joinColumns), j.peer.tile(b, i+1))
		}
	}
}

// walk asks for tiles at random: with columns that were asked for before, and with others; packed, and as they are.
func (j joins) walk(b *testing.B) {
	ours := j.start(b)
	connections, best := 0, 0.0
	for _, n := range []int{2, 8, 32} {
		if perSecond := j.theirs(b, n).perSecond; perSecond > best {
			connections, best = n, perSecond
		}
	}
	for b.Loop() {
		for _, load := range []struct {
			name, encoding string
			addresses      []benchTile
		}{
			{"again", "gzip", sameColumns(j.asked)},
			{"again-plain", "identity", sameColumns(j.asked)},
			{"new", "gzip", otherColumns(j.asked)},
			{"new-plain", "identity", otherColumns(j.asked)},
		} {
			list := writeWalk(b, load.addresses, false)
			ours.walk(b, list, load.encoding) // what may be known from before is known before anything is measured
			var turns []joinTurn
			for range joinTurns {
				turns = append(turns, joinTurn{ours.walk(b, list, load.encoding), j.theirs(b, connections)})
			}
			reportJoins(b, load.name, turns)
		}
		b.ReportMetric(float64(connections), "connections-postgis")
		b.ReportMetric(ours.residentMB(b), "MB-ours")
	}
}

// cold asks a server that has just started for each tile once.
func (j joins) cold(b *testing.B, atOnce int) {
	for b.Loop() {
		var all []float64
		for range joinTurns {
			ours := j.start(b)
			all = append(all, askOnce(b, ours, j.asked, atOnce)...)
			ours.stop()
		}
		slices.Sort(all)
		b.ReportMetric(all[len(all)/2], "p50-ms")
		b.ReportMetric(all[len(all)*99/100], "p99-ms")
		b.ReportMetric(all[len(all)-1], "most-ms")
	}
}

// zoom5 makes the heaviest tile for the first time.
func (j joins) zoom5(b *testing.B) {
	last := len(j.asked) + 1
	for b.Loop() {
		var turns []joinTurn
		for range joinTurns {
			ours := j.start(b)
			took := askOnce(b, ours, []tiles.ID{joinHeavy}, 1)[0]
			ours.stop()
			turns = append(turns, joinTurn{walked{perSecond: 1000 / took}, j.peer.walk(b, last, last, 1, "-t", "2")})
		}
		b.ReportMetric(median(turns, func(t joinTurn) float64 { return 1000 / t.ours.perSecond }), "ms-ours")
		b.ReportMetric(median(turns, func(t joinTurn) float64 { return 1000 / t.postgis.perSecond }), "ms-postgis")
		b.ReportMetric(median(turns, func(t joinTurn) float64 { return t.ours.perSecond / t.postgis.perSecond }), "times")
	}
}

// theirs asks PostGIS for tiles at random.
func (j joins) theirs(b *testing.B, connections int) walked {
	b.Helper()
	return j.peer.walk(b, 1, len(j.asked), connections, "-T", "2")
}

// joinTurn is what the two did one after the other.
type joinTurn struct{ ours, postgis walked }

func reportJoins(b *testing.B, load string, turns []joinTurn) {
	b.Helper()
	report := func(name string, of func(joinTurn) float64) { b.ReportMetric(median(turns, of), name+"-"+load) }
	report("tiles/s-ours", func(t joinTurn) float64 { return t.ours.perSecond })
	report("tiles/s-postgis", func(t joinTurn) float64 { return t.postgis.perSecond })
	report("tiles/s-times", func(t joinTurn) float64 { return t.ours.perSecond / t.postgis.perSecond })
	report("cpu-µs-ours", func(t joinTurn) float64 { return t.ours.cpuMicros })
	report("cpu-µs-postgis", func(t joinTurn) float64 { return t.postgis.cpuMicros })
	report("cpu-times", func(t joinTurn) float64 { return t.postgis.cpuMicros / t.ours.cpuMicros })
}

// buildFromZoom5 builds the nation with its small areas from zoom 5.
func buildFromZoom5(b *testing.B) (projectFile, dataDir string) {
	b.Helper()
	text, err := os.ReadFile(nation)
	if err != nil {
		b.Fatal(err)
	}
	bands := `{ geography = "lad24", zooms = [4, 6] },
  { geography = "ward24", zooms = [7, 8] },
  { geography = "lsoa21", zooms = [9, 12] },`
	if !strings.Contains(string(text), bands) {
		b.Fatalf("%s has other bands than this replaces", nation)
	}
	changed := strings.Replace(string(text), bands, `{ geography = "lad24", zooms = [4, 4] }, { geography = "lsoa21", zooms = [5, 12] },`, 1)
	projectFile = filepath.Join(b.TempDir(), "hotspotmap.toml")
	if err := os.WriteFile(projectFile, []byte(changed), 0o600); err != nil {
		b.Fatal(err)
	}
	p, err := project.Load(projectFile)
	if err != nil {
		b.Fatal(err)
	}
	dataDir = filepath.Join(os.TempDir(), "hotspotmap-bench-england-wales-zoom-5")
	if _, err := pipeline.Build(context.Background(), pipeline.Options{Project: p.Resolve(realData), DataDir: dataDir, Code: "bench"}); err != nil {
		b.Fatal(err)
	}
	return projectFile, dataDir
}

// openRelease opens what a build has published.
func openRelease(b *testing.B, dataDir string) *release.Release {
	b.Helper()
	id, err := release.Current(pipeline.ReleasesDir(dataDir))
	if err != nil {
		b.Fatal(err)
	}
	rel, err := release.Open(pipeline.ReleasesDir(dataDir), id)
	if err != nil {
		b.Fatal(err)
	}
	return rel
}
