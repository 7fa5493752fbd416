package pmtiles

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync/atomic"
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

// Read returns the stored gzip bytes, not to be modified: those on the reader's shelf, or else *buffer, which is made as large as it
// must be.
func (c Content) Read(buffer *[]byte) ([]byte, error) {
	at, blocks := &c.reader.known[c.index].slot, c.reader.shelf.of(c.Len())
	if blocks != nil {
		if content := blocks.get(at, c.Len()); content != nil {
			return content, nil
		}
	}
	content, err := c.Append((*buffer)[:0])
	*buffer = content
	if err == nil && blocks != nil {
		blocks.put(at, content)
	}
	return content, err
}

// known is what a reader has found out of a content. They lie beside each other, so that the collector of memory has nothing to
// follow here either.
type known struct {
	slot   slot
	hashed atomic.Bool
	sum    [sha256.Size]byte // written before hashed is
}

// SHA256 returns the hash of the stored bytes. They are read for it once, so that whoever has the tile already need not wait for
// it to be read.
func (c Content) SHA256() ([sha256.Size]byte, error) {
	known := &c.reader.known[c.index]
	if known.hashed.Load() {
		return known.sum, nil
	}
	content, err := c.Append(nil)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	sum := sha256.Sum256(content)
	c.reader.hashing.Lock()
	defer c.reader.hashing.Unlock()
	if !known.hashed.Load() {
		known.sum = sum
		known.hashed.Store(true)
	}
	return sum, nil
}
