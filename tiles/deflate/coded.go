package deflate

import "slices"

// Coded are parts that were coded, to be put into blocks with the same codes.
type Coded struct {
	codes *Codes
	bits  []byte
	parts []part
}

// part is where a part begins, in whole bytes, and how many bits it has.
type part struct{ from, bits uint32 }

// Code codes the parts of content that end where ends says.
func (c *Codes) Code(content []byte, ends []uint32) Coded {
	coded := Coded{codes: c, parts: make([]part, 0, len(ends))}
	var bits []byte
	from := uint32(0)
	for _, to := range ends {
		s := bitString{bytes: bits}
		s.appendLiterals(c, content[from:to])
		coded.parts = append(coded.parts, part{uint32(len(bits)), uint32(s.len() - 8*len(bits))})
		bits, from = s.whole(), to
	}
	s := bitString{bytes: bits}
	coded.bits = slices.Clone(s.closed()) // which is kept for long, and had room for more
	return coded
}

// Record codes what write writes with these codes, as one part.
func (c *Codes) Record(write func(*Writer)) Coded {
	w := Writer{codes: c}
	write(&w)
	bits := uint32(w.out.len())
	return Coded{codes: c, bits: slices.Clone(w.out.closed()), parts: []part{{0, bits}}}
}

// Codes returns the codes of the parts.
func (c Coded) Codes() *Codes { return c.codes }
