package deflate

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkLiterals codes bytes that are like a tile's shapes.
func BenchmarkLiterals(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	content := make([]byte, 1<<16)
	for i := range content {
		content[i] = byte(random.ExpFloat64() * 20)
	}
	var counts Counts
	counts.Add(content...)
	codes := NewCodes(counts)
	b.SetBytes(int64(len(content)))
	var w Writer
	for b.Loop() {
		w.Reset()
		w.Begin(codes)
		w.Literals(content)
	}
}
