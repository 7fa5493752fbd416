package pmtiles

import (
	"crypto/sha256"
	"fmt"
	"slices"
)

// Content is what an archive stores for a tile, found and not read yet. It is a small value, and may be compared.
type Content struct {
	reader *Reader
	index  int // of its entry
}

// Len is the number of bytes.
func (c Content) Len() int { return int(c.reader.entries[c.index].length) }

// Append appends the stored gzip bytes to dst.
func (c Content) Append(dst []byte) ([]byte, error) {
	start, at := len(dst), c.reader.entries[c.index]
	dst = slices.Grow(dst, c.Len())[:start+c.Len()]
	if _, err := c.reader.source.ReadAt(dst[start:], int64(at.offset)); err != nil {
		return dst[:start], fmt.Errorf("read %d bytes at %d: %w", at.length, at.offset, err)
	}
	return dst, nil
}

// SHA256 returns the hash of the stored bytes. They are read for it once, so that whoever has the tile already need not wait for
// it to be read.
func (c Content) SHA256() ([sha256.Size]byte, error) {
	if sum := c.reader.hashes[c.index].Load(); sum != nil {
		return *sum, nil
	}
	content, err := c.Append(nil)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	sum := sha256.Sum256(content)
	c.reader.hashes[c.index].Store(&sum)
	return sum, nil
}
