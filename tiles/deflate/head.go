package deflate

// Symbols of the list of code lengths (RFC 1951, 3.2.7), beside the lengths 0 to 15 themselves.
const (
	lengthAgain    = 16 // the length before, 3 to 6 times
	lengthZero     = 17 // 0, 3 to 10 times
	lengthZeroLong = 18 // 0, 11 to 138 times
	lengthSymbols  = 19
)

// lengthOrder is the order in which the lengths of the codes of lengths stand.
var lengthOrder = [lengthSymbols]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// lengthToken is one symbol of the list of code lengths, with its extra bits.
type lengthToken struct {
	symbol uint8
	extra  uint8
	n      uint8 // of extra bits
}

// appendHead appends the type of a block with codes of its own, and their lengths.
func (s *bitString) appendHead(symbolLengths, distanceLengths []uint8) {
	symbolLengths, distanceLengths = withoutLast(symbolLengths, 257), withoutLast(distanceLengths, 1)
	var lengths [symbols + distances]uint8
	all := append(append(lengths[:0], symbolLengths...), distanceLengths...)
	var buffer [symbols + distances]lengthToken
	tokens := appendLengthTokens(buffer[:0], all)
	var counts [lengthSymbols]uint32
	for _, t := range tokens {
		counts[t.symbol]++
	}
	var codeLengths [lengthSymbols]uint8
	setLengths(codeLengths[:], counts[:], 7)
	var codes [lengthSymbols]code
	setCodes(codes[:], codeLengths[:])
	last := lengthSymbols
	for last > 4 && codeLengths[lengthOrder[last-1]] == 0 {
		last--
	}
	s.append(2, 2) // codes of its own
	s.append(uint64(len(symbolLengths)-257), 5)
	s.append(uint64(len(distanceLengths)-1), 5)
	s.append(uint64(last-4), 4)
	for _, symbol := range lengthOrder[:last] {
		s.append(uint64(codeLengths[symbol]), 3)
	}
	for _, t := range tokens {
		s.append(codes[t.symbol].bits(), codes[t.symbol].n())
		s.append(uint64(t.extra), uint(t.n))
	}
}

// withoutLast leaves out the zeros at the end, down to so many lengths.
func withoutLast(lengths []uint8, least int) []uint8 {
	for len(lengths) > least && lengths[len(lengths)-1] == 0 {
		lengths = lengths[:len(lengths)-1]
	}
	return lengths
}

// appendLengthTokens appends the symbols that write lengths.
func appendLengthTokens(tokens []lengthToken, lengths []uint8) []lengthToken {
	for len(lengths) > 0 {
		length, run := lengths[0], 1
		for run < len(lengths) && lengths[run] == length {
			run++
		}
		lengths = lengths[run:]
		if length > 0 { // the first is written itself
			tokens = append(tokens, lengthToken{symbol: length})
			run--
		}
		for run > 0 {
			switch {
			case run < 3:
				tokens = append(tokens, lengthToken{symbol: length})
				run--
			case length > 0:
				n := min(run, 6)
				tokens = append(tokens, lengthToken{lengthAgain, uint8(n - 3), 2})
				run -= n
			case run <= 10:
				tokens = append(tokens, lengthToken{lengthZero, uint8(run - 3), 3})
				run = 0
			default:
				n := min(run, 138)
				tokens = append(tokens, lengthToken{lengthZeroLong, uint8(n - 11), 7})
				run -= n
			}
		}
	}
	return tokens
}
