package table

import "encoding/binary"

// protobuf reads the fields of a protocol buffer message one by one, https://protobuf.dev/programming-guides/encoding/.
type protobuf struct {
	rest   []byte
	field  uint64
	number uint64 // of a field that is one
	bytes  []byte // of one that is text, a message or packed numbers
	broken bool
}

func message(text []byte) *protobuf { return &protobuf{rest: text} }

// next reads a field and reports whether there was one.
func (p *protobuf) next() bool {
	if len(p.rest) == 0 || p.broken {
		return false
	}
	tag := p.varint()
	p.field, p.number, p.bytes = tag>>3, 0, nil
	switch tag & 7 {
	case 0:
		p.number = p.varint()
	case 1:
		p.take(8)
	case 2:
		p.bytes = p.take(p.varint())
	case 5:
		p.take(4)
	default:
		p.broken = true
	}
	return !p.broken
}

func (p *protobuf) varint() uint64 {
	v, n := binary.Uvarint(p.rest)
	if n <= 0 {
		p.broken = true
		return 0
	}
	p.rest = p.rest[n:]
	return v
}

func (p *protobuf) take(n uint64) []byte {
	if n > uint64(len(p.rest)) {
		p.broken = true
		return nil
	}
	taken := p.rest[:n:n]
	p.rest = p.rest[n:]
	return taken
}

// numbers are packed numbers, read one by one.
type numbers struct {
	rest   []byte
	broken bool
}

func (n *numbers) more() bool { return len(n.rest) > 0 && !n.broken }

func (n *numbers) next() uint64 {
	v, size := binary.Uvarint(n.rest)
	if size <= 0 {
		n.broken = true
		return 0
	}
	n.rest = n.rest[size:]
	return v
}

// signed reads a number that may be negative.
func (n *numbers) signed() int64 { return zigzag(n.next()) }

// zigzag undoes the encoding of numbers that may be negative: 0, -1, 1, -2, … are written as 0, 1, 2, 3, …
func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
