package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
	"hotspotmap/geo/topology"
)

// drawMesh draws a patch of country of n × n quads with wiggly borders, some of them left out, dissolves it into fewer
// areas at random, and returns the mesh: areas in several parts, with holes, around others, meeting at corners.
func drawMesh(t *rapid.T) *topology.Mesh {
	n := rapid.IntRange(2, 7).Draw(t, "quads a side")
	// At 52° north a tile of zoom 12 is 0.088° wide and 0.054° high; quads of a third of that meet tile edges everywhere.
	const width, height = 0.03, 0.02
	wiggle := rapid.Float64Range(-0.25, 0.25)
	node := make([][]orb.Point, n+1)
	for y := range node {
		for x := range n + 1 {
			node[y] = append(node[y], orb.Point{
				-2 + width*(float64(x)+wiggle.Draw(t, "dx")),
				52 + height*(float64(y)+wiggle.Draw(t, "dy")),
			})
		}
	}
	var areas []geo.Area
	var parents []uint32
	used := map[uint32]uint32{}
	for y := range n {
		for x := range n {
			if rapid.IntRange(0, 9).Draw(t, "left out") == 0 {
				continue
			}
			parent := rapid.Uint32Range(1, 5).Draw(t, "parent")
			if used[parent] == 0 {
				used[parent] = uint32(len(used) + 1)
			}
			parents = append(parents, used[parent])
			areas = append(areas, geo.Area{
				Code: fmt.Sprintf("Q%03d", len(areas)),
				Geometry: orb.MultiPolygon{{{
					node[y][x], node[y][x+1], node[y+1][x+1], node[y+1][x], node[y][x],
				}}},
			})
		}
	}
	if len(areas) == 0 {
		t.Skip("every quad was left out")
	}
	mesh, _, err := topology.Build(areas, topology.Options{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return mesh.Dissolve(parents, len(used))
}

// TestEveryPartitionIsExact builds random partitions and checks each archive as Birmingham's.
func TestEveryPartitionIsExact(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		mesh := drawMesh(t)
		first := rapid.IntRange(6, 13).Draw(t, "first zoom")
		level := Level{Geography: "parts", Mesh: mesh, MinZoom: first, MaxZoom: first + 1}
		areas, hotspots := filepath.Join(folder, "areas.pmtiles"), filepath.Join(folder, "hotspots.pmtiles")
		if _, err := Polygons(context.Background(), []Level{level}, areas, hotspots, Info{}); err != nil {
			t.Fatalf("%v", err)
		}
		requireExact(t, areas, level)
		// Without attributes the two archives have the same tiles, and so differ in nothing.
		a, errA := os.ReadFile(areas)
		h, errH := os.ReadFile(hotspots)
		if errA != nil || errH != nil || string(a) != string(h) {
			t.Fatalf("the archives differ (%v, %v)", errA, errH)
		}
	})
}
