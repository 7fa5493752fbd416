package build

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
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

// tilesAtOnce is how many tiles a reader is to open at a time.
const tilesAtOnce = 500

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
	theirs := map[string][]readLayer{}
	paths := writeTiles(t, archive)
	for some := range slices.Chunk(slices.Collect(maps.Values(paths)), tilesAtOnce) {
		var read map[string][]readLayer
		tilestest.Node(t, "testdata/decode.mjs", &read, some...)
		maps.Copy(theirs, read)
	}
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

// tileFile is a tile of one layer in a file.
type tileFile struct {
	name, path, layer string
	features          int
}

// requireGDALOpens has GDAL count the features of every tile, and GEOS judge their polygons.
func requireGDALOpens(t *testing.T, archive string) {
	t.Helper()
	paths := writeTiles(t, archive)
	var all []tileFile
	eachTile(t, archive, func(id tiles.ID, raw []byte) {
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		path := paths[id]
		all = append(all, tileFile{strings.TrimSuffix(filepath.Base(path), ".mvt"), path, layers[0].Name, len(layers[0].Features)})
	})
	if len(all) == 0 {
		t.Fatal("the archive has no tiles")
	}
	for some := range slices.Chunk(all, tilesAtOnce) {
		read := readByGDAL(t, some)
		for _, tile := range some {
			if got := read[tile.name]; got.features != tile.features || got.valid != tile.features {
				t.Errorf("tile %s: GDAL reads %d features, %d of them valid: want %d", tile.name, got.features, got.valid, tile.features)
			}
		}
	}
}

// gdalRead is how many features GDAL reads in a tile, and how many of them GEOS finds valid.
type gdalRead struct{ features, valid int }

// readByGDAL returns what GDAL reads, by the tile's name.
func readByGDAL(t *testing.T, files []tileFile) map[string]gdalRead {
	t.Helper()
	ogr2ogr := tilestest.Command(t, "ogr2ogr", "gdal-bin")
	// One layer of all tiles, as GDAL's virtual format has it, each feature with the tile it is from.
	var union strings.Builder
	union.WriteString(`<OGRVRTDataSource><OGRVRTUnionLayer name="tiles"><SourceLayerFieldName>tile</SourceLayerFieldName>`)
	for _, f := range files {
		fmt.Fprintf(&union, `<OGRVRTLayer name="%s"><SrcDataSource>%s</SrcDataSource><OpenOptions><OOI key="CLIP">NO</OOI></OpenOptions><SrcLayer>%s</SrcLayer></OGRVRTLayer>`,
			f.name, f.path, f.layer)
	}
	union.WriteString(`</OGRVRTUnionLayer></OGRVRTDataSource>`)
	file := filepath.Join(t.TempDir(), "tiles.vrt")
	if err := os.WriteFile(file, []byte(union.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	const query = "SELECT tile, count(*), sum(ST_IsValid(geometry)) FROM tiles GROUP BY tile"
	command := exec.Command(ogr2ogr, "-f", "CSV", "/vsistdout/", file, "-dialect", "sqlite", "-sql", query)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("ogr2ogr: %v\n%s", err, complaints.Bytes())
	}
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]gdalRead{}
	for _, row := range rows[1:] {
		var r gdalRead
		if _, err := fmt.Sscan(row[1]+" "+row[2], &r.features, &r.valid); err != nil {
			t.Fatalf("ogr2ogr says %q: %v", row, err)
		}
		read[row[0]] = r
	}
	return read
}
