package pmtiles

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/tiles"
)

var britain = orb.Bound{Min: orb.Point{-8.2, 49.8}, Max: orb.Point{1.8, 60.9}}

// tile is a tile to store.
type tile struct {
	id      tiles.ID
	content string
}

// sorted returns the tiles along the Hilbert curve, one of each id.
func sorted(list []tile) []tile {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b tile) int { return cmp.Compare(a.id.Hilbert(), b.id.Hilbert()) })
	return slices.CompactFunc(list, func(a, b tile) bool { return a.id == b.id })
}

// write writes an archive of tiles in order and returns its path.
func write(t interface{ Fatalf(string, ...any) }, folder string, list []tile) (string, Summary) {
	path := filepath.Join(folder, "test.pmtiles")
	w, err := Create(path, britain, Metadata{Name: "Test", VectorLayers: []VectorLayer{{ID: "lsoa21", MinZoom: 8, MaxZoom: 12}}})
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer w.Abort()
	for _, tile := range list {
		if err := w.Add(tile.id, []byte(tile.content)); err != nil {
			t.Fatalf("%v", err)
		}
	}
	summary, err := w.Finish()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return path, summary
}

// scatter returns n tiles of zooms 8 to 12, most with a content of their own.
func scatter(n int) []tile {
	random := rand.New(rand.NewPCG(1, 2))
	packer := gzip.NewWriter(nil)
	var list []tile
	for i := range n {
		z := uint8(8 + random.IntN(5))
		id := tiles.ID{Z: z, X: random.Uint32N(1 << z), Y: random.Uint32N(1 << z)}
		var content bytes.Buffer
		packer.Reset(&content)
		fmt.Fprintf(packer, "tile %d of a length of its own %*d", i%(n/10*9), random.IntN(200), i)
		packer.Close()
		list = append(list, tile{id, content.String()})
	}
	return sorted(list)
}

func TestRoundTrip(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		list := sorted(rapid.SliceOf(rapid.Custom(func(t *rapid.T) tile {
			z := rapid.Uint8Range(0, 4).Draw(t, "z")
			last := uint32(1)<<z - 1
			return tile{
				tiles.ID{Z: z, X: rapid.Uint32Range(0, last).Draw(t, "x"), Y: rapid.Uint32Range(0, last).Draw(t, "y")},
				rapid.SampledFrom([]string{"a", "bb", "ccc"}).Draw(t, "content"),
			}
		})).Draw(t, "tiles"))
		path, summary := write(t, folder, list)
		r, err := Open(path)
		if err != nil {
			t.Fatalf("%v", err)
		}
		defer r.Close()
		info, err := os.Stat(path)
		if err != nil || summary.Bytes != info.Size() || summary.Tiles != len(list) || uint64(len(list)) != r.Header().Tiles {
			t.Fatalf("summary %+v of %d tiles in %d bytes (%v)", summary, len(list), info.Size(), err)
		}
		want := map[tiles.ID]string{}
		for _, tile := range list {
			want[tile.id] = tile.content
		}
		for h := range uint64(1+4+16+64+256) + 1 {
			id, err := tiles.FromHilbert(h)
			if err != nil {
				t.Fatalf("%v", err)
			}
			got, err := r.Tile(context.Background(), id)
			if content, exists := want[id]; exists && (err != nil || string(got) != content) {
				t.Fatalf("tile %v = %q, %v; want %q", id, got, err, content)
			} else if !exists && !errors.Is(err, tiles.ErrNoTile) {
				t.Fatalf("tile %v = %q, %v; want ErrNoTile", id, got, err)
			}
		}
		var all []tiles.ID
		if err := r.All(func(id tiles.ID) error { all = append(all, id); return nil }); err != nil {
			t.Fatalf("%v", err)
		}
		if len(all) != len(list) {
			t.Fatalf("All visits %d of %d tiles", len(all), len(list))
		}
	})
}

// TestRunsAndCopies stores one content once, and neighbours on the curve in one entry.
func TestRunsAndCopies(t *testing.T) {
	var list []tile
	for h := range uint64(21) {
		id, err := tiles.FromHilbert(h)
		if err != nil {
			t.Fatal(err)
		}
		content := "sea"
		if h == 10 {
			content = "island"
		}
		list = append(list, tile{id, content})
	}
	path, summary := write(t, t.TempDir(), list)
	if summary.Tiles != 21 || summary.Contents != 2 {
		t.Errorf("summary %+v, want 21 tiles of 2 contents", summary)
	}
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if h := r.Header(); h.Entries != 3 || h.Contents != 2 || h.data.length != uint64(len("sea")+len("island")) {
		t.Errorf("header %+v, want 3 entries, 2 contents, 9 bytes", h)
	}
}

// TestLeafDirectories needs a directory too large for the first 16,384 bytes.
func TestLeafDirectories(t *testing.T) {
	list := scatter(30_000)
	path, summary := write(t, t.TempDir(), list)
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	h := r.Header()
	if h.leaves.length == 0 || h.root.offset+h.root.length > rootEnd {
		t.Errorf("header %+v: want leaf directories, and the root directory before byte %d", h, rootEnd)
	}
	if end := h.data.offset + h.data.length; end != uint64(summary.Bytes) {
		t.Errorf("the parts end at byte %d of %d", end, summary.Bytes)
	}
	for _, want := range list {
		if got, err := r.Tile(context.Background(), want.id); err != nil || string(got) != want.content {
			t.Fatalf("tile %v: %d bytes, %v; want %d bytes", want.id, len(got), err, len(want.content))
		}
	}
}

func TestSameTilesSameBytes(t *testing.T) {
	list := scatter(2_000)
	var files [2][]byte
	for i := range files {
		path, _ := write(t, t.TempDir(), list)
		var err error
		if files[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two archives of the same tiles differ")
	}
}

func TestWriterRefuses(t *testing.T) {
	tests := []struct {
		name  string
		tiles []tile
	}{
		{"a tile twice", []tile{{tiles.ID{Z: 1}, "a"}, {tiles.ID{Z: 1}, "a"}}},
		{"tiles against the curve", []tile{{tiles.ID{Z: 1, X: 1}, "a"}, {tiles.ID{Z: 1}, "b"}}},
		{"a tile that does not exist", []tile{{tiles.ID{Z: 1, X: 2}, "a"}}},
		{"a tile without content", []tile{{tiles.ID{Z: 1}, ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			w, err := Create(filepath.Join(folder, "test.pmtiles"), britain, Metadata{})
			if err != nil {
				t.Fatal(err)
			}
			for _, tile := range tt.tiles {
				err = w.Add(tile.id, []byte(tile.content))
			}
			if err == nil {
				t.Error("the last tile was taken")
			}
			w.Abort()
			if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
				t.Errorf("Abort left %v (%v)", left, err)
			}
		})
	}
}

// TestManyReaders is for the race detector.
func TestManyReaders(t *testing.T) {
	list := scatter(500)
	path, _ := write(t, t.TempDir(), list)
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var readers sync.WaitGroup
	for range 20 {
		readers.Go(func() {
			var buffer []byte
			for _, want := range list {
				var err error
				if buffer, err = r.AppendTile(context.Background(), buffer[:0], want.id); err != nil || string(buffer) != want.content {
					t.Errorf("tile %v: %v", want.id, err)
					return
				}
			}
		})
	}
	readers.Wait()
}

func TestTileStopsWhenCancelled(t *testing.T) {
	path, _ := write(t, t.TempDir(), []tile{{tiles.ID{}, "a"}})
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Tile(ctx, tiles.ID{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that the context was cancelled", err)
	}
}

func BenchmarkTile(b *testing.B) {
	list := scatter(30_000)
	path, _ := write(b, b.TempDir(), list)
	r, err := Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	var buffer []byte
	i := 0
	for b.Loop() {
		if buffer, err = r.AppendTile(context.Background(), buffer[:0], list[i%len(list)].id); err != nil {
			b.Fatal(err)
		}
		i += 7919
	}
}

func BenchmarkOpen(b *testing.B) {
	path, _ := write(b, b.TempDir(), scatter(30_000))
	for b.Loop() {
		r, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}
