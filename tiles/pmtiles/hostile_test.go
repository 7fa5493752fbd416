package pmtiles

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"hotspotmap/tiles"
)

// archive puts an archive together from parts that need not fit.
func archive(root, leaves []byte, data string, change func(h *Header)) []byte {
	h := Header{root: span{headerLen, uint64(len(root))}}
	h.leaves = span{headerLen + h.root.length, uint64(len(leaves))}
	h.data = span{h.leaves.offset + h.leaves.length, uint64(len(data))}
	h.metadata = span{h.leaves.offset, 0}
	if change != nil {
		change(&h)
	}
	file := append(h.append(nil), root...)
	return append(append(file, leaves...), data...)
}

// directory packs entries as they are given, which need not be in order.
func directory(entries ...entry) []byte { return compress(appendDirectory(nil, entries)) }

// varints packs numbers that need not be a directory.
func varints(numbers ...uint64) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return compress(b)
}

func TestHostileArchives(t *testing.T) {
	one := directory(entry{first: 0, length: 1, run: 1})
	// A leaf that points to itself: its own compressed length must be known to write it.
	loop := directory(entry{first: 0, length: 60})
	for range 8 {
		loop = directory(entry{first: 0, length: uint32(len(loop))})
	}
	var fan []entry
	for i := range uint64(60_000) {
		fan = append(fan, entry{first: i * 10, length: uint32(len(loop))})
	}
	tests := []struct {
		name string
		file []byte
		want string
	}{
		{"nothing", nil, "not a PMTiles archive"},
		{"half a header", archive(one, nil, "x", nil)[:100], "not a PMTiles archive"},
		{"another format", append([]byte("SQLite format 3\x00"), make([]byte, 200)...), "not a PMTiles archive"},
		{"version 2", func() []byte { f := archive(one, nil, "x", nil); f[7] = 2; return f }(), "version 2"},
		{"brotli inside", func() []byte { f := archive(one, nil, "x", nil); f[97] = 3; return f }(), "only gzip"},
		{"images", func() []byte { f := archive(one, nil, "x", nil); f[99] = 2; return f }(), "only gzip"},
		{"a root beyond the file", archive(one, nil, "x", func(h *Header) { h.root.offset = 1 << 40 }), "the header places the root directory"},
		{"offsets that overflow", archive(one, nil, "x", func(h *Header) { h.data = span{math.MaxUint64 - 1, 4} }), "the header places the tile data"},
		{"metadata beyond the file", archive(one, nil, "x", func(h *Header) { h.metadata.length = 1 << 62 }), "the header places the metadata"},
		{"a root that is not gzip", archive([]byte("hello"), nil, "x", nil), "read directory"},
		{"a tile beyond the data", archive(directory(entry{length: 2, run: 1}), nil, "x", nil), "outside the tile data"},
		{"a tile offset that overflows", archive(varints(1, 0, 1, 1, math.MaxUint64), nil, "x", nil), "outside the tile data"},
		{"a tile without content", archive(directory(entry{run: 1}), nil, "x", nil), "its content has 0 bytes"},
		{"a tile beyond the last zoom", archive(directory(entry{first: tiles.MaxHilbert + 1, length: 1, run: 1}), nil, "x", nil), "beyond zoom 31"},
		{"a run beyond the last zoom", archive(directory(entry{first: tiles.MaxHilbert, length: 1, run: 2}), nil, "x", nil), "beyond zoom 31"},
		{"a run into the next entry", archive(directory(entry{length: 1, run: 3}, entry{first: 2, length: 1, run: 1}), nil, "x", nil), "reaches into the next"},
		{"a tile twice", archive(varints(2, 5, 0, 1, 1, 1, 1, 1, 1), nil, "x", nil), "does not come after"},
		{"ids that overflow", archive(varints(2, 5, math.MaxUint64, 1, 1, 1, 1, 1, 1), nil, "x", nil), "does not come after"},
		{"a run of more than 32 bits", archive(varints(1, 0, 1<<32, 1, 1), nil, "x", nil), "its run of 4294967296"},
		{"an entry that follows on from nothing", archive(varints(1, 0, 1, 1, 0), nil, "x", nil), "follows on from nothing"},
		{"a count of four milliards", archive(varints(1<<32), nil, "x", nil), "claims 4294967296 entries"},
		{"fewer columns than said", archive(varints(1, 0, 1, 1), nil, "x", nil), "claims 1 entries"},
		{"bytes behind the directory", archive(varints(1, 0, 1, 1, 1, 9), nil, "x", nil), "follow the directory's end"},
		{"a leaf outside the leaves", archive(directory(entry{length: 9}), nil, "x", nil), "outside the leaf directories"},
		{"a leaf that is its own leaf", archive(directory(entry{length: uint32(len(loop))}), loop, "x", nil), "nested more than"},
		{"sixty thousand ways to one leaf", archive(directory(fan...), directory(entry{length: 1, run: 1}), "x", nil), ""},
		{"a leaf that goes back", archive(
			directory(entry{first: 0, length: uint32(len(one))}, entry{first: 7, length: uint32(len(one))}), one, "x", nil), "listed after"},
		{"a directory of a thousand times its size", archive(compress(make([]byte, maxDirectoryBytes+1)), nil, "x", nil), "unpacks to more than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := NewReader(bytes.NewReader(tt.file), int64(len(tt.file)))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("it took %v to refuse", took)
			}
		})
	}
}

// TestTruncatedWhileOpen checks that a file cut short under a reader is an error, not a fault.
func TestTruncatedWhileOpen(t *testing.T) {
	path, _ := write(t, t.TempDir(), []tile{{tiles.ID{}, "the world"}})
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := os.Truncate(path, headerLen); err != nil {
		t.Fatal(err)
	}
	if got, err := r.Tile(context.Background(), tiles.ID{}); err == nil || errors.Is(err, tiles.ErrNoTile) {
		t.Errorf("got %q, %v; want a read error", got, err)
	}
}

// FuzzReader opens whatever it is given, and reads every tile an accepted archive has, up to a thousand.
func FuzzReader(f *testing.F) {
	f.Add(archive(directory(entry{length: 1, run: 1}), nil, "x", nil))
	leaf := directory(entry{first: 3, length: 1, run: 4})
	f.Add(archive(directory(entry{first: 3, length: uint32(len(leaf))}), leaf, "x", nil))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		enough := errors.New("enough")
		n := 0
		err = r.All(func(id tiles.ID) error {
			if _, err := r.Tile(context.Background(), id); err != nil {
				t.Errorf("tile %v: %v", id, err)
			}
			if n++; n == 1000 {
				return enough
			}
			return nil
		})
		if err != nil && !errors.Is(err, enough) {
			t.Error(err)
		}
	})
}

// FuzzDirectory checks that a directory that is accepted is written back the same way.
func FuzzDirectory(f *testing.F) {
	f.Add(appendDirectory(nil, []entry{{first: 1, length: 5, run: 1}, {first: 9, offset: 5, length: 7, run: 3}}))
	f.Fuzz(func(t *testing.T, encoded []byte) {
		entries, err := readDirectory(encoded, maxEntries)
		if err != nil {
			return
		}
		again, err := readDirectory(appendDirectory(nil, entries), maxEntries)
		if err != nil || len(again) != len(entries) {
			t.Fatalf("%v became %v (%v)", entries, again, err)
		}
		for i := range entries {
			if entries[i] != again[i] {
				t.Fatalf("entry %d: %v became %v", i, entries[i], again[i])
			}
		}
	})
}
