package main

import (
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
)

const archiveAddress = "127.0.0.1:18084"

// archiveServer is a program that serves archives of tiles, measured when it is found.
type archiveServer struct {
	program string
	format  string                             // of the archives in a folder
	command func(folder, port string) []string // arguments
	path    func(tileset, tile string) string  // of a tile, z/x/y
}

var archiveServers = []archiveServer{
	{
		"pmtiles", "pmtiles", // go-pmtiles
		func(folder, port string) []string { return []string{"serve", folder, "--port=" + port} },
		func(tileset, tile string) string { return "/" + tileset + "/" + tile + ".mvt" },
	},
	{
		"martin", "pmtiles",
		func(folder, port string) []string { return []string{"--listen-addresses", "127.0.0.1:" + port, folder} },
		func(tileset, tile string) string { return "/" + tileset + "/" + tile },
	},
	{
		"mbtileserver", "mbtiles",
		func(folder, port string) []string { return []string{"--dir", folder, "--port", port} },
		func(tileset, tile string) string { return "/services/" + tileset + "/tiles/" + tile + ".pbf" },
	},
	{
		"tileserver-gl", "pmtiles", // or its light version from npm, which has the same name
		func(folder, port string) []string {
			return []string{"--config", filepath.Join(folder, "config.json"), "--port", port}
		},
		func(tileset, tile string) string { return "/data/" + tileset + "/" + tile + ".pbf" },
	},
}

// BenchmarkServeBesideArchiveServers serves every tile of England and Wales to 32 connections of wrk, beside the servers of archives that
// are found, by turns, each in a process of its own. Ratios are those of a turn, and of those the middle.
func BenchmarkServeBesideArchiveServers(b *testing.B) {
	if _, err := os.Stat(realData); err != nil {
		b.Skip("the real data are not beside this checkout: see docs/examples")
	}
	if _, err := exec.LookPath("wrk"); err != nil {
		b.Skip("wrk is not installed: it is a package of Debian")
	}
	for _, theirs := range archiveServers {
		b.Run(theirs.program, func(b *testing.B) {
			program, err := exec.LookPath(theirs.program)
			if err != nil {
				b.Skip("it is not on the PATH")
			}
			dataDir := buildNation(b)
			all := unpackTiles(b, dataDir, b.TempDir())
			ours := startServer(b, benchAddress, all[0].address, selfCommand("serve", "-p", nation, "--data", dataDir, "--listen", benchAddress))
			folder := archivesOf(b, dataDir, theirs.format)
			_, port, _ := net.SplitHostPort(archiveAddress)
			same := make([]benchTile, len(all))
			for i, tile := range all {
				tileset, id, _ := strings.Cut(tile.address[strings.Index(tile.address, "/tiles/")+len("/tiles/"):], "/")
				same[i].address = theirs.path(tileset, strings.TrimSuffix(id, ".mvt"))
			}
			peer := startServer(b, archiveAddress, same[0].address, exec.Command(program, theirs.command(folder, port)...))
			ourList, theirList := writeWalk(b, all, false), writeWalk(b, same, false)
			for b.Loop() {
				var turns []peerTurn
				for range serveTurns {
					turns = append(turns, peerTurn{ours.walk(b, ourList), peer.walk(b, theirList)})
				}
				reportPeerTurns(b, turns)
			}
		})
	}
}

// peerTurn is what the two did one after the other.
type peerTurn struct{ ours, theirs walked }

func reportPeerTurns(b *testing.B, turns []peerTurn) {
	b.Helper()
	report := func(name string, of func(peerTurn) float64) { b.ReportMetric(median(turns, of), name) }
	report("req/s-ours", func(t peerTurn) float64 { return t.ours.perSecond })
	report("req/s-theirs", func(t peerTurn) float64 { return t.theirs.perSecond })
	report("req/s-times", func(t peerTurn) float64 { return t.ours.perSecond / t.theirs.perSecond })
	report("cpu-µs-ours", func(t peerTurn) float64 { return t.ours.cpuMicros })
	report("cpu-µs-theirs", func(t peerTurn) float64 { return t.theirs.cpuMicros })
	report("p99-ms-ours", func(t peerTurn) float64 { return t.ours.p99Millis })
	report("p99-ms-theirs", func(t peerTurn) float64 { return t.theirs.p99Millis })
	report("MB-theirs", func(t peerTurn) float64 { return t.theirs.residentMB })
}

// selfCommand runs this program as hotspotmap: see TestMain.
func selfCommand(args ...string) *exec.Cmd {
	command := exec.Command(os.Args[0])
	command.Args = append([]string{"hotspotmap"}, args...)
	return command
}

// archivesOf returns a folder with the tilesets of the latest release in a format, and with the settings that a tileserver-gl needs.
func archivesOf(b *testing.B, dataDir, format string) string {
	b.Helper()
	releases := pipeline.ReleasesDir(dataDir)
	id, err := release.Current(releases)
	if err != nil {
		b.Fatal(err)
	}
	stored, err := filepath.Glob(filepath.Join(releases, id, "*.pmtiles"))
	if err != nil {
		b.Fatal(err)
	}
	folder, data := b.TempDir(), map[string]map[string]string{}
	for _, path := range stored {
		tileset := strings.TrimSuffix(filepath.Base(path), ".pmtiles")
		if format == "pmtiles" {
			err = os.Symlink(path, filepath.Join(folder, filepath.Base(path)))
		} else if out, failed := selfCommand("export", "-p", nation, "--data", dataDir, "--tileset", tileset, filepath.Join(folder, tileset+"."+format)).CombinedOutput(); failed != nil {
			b.Fatalf("%v: %s", failed, out)
		}
		if err != nil {
			b.Fatal(err)
		}
		data[tileset] = map[string]string{"pmtiles": tileset + ".pmtiles"}
	}
	config, err := json.Marshal(map[string]any{
		"options": map[string]any{"paths": map[string]string{"root": "", "pmtiles": folder}}, "styles": map[string]any{}, "data": data,
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config.json"), config, 0o600); err != nil {
		b.Fatal(err)
	}
	return folder
}
