package pmtiles

import (
	"bytes"
	"fmt"
	"io"

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

// Unpack returns a tile as it was before it was packed, if that was at most so many bytes.
func Unpack(packed []byte, most int64) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(content)) > most {
		return nil, fmt.Errorf("it unpacks to more than %d bytes", most)
	}
	return content, nil
}
