package deflate

import "slices"

// Coded are parts that were coded with the same codes, to be put into blocks of those. More may be added while copies of the Coded are
// read.
type Coded struct {
	codes *Codes
	bits  []byte
	parts []part
}

// part is where a part begins, in whole bytes, and how many bits it has.
type part struct{ from, bits uint32 }

// NewCoded returns no parts yet.
func NewCoded(codes *Codes) Coded { return Coded{codes: codes} }

// Codes returns the codes of the parts.
func (c Coded) Codes() *Codes { return c.codes }

// Append codes the parts of content that end where ends says.
func (c *Coded) Append(content []byte, ends []uint32) {
	from := uint32(0)
	for _, to := range ends {
		s := bitString{bytes: c.bits}
		s.appendLiterals(c.codes, content[from:to])
		c.parts = append(c.parts, part{uint32(len(c.bits)), uint32(s.len() - 8*len(c.bits))})
		c.bits, from = s.whole(), to
	}
	s := bitString{bytes: c.bits}
	c.bits = s.closed()
}

// Compact gives memory back that was taken for more parts.
func (c *Coded) Compact() { c.bits, c.parts = slices.Clone(c.bits), slices.Clone(c.parts) }

// Len returns how many parts there are.
func (c Coded) Len() int { return len(c.parts) }

// Bytes is about how much memory the parts take.
func (c Coded) Bytes() int { return len(c.bits) + 8*len(c.parts) }
