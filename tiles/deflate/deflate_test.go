package deflate

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// unpacked reads a gzip with the reader of Go's library, which knows nothing of how it was made.
func unpacked(t testing.TB, packed []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
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

// pack packs coded parts with other bytes before each, and then records.
func pack(w *Writer, codes *Codes, coded Coded, parts, between, records [][]byte) []byte {
	var content []byte
	w.Reset()
	w.Begin(codes)
	for i, part := range parts {
		w.Literals(between[i])
		w.Coded(coded, i)
		content = append(append(content, between[i]...), part...)
	}
	w.End()
	text, ends := endsOf(records)
	w.Records(text, ends)
	return w.Finish(append(content, text...))
}

func TestRoundTrip(t *testing.T) {
	w := &Writer{}
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte("aab"))), 0, 30)
		parts := rapid.SliceOfN(piece, 0, 20).Draw(t, "parts")
		between := rapid.SliceOfN(piece, len(parts), len(parts)).Draw(t, "between")
		records := rapid.SliceOfN(rapid.OneOf(piece, rapid.Map(rapid.IntRange(0, 300), func(n int) []byte {
			return []byte(strings.Repeat("Birmingham ", n/11+1)[:n])
		})), 0, 40).Draw(t, "records")
		shapes, ends := endsOf(parts)
		var counts Counts
		counts.Add(shapes...)
		codes := NewCodesForAll(counts)
		got := unpackedRapid(t, pack(w, codes, codes.Code(shapes, ends), parts, between, records))
		var want []byte
		for i := range parts {
			want = append(append(want, between[i]...), parts[i]...)
		}
		for _, r := range records {
			want = append(want, r...)
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}

func unpackedRapid(t *rapid.T, packed []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("after %d bytes: %v", len(content), err)
	}
	return content
}

// TestRecordsRepeat packs records that repeat each other at every length and distance that a repetition may have, and beyond.
func TestRecordsRepeat(t *testing.T) {
	w := &Writer{}
	for length := 3; length <= 300; length++ {
		for _, distance := range []int{length, 1000 + length, farthest - 1, farthest, farthest + 1} {
			record := []byte(strings.Repeat("0123456789abcdef", 20)[:length])
			filler := bytes.Repeat([]byte{'-'}, distance-length)
			content, ends := endsOf([][]byte{record, filler, record, []byte("the end")})
			w.Reset()
			w.Records(content, ends)
			packed := w.Finish(content)
			if got := unpacked(t, packed); !bytes.Equal(got, content) {
				t.Fatalf("length %d, distance %d: read back differs", length, distance)
			}
			repeats := false
			for _, token := range w.records.tokens {
				repeats = repeats || token == uint32(min(length, mostRepeated))<<16|uint32(distance-1)
			}
			if want := length >= 6 && distance >= length && distance <= farthest && ends[1] > ends[0]; want && !repeats {
				t.Errorf("length %d, distance %d: is not written as a repetition", length, distance)
			}
		}
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

// TestSizes compares with gzip's usual level for records as tiles have them.
func TestSizes(t *testing.T) {
	var records [][]byte
	for i := range 400 {
		code := fmt.Sprintf("\x22\x0b\x0a\x09E0100%04d", 8800+i)
		number := binary.LittleEndian.AppendUint64([]byte("\x22\x09\x19"), math.Float64bits(float64(100+i*7919%9000)/10))
		records = append(records, []byte(code), number)
	}
	content, ends := endsOf(records)
	w := &Writer{}
	w.Reset()
	w.Records(content, ends)
	packed := w.Finish(content)
	if got := unpacked(t, packed); !bytes.Equal(got, content) {
		t.Fatal("read back differs")
	}
	var usual bytes.Buffer
	z := gzip.NewWriter(&usual)
	if _, err := z.Write(content); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	if len(packed) > usual.Len()*5/4 {
		t.Errorf("%d bytes are %d, and %d with gzip", len(content), len(packed), usual.Len())
	}
}

// FuzzRecords packs whatever bytes, cut at whatever places.
func FuzzRecords(f *testing.F) {
	f.Add([]byte("E01000001E01000002E01000003"), []byte{9, 9, 9})
	f.Add([]byte{}, []byte{})
	f.Add(bytes.Repeat([]byte("abcdefgh"), 400), []byte{8, 255, 255})
	f.Fuzz(func(t *testing.T, content, lengths []byte) {
		var ends []uint32
		end := 0
		for _, n := range lengths {
			end = min(end+int(n), len(content))
			ends = append(ends, uint32(end))
		}
		ends = append(ends, uint32(len(content)))
		codes := NewCodesForAll(Counts{})
		w := &Writer{}
		w.Reset()
		w.Records(content, ends)
		w.Begin(codes)
		coded := codes.Code(content, ends)
		for i := range ends {
			w.Coded(coded, i)
		}
		w.End()
		twice := append(bytes.Clone(content), content...)
		if got := unpacked(t, w.Finish(twice)); !bytes.Equal(got, twice) {
			t.Error("read back differs")
		}
	})
}
