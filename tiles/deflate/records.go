package deflate

import (
	"encoding/binary"
	"math/bits"
)

// What a repetition may be (RFC 1951, 2).
const (
	leastRepeated = 4 // shorter ones hardly save anything
	mostRepeated  = 258
	farthest      = 32768
)

// records are what a block of records is made with.
type records struct {
	tokens []uint32 // a byte, or the length of a repetition << 16 | its distance
	counts Counts
	codes  Codes
	seen   [1 << 12]uint32 // where a record with such a beginning stands, plus one
}

// Records writes a block of records, the parts of content that end where ends says: those that begin as one before did are written as
// its repetition up to where they differ.
func (w *Writer) Records(content []byte, ends []uint32) {
	r := &w.records
	r.find(content, ends)
	r.codes.set(&r.counts)
	w.Begin(&r.codes)
	for _, t := range r.tokens {
		if t < 1<<16 {
			c := r.codes.symbols[t]
			w.out.append(uint64(c.bits), uint(c.n))
			continue
		}
		length, distance := lengthSymbol(int(t>>16)), distanceSymbol(int(t&0xffff)+1)
		c, d := r.codes.symbols[length.symbol], r.codes.distances[distance.symbol]
		w.out.append(uint64(c.bits)|uint64(length.extra)<<c.n, uint(c.n+length.n))
		w.out.append(uint64(d.bits)|uint64(distance.extra)<<d.n, uint(d.n+distance.n))
	}
	w.End()
}

// find finds the tokens of content, and counts them.
func (r *records) find(content []byte, ends []uint32) {
	r.tokens, r.counts = r.tokens[:0], Counts{}
	clear(r.seen[:])
	from := 0
	for _, end := range ends {
		to, at := int(end), from
		if begin, ok := beginning(content, from, to); ok {
			slot := &r.seen[begin*0x9E3779B97F4A7C15>>(64-12)] // 2^64 over the golden ratio
			if before := int(*slot) - 1; before >= 0 && from-before <= farthest {
				if n := repeated(content, before, from, min(to, from+mostRepeated)); n >= leastRepeated {
					r.tokens = append(r.tokens, uint32(n)<<16|uint32(from-before-1))
					r.counts.symbols[lengthSymbol(n).symbol]++
					r.counts.distances[distanceSymbol(from-before).symbol]++
					at += n
				}
			}
			*slot = uint32(from) + 1
		}
		for _, b := range content[at:to] {
			r.tokens = append(r.tokens, uint32(b))
			r.counts.symbols[b]++
		}
		from = to
	}
}

// beginning is the first six bytes of a record; false when it is shorter.
func beginning(content []byte, from, to int) (uint64, bool) {
	const n = 6
	if to-from < n || len(content)-from < 8 {
		return 0, false
	}
	return binary.LittleEndian.Uint64(content[from:]) & (1<<(8*n) - 1), true
}

// repeated counts how many bytes are the same from two places on, until the later one comes to an end.
func repeated(content []byte, before, from, end int) int {
	earlier, later := content[before:], content[from:end]
	n := 0
	for ; len(later)-n >= 8; n += 8 {
		if differ := binary.LittleEndian.Uint64(earlier[n:]) ^ binary.LittleEndian.Uint64(later[n:]); differ != 0 {
			return n + bits.TrailingZeros64(differ)/8
		}
	}
	for n < len(later) && earlier[n] == later[n] {
		n++
	}
	return n
}

// repetition is the symbol of a length or a distance, with its extra bits.
type repetition struct {
	symbol int
	extra  uint32
	n      uint8 // of extra bits
}

// lengthSymbol returns the symbol of a length of 3 to 258.
func lengthSymbol(length int) repetition {
	if length == mostRepeated {
		return repetition{symbol: 285}
	}
	group := extraOf(length-3, 4)
	group.symbol += endOfBlock + 1
	return group
}

// distanceSymbol returns the symbol of a distance of 1 to 32768.
func distanceSymbol(distance int) repetition { return extraOf(distance-1, 2) }

// extraOf returns the symbol of a number, where the first 2·each numbers have one each, and from then on each symbols share an
// extra bit more than those before.
func extraOf(number, each int) repetition {
	if number < 2*each {
		return repetition{symbol: number}
	}
	shift := bits.Len(uint(number)) - bits.Len(uint(each))
	return repetition{symbol: shift*each + number>>shift, extra: uint32(number & (1<<shift - 1)), n: uint8(shift)}
}
