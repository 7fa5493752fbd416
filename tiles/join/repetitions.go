package join

import (
	"encoding/binary"
	"math/bits"

	"hotspotmap/tiles/deflate"
)

// recordKey is with how many bytes records must begin alike to be known as alike: a number's length and type, and half of its digits.
const recordKey = 6

// recordSlots is the binary logarithm of how many beginnings of records are remembered.
const recordSlots = 10

// repetitions find what a record of a text begins with that one before it began with too.
type repetitions struct {
	latest [1 << recordSlots]uint32 // record with such a beginning: where it begins, plus one
}

// reset forgets all records.
func (r *repetitions) reset() { clear(r.latest[:]) }

// find returns how many bytes the record at text[from:to] begins with as one did so many bytes before; 0 when there is none. Records come
// one after the other.
func (r *repetitions) find(text []byte, from, to int) (length, distance int) {
	if to-from < recordKey || len(text)-from < 8 {
		return 0, 0
	}
	key := binary.LittleEndian.Uint64(text[from:]) << (64 - 8*recordKey)
	slot := &r.latest[key*0x9E3779B97F4A7C15>>(64-recordSlots)] // 2^64 over the golden ratio
	before := int(*slot) - 1
	*slot = uint32(from) + 1
	if before < 0 || from-before > deflate.Farthest {
		return 0, 0
	}
	to = min(to, from+deflate.MostRepeated)
	if length = common(text[before:from], text[from:to]); length < recordKey {
		return 0, 0
	}
	return length, from - before
}

// common counts the bytes with which both begin.
func common(a, b []byte) int {
	n, end := 0, min(len(a), len(b))
	for ; end-n >= 8; n += 8 {
		if differ := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); differ != 0 {
			return n + bits.TrailingZeros64(differ)/8
		}
	}
	for n < end && a[n] == b[n] {
		n++
	}
	return n
}
