package pmtiles

import (
	"bytes"

	"github.com/klauspost/compress/gzip"
)

// compress packs directories and metadata. The header of its gzip names no time and no system, so equal input gives
// equal bytes.
func compress(content []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	w.Write(content)                                      // a bytes.Buffer takes everything
	w.Close()
	return b.Bytes()
}
