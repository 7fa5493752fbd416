package deflate

import "slices"

// Coded is any number of parts that were coded with the same codes.
type Coded struct {
	codes *Codes
	bits  []byte
	ends  []uint32 // of the parts, in bits
}

// Code codes the parts of content that end where ends says.
func (c *Codes) Code(content []byte, ends []uint32) Coded {
	var s bitString
	coded := Coded{codes: c, ends: make([]uint32, len(ends))}
	from := uint32(0)
	for i, to := range ends {
		s.appendLiterals(c, content[from:to])
		coded.ends[i] = uint32(s.len())
		from = to
	}
	coded.bits = slices.Clone(s.closed())
	return coded
}

// Codes returns the codes of the parts.
func (c Coded) Codes() *Codes { return c.codes }

// Bytes is about how much memory the parts take.
func (c Coded) Bytes() int { return len(c.bits) + 4*len(c.ends) }

// part returns where part i stands.
func (c Coded) part(i int) (from, to int) {
	if i > 0 {
		from = int(c.ends[i-1])
	}
	return from, int(c.ends[i])
}
