package deflate

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// unpacked reads a gzip with the reader of Go's library, which knows nothing of how it was made.
func unpacked(t interface{ Fatalf(string, ...any) }, packed []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatalf("%v", err)
	}
	z.Multistream(false) // browsers read one
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("after %d bytes: %v", len(content), err)
	}
	return content
}

// endsOf is where each of these parts ends when they stand one after the other.
func endsOf(parts [][]byte) (content []byte, ends []uint32) {
	for _, p := range parts {
		content = append(content, p...)
		ends = append(ends, uint32(len(content)))
	}
	return content, ends
}

// TestRoundTrip puts coded parts between other bytes, in two blocks.
func TestRoundTrip(t *testing.T) {
	w := &Writer{}
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte("aab"))), 0, 30)
		var want []byte
		w.Reset()
		for range 2 {
			parts := rapid.SliceOfN(piece, 0, 20).Draw(t, "parts")
			content, ends := endsOf(parts)
			var counts Counts
			counts.Add(content...)
			coded := NewCodes(counts).Code(content, ends)
			w.Begin(coded.Codes())
			for i, part := range parts {
				between := piece.Draw(t, "between")
				w.Literals(between)
				w.Coded(coded, i)
				want = append(append(want, between...), part...)
			}
			w.End()
		}
		if got := unpacked(t, w.Finish(want)); !bytes.Equal(got, want) {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}

// TestRepeat repeats at every length that may be, and at distances from the least to the greatest.
func TestRepeat(t *testing.T) {
	var counts Counts
	for n := 3; n <= MostRepeated; n++ {
		counts.AddRepetition(n, 1)
	}
	for n := 1; n <= Farthest; n++ {
		counts.AddRepetition(3, n)
	}
	codes := NewCodes(counts)
	random := rand.New(rand.NewPCG(1, 2))
	var before []byte
	for range Farthest {
		before = append(before, byte(random.Uint32()))
	}
	w := &Writer{}
	w.Reset()
	w.Begin(codes)
	w.Literals(before)
	want := bytes.Clone(before)
	repeat := func(length, distance int) {
		w.Repeat(length, distance)
		for range length {
			want = append(want, want[len(want)-distance])
		}
	}
	for n := 3; n <= MostRepeated; n++ {
		repeat(n, n)
	}
	for n := 1; n <= Farthest; n += 1 + n/50 {
		repeat(3, n)
	}
	repeat(MostRepeated, Farthest)
	w.End()
	if got := unpacked(t, w.Finish(want)); !bytes.Equal(got, want) {
		t.Error("read back differs")
	}
}

// TestLengths compares with what Huffman's method gives by hand, and with the limit where that has longer ones.
func TestLengths(t *testing.T) {
	for _, tt := range []struct {
		name   string
		counts []uint32
		limit  int
		want   []uint8
	}{
		{"nothing", []uint32{0, 0}, 15, []uint8{0, 0}},
		{"one symbol", []uint32{0, 7}, 15, []uint8{0, 1}},
		{"two symbols", []uint32{9, 1}, 15, []uint8{1, 1}},
		{"Huffman's", []uint32{5, 9, 12, 13, 16, 45}, 15, []uint8{4, 4, 3, 3, 3, 1}}, // Cormen et al., Introduction to Algorithms, 16.3
		{"as unequal as can be", []uint32{1, 1, 2, 3, 5, 8}, 15, []uint8{5, 5, 4, 3, 2, 1}},
		{"the same, limited", []uint32{1, 1, 2, 3, 5, 8}, 3, []uint8{3, 3, 3, 3, 2, 2}},
		{"all alike", []uint32{4, 4, 4, 4}, 2, []uint8{2, 2, 2, 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := make([]uint8, len(tt.counts))
			setLengths(got, tt.counts, tt.limit)
			if !bytes.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestLengthsFillTheRoom holds lengths to Kraft's equation, and to the entropy of what they are for.
func TestLengthsFillTheRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.OneOf(rapid.Uint32Max(3), rapid.Uint32Max(1<<30)), 2, symbols).Draw(t, "counts")
		counts[0], counts[1] = counts[0]|1, counts[1]|1
		lengths := make([]uint8, len(counts))
		setLengths(lengths, counts, 15)
		room, total, coded, entropy := 0, 0.0, 0.0, 0.0
		for _, n := range counts {
			total += float64(n)
		}
		for i, n := range lengths {
			if (n == 0) != (counts[i] == 0) || n > 15 {
				t.Fatalf("symbol %d, %d times, has a code of %d bits", i, counts[i], n)
			}
			if n > 0 {
				room += 1 << (15 - n)
				coded += float64(counts[i]) * float64(n)
				entropy -= float64(counts[i]) * math.Log2(float64(counts[i])/total)
			}
		}
		if room != 1<<15 {
			t.Fatalf("codes take %d of %d", room, 1<<15)
		}
		if coded > entropy+total*1.01 {
			t.Fatalf("%.0f bits for %.0f of entropy", coded, entropy)
		}
	})
}

// FuzzCodes counts some bytes, and codes others.
func FuzzCodes(f *testing.F) {
	f.Add([]byte("E01000001E01000002E01000003"), []byte("E01000004"))
	f.Add([]byte{}, []byte{})
	f.Add(bytes.Repeat([]byte{0}, 1<<16), []byte{0, 1, 255})
	f.Fuzz(func(t *testing.T, counted, content []byte) {
		var counts Counts
		counts.Add(counted...)
		coded := NewCodes(counts).Code(content, []uint32{uint32(len(content) / 3), uint32(len(content))})
		w := &Writer{}
		w.Reset()
		w.Begin(coded.Codes())
		w.Coded(coded, 0)
		w.Coded(coded, 1)
		w.Literals(content)
		w.End()
		twice := append(bytes.Clone(content), content...)
		if got := unpacked(t, w.Finish(twice)); !bytes.Equal(got, twice) {
			t.Error("read back differs")
		}
	})
}
