package build

import (
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/tilestest"
)

// TestOtherReaders has two independent readers read tiles with areas in several parts, holes and every kind of value.
func TestOtherReaders(t *testing.T) {
	squares, _ := checkerboard(t, 5)
	// Area 1 surrounds area 2, which meets itself at a corner; area 3 is in three parts.
	mesh := squares.Dissolve([]uint32{
		3, 1, 1, 1, 3,
		1, 2, 1, 1, 1,
		1, 1, 2, 2, 1,
		1, 1, 1, 1, 1,
		3, 1, 1, 1, 1,
	}, 3)
	level := Level{Geography: "parts", Mesh: mesh, MinZoom: 8, MaxZoom: 10, Fields: []join.Field{
		{Name: "name", Kind: join.String, Strings: []string{"Llŷn", "", "three"}},
		{Name: "rank", Kind: join.Number, Numbers: []float64{1, -2, 3_000_000_000}},
		{Name: "share", Kind: join.Number, Decimals: 2, Numbers: []float64{12.3, math.NaN(), -0.05}},
	}}
	_, hotspots, _ := buildInto(t, []Level{level})
	requireExact(t, hotspots, level)
	requireMapboxReadsTheSame(t, hotspots)
	requireGDALOpens(t, hotspots)
}

// writeTiles writes an archive's tiles to files of a new folder, and returns their paths by tile.
func writeTiles(t *testing.T, archive string) map[tiles.ID]string {
	t.Helper()
	folder := t.TempDir()
	paths := map[tiles.ID]string{}
	eachTile(t, archive, func(id tiles.ID, raw []byte) {
		paths[id] = filepath.Join(folder, fmt.Sprintf("%d-%d-%d.mvt", id.Z, id.X, id.Y))
		if err := os.WriteFile(paths[id], raw, 0o644); err != nil {
			t.Fatal(err)
		}
	})
	return paths
}

// readLayer is a layer as testdata/decode.mjs prints it.
type readLayer struct {
	Name     string
	Extent   uint32
	Features []struct {
		ID         uint64
		Type       mvt.GeomType
		Attributes map[string]any
		Rings      [][][2]int32
	}
}

// requireMapboxReadsTheSame compares every feature with what @mapbox/vector-tile reads.
func requireMapboxReadsTheSame(t *testing.T, archive string) {
	t.Helper()
	tilestest.NodeModule(t, "@mapbox/vector-tile")
	var theirs map[string][]readLayer
	paths := writeTiles(t, archive)
	var args []string
	for path := range maps.Values(paths) {
		args = append(args, path)
	}
	tilestest.Node(t, "testdata/decode.mjs", &theirs, args...)
	eachTile(t, archive, func(id tiles.ID, raw []byte) {
		ours, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(paths[id]), ".mvt")
		if len(theirs[name]) != len(ours) {
			t.Fatalf("tile %v: they read %d layers, we %d", id, len(theirs[name]), len(ours))
		}
		for i, layer := range ours {
			requireSameLayer(t, id, layer, theirs[name][i])
		}
	})
}

func requireSameLayer(t *testing.T, id tiles.ID, ours mvt.DecodedLayer, theirs readLayer) {
	t.Helper()
	if ours.Name != theirs.Name || ours.Extent != theirs.Extent || len(ours.Features) != len(theirs.Features) {
		t.Fatalf("tile %v: they read layer %s with %d features, we %s with %d", id,
			theirs.Name, len(theirs.Features), ours.Name, len(ours.Features))
	}
	for i, f := range ours.Features {
		rings, err := f.Rings()
		if err != nil {
			t.Fatal(err)
		}
		read := make([][][2]int32, len(rings))
		for j, r := range rings {
			for _, p := range r {
				read[j] = append(read[j], [2]int32{p.X, p.Y})
			}
			if f.Type == mvt.Polygons {
				read[j] = append(read[j], read[j][0])
			}
		}
		attributes := map[string]any{}
		for key, value := range f.Attributes {
			attributes[key] = value.Any()
			if n, whole := attributes[key].(int64); whole {
				attributes[key] = float64(n)
			}
		}
		other := theirs.Features[i]
		if f.ID != other.ID || f.Type != other.Type || !reflect.DeepEqual(read, other.Rings) || !reflect.DeepEqual(attributes, other.Attributes) {
			t.Fatalf("tile %v, feature %d: they read %v, we %v %v", id, f.ID, other, attributes, read)
		}
	}
}

// requireGDALOpens has ogrinfo count the features of every tile, and GEOS judge their polygons.
func requireGDALOpens(t *testing.T, archive string) {
	t.Helper()
	ogrinfo := tilestest.Command(t, "ogrinfo", "gdal-bin")
	paths := writeTiles(t, archive)
	eachTile(t, archive, func(id tiles.ID, raw []byte) {
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		query := fmt.Sprintf(`SELECT count(*) AS n, sum(ST_IsValid(geometry)) AS valid FROM "%s"`, layers[0].Name)
		out, err := exec.Command(ogrinfo, "-q", "-dialect", "sqlite", "-sql", query, "-oo", "CLIP=NO", paths[id]).CombinedOutput()
		if err != nil {
			t.Fatalf("tile %v: ogrinfo: %v\n%s", id, err, out)
		}
		n := len(layers[0].Features)
		for _, want := range []string{fmt.Sprintf("n (Integer) = %d\n", n), fmt.Sprintf("valid (Integer) = %d\n", n)} {
			if !strings.Contains(string(out), want) {
				t.Fatalf("tile %v: ogrinfo says %s, want %s", id, out, want)
			}
		}
	})
}
