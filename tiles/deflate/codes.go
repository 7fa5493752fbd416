package deflate

import (
	"math/bits"
	"slices"
)

// Symbols of a block (RFC 1951, 3.2.5): bytes, its end, and the lengths of repetitions.
const (
	endOfBlock = 256
	symbols    = 286
	distances  = 30
)

// Counts says how often each symbol and each distance of a repetition occurs.
type Counts struct {
	symbols   [symbols]uint32
	distances [distances]uint32
}

// Add counts bytes.
func (c *Counts) Add(content ...byte) {
	for _, b := range content {
		c.symbols[b]++
	}
}

// AddRepetition counts a repetition: see [Writer.Repeat].
func (c *Counts) AddRepetition(length, distance int) {
	c.symbols[lengthSymbol(length).symbol]++
	c.distances[distanceSymbol(distance).symbol]++
}

// code is what stands for a symbol: bits, the first one lowest, and from bit 16 on how many there are. One number is read at once.
type code uint32

func newCode(bits uint16, n uint8) code { return code(bits) | code(n)<<16 }

func (c code) bits() uint64 { return uint64(c & 0xffff) }
func (c code) n() uint      { return uint(c >> 16) }

// Codes are the codes of a block.
type Codes struct {
	symbols   [symbols]code
	distances [distances]code
	head      []byte // which tells them to a reader, from the block's type on
	headBits  int
}

// NewCodes returns codes that are short for what was counted. Every byte has one, of repetitions only those of the lengths and distances
// that were counted and their like.
func NewCodes(counts Counts) *Codes {
	for b := range endOfBlock {
		counts.symbols[b]++
	}
	counts.symbols[endOfBlock] = 1
	var symbolLengths [symbols]uint8
	var distanceLengths [distances]uint8
	setLengths(symbolLengths[:], counts.symbols[:], 15)
	setLengths(distanceLengths[:], counts.distances[:], 15)
	c := &Codes{}
	setCodes(c.symbols[:], symbolLengths[:])
	setCodes(c.distances[:], distanceLengths[:])
	var head bitString
	head.appendHead(symbolLengths[:], distanceLengths[:])
	c.headBits, c.head = head.len(), head.closed()
	return c
}

// setLengths finds how long each symbol's code is, at most limit bits: Huffman's, and where those are too long nearly as good ones. What does
// not occur has none.
func setLengths(lengths []uint8, counts []uint32, limit int) {
	var buffer [symbols]uint64
	rare := buffer[:0] // the rarest first
	for symbol, count := range counts {
		lengths[symbol] = 0
		if count > 0 {
			rare = append(rare, uint64(count)<<16|uint64(symbol))
		}
	}
	slices.Sort(rare)
	var ofLength [symbols + 1]int
	countLengths(rare, &ofLength)
	shorten(&ofLength, limit)
	length := limit
	for _, r := range rare {
		for ofLength[length] == 0 {
			length--
		}
		ofLength[length]--
		lengths[r&0xffff] = uint8(length)
	}
}

// countLengths counts how many codes Huffman gives each length. The counts of their symbols are in the upper bits, ascending.
func countLengths(rare []uint64, ofLength *[symbols + 1]int) {
	n := len(rare)
	if n < 2 {
		ofLength[1] = n
		return
	}
	// Pairs join where both of their parts are the rarest there are; the parts are symbols, or pairs made before, which only get more
	// frequent.
	var weights [symbols]uint64
	var parent, depth [symbols]int // of pairs; the parent is a later one
	var symbolParent [symbols]int
	symbol, pair := 0, 0
	for made := range n - 1 {
		for range 2 {
			if symbol < n && (pair == made || rare[symbol]>>16 <= weights[pair]) {
				weights[made] += rare[symbol] >> 16
				symbolParent[symbol] = made
				symbol++
			} else {
				weights[made] += weights[pair]
				parent[pair] = made
				pair++
			}
		}
	}
	for i := n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
	}
	for i := range n {
		ofLength[depth[symbolParent[i]]+1]++
	}
}

// shorten moves codes that are longer than limit up to it, and lengthens as few others as make room for them.
func shorten(ofLength *[symbols + 1]int, limit int) {
	room := 1 << limit // of codes of that length
	for length := len(ofLength) - 1; length > limit; length-- {
		ofLength[limit] += ofLength[length]
		ofLength[length] = 0
	}
	for length := 1; length <= limit; length++ {
		room -= ofLength[length] << (limit - length)
	}
	for ; room < 0; room++ {
		length := limit - 1
		for ofLength[length] == 0 {
			length--
		}
		ofLength[length]--
		ofLength[length+1] += 2
		ofLength[limit]--
	}
}

// setCodes gives symbols their codes, which follow from the lengths (RFC 1951, 3.2.2).
func setCodes(codes []code, lengths []uint8) {
	var ofLength, next [17]uint16
	for _, n := range lengths {
		ofLength[n]++
	}
	ofLength[0] = 0
	for n := 1; n < len(next); n++ {
		next[n] = (next[n-1] + ofLength[n-1]) << 1
	}
	for symbol, n := range lengths {
		codes[symbol] = newCode(bits.Reverse16(next[n])>>(16-n), n)
		next[n]++
	}
}
