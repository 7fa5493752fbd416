package deflate

import (
	"encoding/binary"
	"slices"
)

// bitString is bits one after the other, the first in the lowest bit of the first byte (RFC 1951, 3.1.1). Up to 7 of the last wait
// until there are more.
type bitString struct {
	bytes   []byte
	waiting uint64
	n       uint // of bits that wait
}

// len is how many bits there are.
func (s *bitString) len() int { return 8*len(s.bytes) + int(s.n) }

// append appends the lowest n bits, of which there may be 56; the others must be 0.
func (s *bitString) append(bits uint64, n uint) {
	s.waiting |= bits << (s.n & 63) // a mask costs less than what a shift by more than 63 would take
	s.n += n
	s.bytes = binary.LittleEndian.AppendUint64(s.bytes, s.waiting)[:len(s.bytes)+int(s.n>>3)]
	s.waiting >>= s.n & 56
	s.n &= 7
}

// appendLiterals appends the codes of bytes.
func (s *bitString) appendLiterals(codes *Codes, content []byte) {
	const most = 15 // bits of a code
	s.bytes = slices.Grow(s.bytes, (len(content)*most+7)/8+8)
	room := s.bytes[len(s.bytes):cap(s.bytes)]
	waiting, n, at := s.waiting, s.n, 0
	for len(content) > 0 {
		few := content[:min(3, len(content))] // of which the codes fit into what waits
		content = content[len(few):]
		for _, b := range few {
			c := codes.symbols[b]
			waiting |= c.bits() << (n & 63)
			n += c.n()
		}
		binary.LittleEndian.PutUint64(room[at:], waiting)
		at += int(n >> 3)
		waiting >>= n & 56
		n &= 7
	}
	s.bytes, s.waiting, s.n = s.bytes[:len(s.bytes)+at], waiting, n
}

// whole fills the last byte, and returns the bytes.
func (s *bitString) whole() []byte {
	s.append(0, (8-s.n)%8)
	return s.bytes
}

// closed fills the last byte, and returns the bytes with what [bitString.appendBits] may look at behind them.
func (s *bitString) closed() []byte {
	return append(s.whole(), 0, 0, 0, 0, 0, 0, 0)
}

// appendBits appends the first n bits of a string that was closed.
func (s *bitString) appendBits(closed []byte, n int) {
	for ; n > 56; n -= 56 {
		s.append(binary.LittleEndian.Uint64(closed)&(1<<56-1), 56)
		closed = closed[7:]
	}
	if n > 0 {
		s.append(binary.LittleEndian.Uint64(closed)&(1<<n-1), uint(n))
	}
}
