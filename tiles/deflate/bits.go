package deflate

import "encoding/binary"

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
	s.waiting |= bits << s.n
	s.n += n
	s.bytes = binary.LittleEndian.AppendUint64(s.bytes, s.waiting)[:len(s.bytes)+int(s.n>>3)]
	s.waiting >>= s.n &^ 7
	s.n &= 7
}

// appendLiterals appends the codes of bytes.
func (s *bitString) appendLiterals(codes *Codes, content []byte) {
	bytes, waiting, n := s.bytes, s.waiting, s.n
	for _, b := range content {
		c := codes.symbols[b]
		waiting |= uint64(c.bits) << n
		n += uint(c.n)
		if n >= 48 { // a code has at most 15
			bytes = binary.LittleEndian.AppendUint64(bytes, waiting)[:len(bytes)+6]
			waiting >>= 48
			n -= 48
		}
	}
	s.bytes, s.waiting, s.n = bytes, waiting, n
	s.append(0, 0)
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
