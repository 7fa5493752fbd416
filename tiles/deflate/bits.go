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
	room := s.grow((len(content)*most + 7) / 8)
	waiting, n, at := s.waiting, s.n, 0
	for ; len(content) >= 3; content = content[3:] { // of which the codes fit into what waits
		a, b, c := codes.symbols[content[0]], codes.symbols[content[1]], codes.symbols[content[2]]
		waiting |= a.bits() << (n & 63)
		n += a.n()
		waiting |= b.bits() << (n & 63)
		n += b.n()
		waiting |= c.bits() << (n & 63)
		n += c.n()
		binary.LittleEndian.PutUint64(room[at:], waiting)
		at += int(n >> 3)
		waiting >>= n & 56
		n &= 7
	}
	for _, b := range content {
		c := codes.symbols[b]
		waiting |= c.bits() << (n & 63)
		n += c.n()
	}
	binary.LittleEndian.PutUint64(room[at:], waiting)
	at += int(n >> 3)
	s.bytes, s.waiting, s.n = s.bytes[:len(s.bytes)+at], waiting>>(n&56), n&7
}

// grow makes room for so many bytes, and for what may be written behind them. It returns the room.
func (s *bitString) grow(bytes int) []byte {
	s.bytes = slices.Grow(s.bytes, bytes+8)
	return s.bytes[len(s.bytes):cap(s.bytes)]
}

// whole fills the last byte, and returns the bytes.
func (s *bitString) whole() []byte {
	s.append(0, (8-s.n)%8)
	return s.bytes
}

// closed fills the last byte, and returns the bytes with what [bitString.appendBits] may look at behind them.
func (s *bitString) closed() []byte {
	return append(s.whole(), 0, 0, 0, 0)
}

// appendBits appends the first n bits of a string that was closed.
func (s *bitString) appendBits(closed []byte, n int) {
	room := s.grow((n+7)/8 + 8)
	at := 0
	for ; n >= 64; n -= 64 {
		word := binary.LittleEndian.Uint64(closed[at:])
		binary.LittleEndian.PutUint64(room[at:], s.waiting|word<<(s.n&7))
		s.waiting = word >> 1 >> (63 - s.n&7)
		at += 8
	}
	s.bytes = s.bytes[:len(s.bytes)+at]
	if n > 32 {
		s.append(uint64(binary.LittleEndian.Uint32(closed[at:])), 32)
		at, n = at+4, n-32
	}
	s.append(uint64(binary.LittleEndian.Uint32(closed[at:]))&(1<<n-1), uint(n))
}
