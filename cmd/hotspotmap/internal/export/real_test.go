package export

import (
	"path/filepath"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/project"
	"hotspotmap/tiles/tilestest"
)

// TestRealBirmingham writes a real city in every format, and has GDAL compare it with the release.
func TestRealBirmingham(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole build takes seconds")
	}
	sources := filepath.Dir(tilestest.RealData(t, "birmingham"))
	p, err := project.Load(filepath.Join(tilestest.Root(t), "docs", "examples", "birmingham", "hotspotmap.toml"))
	must(t, err)
	dataDir := t.TempDir()
	outcome, err := pipeline.Build(t.Context(), pipeline.Options{Project: p.Resolve(sources), DataDir: dataDir, Code: "test"})
	must(t, err)
	r, folder := openRelease(t, dataDir, outcome.Release)
	checkFormats(t, r, folder, p.SmallAreas)
	for _, tileset := range []string{"areas", "hotspots", "sites"} {
		checkMBTiles(t, r, folder, tileset, export(t, "a.mbtiles", Options{Release: r, Folder: folder, Tileset: tileset}))
	}
}
