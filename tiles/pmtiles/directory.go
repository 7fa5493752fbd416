package pmtiles

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// entry says where the content of a run of tiles is, or, with a run of 0, where the leaf directory is that goes on from
// its first tile.
type entry struct {
	first  uint64 // Hilbert id
	offset uint64 // from the start of the tile data, or of the leaf directories
	length uint32
	run    uint32
}

// appendDirectory appends a directory in the specification's encoding: five columns of varints, ids as differences,
// and 0 for an offset that follows on from the entry before.
func appendDirectory(dst []byte, entries []entry) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		dst = binary.AppendUvarint(dst, e.first-last)
		last = e.first
	}
	for _, e := range entries {
		dst = binary.AppendUvarint(dst, uint64(e.run))
	}
	for _, e := range entries {
		dst = binary.AppendUvarint(dst, uint64(e.length))
	}
	next := uint64(0)
	for i, e := range entries {
		if i > 0 && e.offset == next {
			dst = append(dst, 0)
		} else {
			dst = binary.AppendUvarint(dst, e.offset+1)
		}
		next = e.offset + uint64(e.length)
	}
	return dst
}

var errDirectoryEnd = errors.New("the directory ends early or has a number over 64 bits")

// readDirectory decodes a directory of at most most entries and checks that their tiles are in order and apart.
func readDirectory(b []byte, most int) ([]entry, error) {
	next := func() (uint64, error) {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return 0, errDirectoryEnd
		}
		b = b[n:]
		return v, nil
	}
	count, err := next()
	if err != nil {
		return nil, err
	}
	// An entry takes at least four bytes, so a count beyond that lies, and memory is never taken for it.
	if count > uint64(len(b)/4) || count > uint64(most) {
		return nil, fmt.Errorf("a directory of %d bytes claims %d entries; at most %d are read", len(b), count, most)
	}
	entries := make([]entry, count)
	for _, set := range []func(entries []entry, i int, v uint64) error{setFirst, setRun, setLength, setOffset} {
		for i := range entries {
			v, err := next()
			if err != nil {
				return nil, err
			}
			if err := set(entries, i, v); err != nil {
				return nil, fmt.Errorf("entry %d: %w", i, err)
			}
		}
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("%d bytes follow the directory's end", len(b))
	}
	return entries, nil
}

func setFirst(entries []entry, i int, v uint64) error {
	if i > 0 {
		last := entries[i-1].first
		if v == 0 || v > math.MaxUint64-last {
			return fmt.Errorf("its first tile does not come after tile %d", last)
		}
		v += last
	}
	entries[i].first = v
	return nil
}

func setRun(entries []entry, i int, v uint64) error {
	if v > math.MaxUint32 || i+1 < len(entries) && v > entries[i+1].first-entries[i].first {
		return fmt.Errorf("its run of %d tiles reaches into the next entry", v)
	}
	entries[i].run = uint32(v)
	return nil
}

func setLength(entries []entry, i int, v uint64) error {
	if v == 0 || v > math.MaxUint32 {
		return fmt.Errorf("its content has %d bytes", v)
	}
	entries[i].length = uint32(v)
	return nil
}

func setOffset(entries []entry, i int, v uint64) error {
	switch {
	case v > 0:
		entries[i].offset = v - 1
	case i > 0:
		entries[i].offset = entries[i-1].offset + uint64(entries[i-1].length)
	default:
		return errors.New("it follows on from nothing")
	}
	return nil
}
