package table

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
)

// OpenStreetMap's binary format, https://wiki.openstreetmap.org/wiki/PBF_Format: blocks of packed protocol buffers, each at most
// mostBlock bytes when unpacked.
const (
	mostBlobHeader = 64 << 10
	mostBlock      = 32 << 20
)

var (
	errPBF        = errors.New("it is damaged, or was cut short")
	errPBFPacking = errors.New("it is packed in a way this program does not unpack; ask for zlib")
)

// pbfHead is how much of a file tells the format.
const pbfHead = 32

// isPBF reports whether a file begins as the format does: a header of a known length that names an OSMHeader.
func isPBF(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0, 0}) && bytes.Contains(head, []byte("OSMHeader"))
}

// eachBlock unpacks the blocks of data one after another. A block is valid until the next.
func eachBlock(content []byte, yield func(block []byte) error) error {
	var unpacked []byte
	for len(content) > 0 {
		kind, blob, rest, err := nextBlob(content)
		if err != nil {
			return err
		}
		content = rest
		if kind != "OSMData" {
			if kind == "OSMHeader" {
				if unpacked, err = unpackBlob(blob, unpacked); err == nil {
					err = knownFeatures(unpacked)
				}
			}
			if err != nil {
				return err
			}
			continue
		}
		if unpacked, err = unpackBlob(blob, unpacked); err != nil {
			return err
		}
		if err := yield(unpacked); err != nil {
			return err
		}
	}
	return nil
}

// nextBlob cuts off one blob: its length, its header, and what the header says follows.
func nextBlob(content []byte) (kind string, blob, rest []byte, err error) {
	if len(content) < 4 {
		return "", nil, nil, errPBF
	}
	n := binary.BigEndian.Uint32(content)
	content = content[4:]
	if n > mostBlobHeader || int(n) > len(content) {
		return "", nil, nil, errPBF
	}
	size := uint64(0)
	header := message(content[:n])
	for header.next() {
		switch header.field {
		case 1:
			kind = string(header.bytes)
		case 3:
			size = header.number
		}
	}
	content = content[n:]
	if header.broken || size > uint64(len(content)) {
		return "", nil, nil, errPBF
	}
	return kind, content[:size], content[size:], nil
}

// unpackBlob gives a blob's content, in the memory of the one before.
func unpackBlob(blob, into []byte) ([]byte, error) {
	m := message(blob)
	var raw, packed []byte
	size := uint64(0)
	for m.next() {
		switch m.field {
		case 1:
			raw = m.bytes
		case 2:
			size = m.number
		case 3:
			packed = m.bytes
		case 4, 5, 6, 7:
			return nil, errPBFPacking
		}
	}
	switch {
	case m.broken || size > mostBlock || len(raw) > mostBlock:
		return nil, errPBF
	case packed == nil:
		return append(into[:0], raw...), nil
	}
	reader, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, errPBF
	}
	buffer := bytes.NewBuffer(into[:0])
	if n, err := io.Copy(buffer, io.LimitReader(reader, int64(size)+1)); err != nil || uint64(n) != size {
		return nil, errPBF
	}
	return buffer.Bytes(), nil
}

// knownFeatures is an error when reading a file takes what we cannot do.
func knownFeatures(header []byte) error {
	m := message(header)
	for m.next() {
		if feature := string(m.bytes); m.field == 4 && feature != "OsmSchema-V0.6" && feature != "DenseNodes" {
			return fmt.Errorf("reading it takes %q, which this program does not know", feature)
		}
	}
	if m.broken {
		return errPBF
	}
	return nil
}
