package deflate

import (
	"encoding/binary"
	"hash/crc32"
)

// gzipHead says: deflate, and nothing of time, name or system (RFC 1952, 2.3).
const gzipHead = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"

// What a repetition may be (RFC 1951, 2).
const (
	MostRepeated = 258
	Farthest     = 32768
)

// Writer writes one gzip after another in the same memory. It is for one goroutine at a time.
type Writer struct {
	out   bitString
	codes *Codes // of the block
}

// Reset begins a gzip.
func (w *Writer) Reset() {
	w.out = bitString{bytes: append(w.out.bytes[:0], gzipHead...)}
}

// Begin begins a block with codes, in which parts that they coded can stand.
func (w *Writer) Begin(codes *Codes) {
	w.codes = codes
	w.out.append(0, 1) // not the last
	w.out.appendBits(codes.head, codes.headBits)
}

// Literals writes bytes of the block as they are.
func (w *Writer) Literals(content []byte) { w.out.appendLiterals(w.codes, content) }

// Coded writes part i of what the block's codes coded.
func (w *Writer) Coded(c Coded, i int) {
	part := c.parts[i]
	w.out.appendBits(c.bits[part.from:], int(part.bits))
}

// Repeat writes again what stands distance bytes before, as many bytes as length says, of 3 to [MostRepeated]. The codes must have been made for
// such.
func (w *Writer) Repeat(length, distance int) {
	l, d := lengthSymbol(length), distanceSymbol(distance)
	long, far := w.codes.symbols[l.symbol], w.codes.distances[d.symbol]
	bits, n := long.bits()|uint64(l.extra)<<(long.n()&63), long.n()+uint(l.n)
	bits, n = bits|far.bits()<<(n&63), n+far.n()
	w.out.append(bits|uint64(d.extra)<<(n&63), n+uint(d.n))
}

// End ends the block.
func (w *Writer) End() {
	end := w.codes.symbols[endOfBlock]
	w.out.append(end.bits(), end.n())
}

// Finish ends the gzip, of content in all, and returns it. It is good until the next.
func (w *Writer) Finish(content []byte) []byte {
	w.out.append(1, 1) // the last block, which is empty
	w.out.append(1, 2) // and has the codes of the specification
	w.out.append(0, 7) // of which this is the end
	out := binary.LittleEndian.AppendUint32(w.out.whole(), crc32.ChecksumIEEE(content))
	w.out.bytes = binary.LittleEndian.AppendUint32(out, uint32(len(content)))
	return w.out.bytes
}
